#!/usr/bin/env bash
# Makes deploy/secrets for compose.yaml: a password for the database at random, and the tokens that are asked for. What is there stays.
# Only root may enter the folder; a file in it can be read by the user of a container that it is mounted into.
set -euo pipefail
cd "$(dirname "$0")/.."
umask 077
mkdir -p secrets
chmod 0700 secrets

keep() { # name; the value on standard input
    if [ -e "secrets/$1" ]; then cat >/dev/null; else cat > "secrets/$1" && chmod 0444 "secrets/$1"; fi
}
ask() { # name, what it is
    [ -e "secrets/$1" ] && return
    read -rsp "$2: " value && echo >&2
    printf '%s' "$value" | keep "$1"
}
od -An -N24 -tx1 /dev/urandom | tr -d ' \n' | keep database_password
printf 'postgresql://fuwake:%s@database/fuwake' "$(cat secrets/database_password)" | keep database_url
ask slack_bot_token "Bot token (xoxb-…)"
ask slack_app_token "App token (xapp-…)"
[ -e fuwake.env ] || install -m 0600 ../.env.example fuwake.env
echo "deploy/secrets is complete; the other settings stand in deploy/fuwake.env"
