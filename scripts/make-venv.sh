#!/bin/sh
# Make a virtual environment: `make-venv.sh DIRECTORY`. Debian keeps ensurepip in python3-venv.
set -eu
directory=$1
python=""
for candidate in python3.11 python3; do
    if command -v "$candidate" >/dev/null 2>&1 &&
        "$candidate" -c 'import sys; sys.exit(sys.version_info[:2] != (3, 11))' 2>/dev/null; then
        python=$candidate
        break
    fi
done
if [ -z "$python" ]; then
    "$(dirname "$0")/require-debian.sh" python3.11 python3.11 python3.11-venv
    python=python3.11
fi
if ! "$python" -c 'import ensurepip' 2>/dev/null; then
    if [ "$(id -u)" -eq 0 ]; then
        apt-get update -qq && apt-get install -y -qq python3.11-venv >/dev/null
    else
        echo "Python's venv is missing. Install it, then run make again:" >&2
        echo "    sudo apt-get update && sudo apt-get install -y python3.11-venv" >&2
        exit 1
    fi
fi
"$python" -m venv "$directory"
