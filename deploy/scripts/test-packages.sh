#!/usr/bin/env bash
# The servers and the browser that the tests drive: installed by apt when we may, else named.
set -euo pipefail

missing=()
need() { # package, then a command or file of it
    command -v "$2" >/dev/null || [ -x "$2" ] || compgen -G "$2" >/dev/null || missing+=("$1")
}
need knot /usr/sbin/knotd
need rbldnsd /usr/sbin/rbldnsd
need redis-server redis-server
need postgresql '/usr/lib/postgresql/*/bin/initdb'
need postfix postconf
need dovecot-imapd /usr/lib/dovecot/imap
need chromium chromium
need fonts-noto-cjk '/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc'

[ ${#missing[@]} -eq 0 ] && exit 0
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
    echo "fuwake: installing ${missing[*]}" >&2
    apt-get update -qq >/dev/null
    # The tests start their own servers; a postgresql cluster of the package's is not needed.
    mkdir -p /etc/postgresql-common
    [ -e /etc/postgresql-common/createcluster.conf ] || echo "create_main_cluster = false" > /etc/postgresql-common/createcluster.conf
    # Nor is a mail server of the machine's own.
    echo "postfix postfix/main_mailer_type select No configuration" | debconf-set-selections
    DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null
else
    echo "fuwake: the tests need these packages; install them first: sudo apt install ${missing[*]}" >&2
    exit 1
fi
