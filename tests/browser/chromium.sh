#!/bin/sh
# Prints where Chromium is, installing Debian's where there is none and that may be done. CLAUSEWISE_CHROMIUM names another.
set -eu
found="${CLAUSEWISE_CHROMIUM:-$(command -v chromium || true)}"
if [ -z "$found" ] && [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
  echo "installing Chromium for the tests in a browser" >&2
  apt-get update --quiet --quiet >&2
  DEBIAN_FRONTEND=noninteractive apt-get install --yes --quiet --quiet chromium >&2
  found="$(command -v chromium || true)"
fi
if [ -z "$found" ] || ! [ -x "$found" ]; then
  echo "no Chromium${found:+ at $found}: install it (on Debian: apt-get install chromium), or name it in CLAUSEWISE_CHROMIUM" >&2
  exit 1
fi
echo "$found"
