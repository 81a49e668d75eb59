#!/bin/sh
# Installs Chromium for the browser tests where that can be done without asking: on a Debian-like
# system, as root. Elsewhere the tests use the browser that is there, or say that they were skipped.
set -u
for name in chromium chromium-browser google-chrome; do
  command -v "$name" >/dev/null 2>&1 && exit 0
done
if [ -z "${JMAP_CHROMIUM:-}" ] && command -v apt-get >/dev/null 2>&1 && [ "$(id -u)" = 0 ]; then
  echo "installing Chromium for the browser tests"
  export DEBIAN_FRONTEND=noninteractive
  apt-get update -qq >/dev/null && apt-get install -y -qq chromium >/dev/null 2>&1 ||
    echo "Chromium could not be installed; the browser tests will say that they were skipped"
fi
exit 0
