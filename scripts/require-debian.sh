#!/bin/sh
# Make sure that a command is there: `require-debian.sh COMMAND PACKAGE...`
# Installs the Debian packages where that needs no password; otherwise says what to type.
set -eu
command_name=$1
shift
if command -v "$command_name" >/dev/null 2>&1; then exit 0; fi
if [ "$(id -u)" -eq 0 ]; then
    as_root=""
elif sudo -n true 2>/dev/null; then
    as_root="sudo -n"
else
    echo "$command_name is missing. Install it, then run make again:" >&2
    echo "    sudo apt-get update && sudo apt-get install -y $*" >&2
    exit 1
fi
echo "Installing $* ($command_name is missing)" >&2
export DEBIAN_FRONTEND=noninteractive
$as_root apt-get update -qq
$as_root apt-get install -y -qq --no-install-recommends "$@" >/dev/null
