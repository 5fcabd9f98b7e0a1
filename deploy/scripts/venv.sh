#!/usr/bin/env bash
# Makes .venv and installs the pinned, hashed packages of the file given, and Fuwake itself.
set -euo pipefail
requirements=$1
python=${PYTHON:-python3}

say() { echo "fuwake: $*" >&2; }

if [ -z "$python" ] || ! "$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
    say "Python 3.11 or newer is needed (Debian: apt install python3 python3-venv)"
    exit 1
fi
if ! "$python" -c 'import ensurepip, venv' 2>/dev/null; then
    if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
        say "installing python3-venv"
        apt-get update -qq >/dev/null
        DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends python3-venv >/dev/null
    else
        say "the module venv is missing; install it first: sudo apt install python3-venv"
        exit 1
    fi
fi
[ -x .venv/bin/python ] || "$python" -m venv .venv
# dkimpy and pyspf are published as source alone: they are built with the setuptools whose hash is known, never with one fetched anew.
.venv/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/build.txt
.venv/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes --no-build-isolation --use-pep517 -r "$requirements"
.venv/bin/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --no-index -e .
