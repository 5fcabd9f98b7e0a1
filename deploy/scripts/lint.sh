#!/usr/bin/env bash
# Looks at the files in deploy/ with the tools of their trades. $1: where hadolint and kubernetes-validate are. What else is installed
# (systemd-analyze, kubectl, promtool, docker compose) is used, too; what is not is named.
set -euo pipefail
tools=$(cd "$1" && pwd)
cd "$(dirname "$0")/.."
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
say() { echo "deploy-lint: $*"; }
there() { command -v "$1" >/dev/null || { say "$1 is not installed: $2 not looked at"; return 1; }; }

"$tools/hadolint" Dockerfile
say "Dockerfile: fine"

if there kubectl "what kustomize makes of kubernetes/ was"; then
    cp -r kubernetes "$work/"
    for components in "" "http address-data monitoring" "mail"; do
        list=$(for one in $components; do printf '"components/%s", ' "$one"; done)
        sed -i "s|^components: .*|components: [$list]|" "$work/kubernetes/kustomization.yaml"
        kubectl kustomize "$work/kubernetes" > "$work/whole.yaml"
        # A ServiceMonitor is of the Prometheus Operator: no schema of Kubernetes knows it.
        "$tools/kubernetes-validate" --strict --quiet "$work/whole.yaml" 2>&1 | { grep -v ServiceMonitor || true; }
    done
    say "kubernetes/: fine"
fi

if there systemd-analyze "systemd/ was"; then
    for unit in systemd/*.service; do
        # Names of an instance and paths of the server it will be on are not this machine's.
        systemd-analyze security --offline=true --threshold=20 --no-pager "$unit" > "$work/said" || { cat "$work/said"; exit 1; }
        say "$unit: $(tail -1 "$work/said" | sed 's/.*: //')"
    done
fi

if there promtool "prometheus-rules.yaml was"; then promtool check rules prometheus-rules.yaml; fi
if docker compose version >/dev/null 2>&1; then
    mkdir "$work/compose" && cp compose*.yaml "$work/compose" && touch "$work/compose/fuwake.env"
    docker compose -f "$work/compose/compose.yaml" -f "$work/compose/compose.mail.yaml" --profile hosts config --quiet
    say "compose: fine"
else
    say "docker compose is not installed: compose.yaml not looked at"
fi
