#!/bin/sh
# Installs the Debian package of each command that is missing: ensure_commands.sh COMMAND=PACKAGE …
# Without root it names them instead.
set -eu

missing=""
for pair in "$@"; do
  command -v "${pair%%=*}" >/dev/null 2>&1 || missing="$missing ${pair#*=}"
done
[ -n "$missing" ] || exit 0

if [ "$(id -u)" -ne 0 ]; then
  echo "Missing here:$missing. Install with: sudo apt-get install --no-install-recommends$missing" >&2
  exit 1
fi
echo "Installing$missing" >&2
apt-get update -qq >&2
# shellcheck disable=SC2086 # one word per package
DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $missing >&2
