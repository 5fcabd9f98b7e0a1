#!/usr/bin/env bash
# Builds the image where no container engine runs, and tries it as it will be run: as a user without rights, on a root that cannot
# be written. Needs root, Debian's mirror and the Python package index. What it makes is kept in build/image and used again.
#
# The base is not the one from Docker Hub but a Debian 13 of the same kind made by debootstrap, in which Python is Debian's
# (/usr/bin/python3, also as /usr/local/bin/python). Everything else is deploy/Dockerfile as it stands.
set -euo pipefail
cd "$(dirname "$0")/../.."
work=$PWD/build/image
base=localhost/python:3.13-slim-trixie
mirror=(${DEBIAN_MIRROR:+"$DEBIAN_MIRROR"})  # else the one that debootstrap knows

say() { echo "image-check: $*"; }
[ "$(id -u)" = 0 ] || { say "it must be run as root" >&2; exit 2; }
missing=()
for program in buildah debootstrap jq curl; do command -v "$program" >/dev/null || missing+=("$program"); done
if [ ${#missing[@]} -gt 0 ]; then
    say "installing ${missing[*]}"
    apt-get update -qq >/dev/null
    DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null
fi
mkdir -p "$work"
run() { buildah --root "$work/store" --runroot "$work/run" --storage-driver vfs "$@"; }

if ! run inspect --type image "$base" >/dev/null 2>&1; then
    say "making the base by debootstrap"
    debootstrap --variant=minbase --include=ca-certificates,netbase,python3,python3-venv,tzdata trixie "$work/base" "${mirror[@]}" \
        > "$work/debootstrap.log"
    ln -sf ../../bin/python3 "$work/base/usr/local/bin/python"
    container=$(run from scratch)
    tar -C "$work/base" -c --exclude=./var/cache/apt --exclude=./var/lib/apt/lists . | tar -C "$(run mount "$container")" -x
    run commit --quiet --format docker "$container" "$base" >/dev/null
    run rm "$container" >/dev/null
    rm -rf "$work/base"
fi

# What this machine needs to reach the package index (its certificates, pip's settings and local folders) is lent to the build alone.
lent=()
for path in /etc/ssl/certs /etc/pip.conf ${PIP_FIND_LINKS:-} ${FUWAKE_IMAGE_LEND:-}; do
    [ -e "$path" ] && lent+=(-v "$path:$path:ro")
done
for path in $(sed -n 's|.*file://\(/[^ ]*\).*|\1|p' /etc/pip.conf 2>/dev/null); do lent+=(-v "$path:$path:ro"); done
began=$SECONDS
say "building deploy/Dockerfile"
run build --quiet --isolation chroot --format docker --pull-never --layers=false "${lent[@]}" -f deploy/Dockerfile -t fuwake . > "$work/build.log" 2>&1 \
    || { tail -20 "$work/build.log" >&2; exit 1; }
say "built in $((SECONDS - began)) s"
run rmi --prune --force >/dev/null # what an earlier build left

container=$(run from --pull-never localhost/fuwake)
root=$(run mount "$container")
finish() { run umount "$container" >/dev/null; run rm "$container" >/dev/null; }
trap finish EXIT
settings=$(run inspect --type image localhost/fuwake | jq .Docker.config)
say "size: $(du -sm --exclude=proc "$root" | cut -f1) MB, of it /opt/fuwake $(du -sm "$root/opt/fuwake" | cut -f1) MB"
say "user $(jq -r .User <<<"$settings"), health $(jq -c .Healthcheck.Test <<<"$settings"), command $(jq -c .Cmd <<<"$settings")"
[ "$(jq -r .User <<<"$settings")" = 10001:10001 ]
for gone in pip setuptools; do
    if [ -e "$root/opt/fuwake/lib/python3.13/site-packages/$gone" ]; then say "$gone was left behind" >&2; exit 1; fi
done

# As `docker run --read-only --tmpfs /tmp --cap-drop ALL --security-opt no-new-privileges` would: a script inside new namespaces.
export root
mapfile -t environment < <(jq -r '.Env[]' <<<"$settings")
cp bot/demo/mails/mailbox-expired.eml "$root/opt/sample.eml"
unshare --mount --pid --fork --kill-child --net bash -euo pipefail -s -- "${environment[@]}" <<'INSIDE'
ip link set lo up 2>/dev/null || true
mount --bind "$root" "$root"
mount -t proc proc "$root/proc"
mount -t tmpfs -o mode=1777,size=64m tmpfs "$root/tmp"
mount -t tmpfs -o mode=0700,uid=10001,gid=10001,size=512m tmpfs "$root/var/lib/fuwake"
for device in null zero random urandom; do [ -e "$root/dev/$device" ] || touch "$root/dev/$device"; mount --bind "/dev/$device" "$root/dev/$device"; done
mount -o remount,bind,ro "$root"
inside() {
    env -i "${given[@]}" chroot "$root" setpriv --reuid 10001 --regid 10001 --clear-groups --no-new-privs --bounding-set -all \
        sh -c 'cd /var/lib/fuwake && exec "$@"' sh "$@"
}
given=("$@")
if inside touch /opt/fuwake/written 2>/dev/null; then echo "image-check: the root can be written" >&2; exit 1; fi
said=$(inside fuwake check --offline --lang en /opt/sample.eml)
echo "image-check: a mail: ${said%%$'\n'*}"
log=$(mktemp)
trap 'rm -f "$log"' EXIT
inside fuwake demo --port 4040 > "$log" 2>&1 &
for _ in $(seq 60); do curl -sf -o /dev/null http://127.0.0.1:4040/ && break; sleep 1; done
curl -s -o /dev/null -w 'image-check: the demo in it answers %{http_code}\n' --fail http://127.0.0.1:4040/ || { cat "$log" >&2; exit 1; }
inside fuwake health && echo "image-check: fuwake health is content" || { cat "$log" >&2; exit 1; }
INSIDE
say "the image works"
