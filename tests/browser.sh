#!/bin/sh
# Installs Chromium for the browser tests if it can; without Chromium they are skipped.
set -eu

for name in chromium chromium-browser google-chrome; do
    if command -v "$name" >/dev/null 2>&1; then
        exit 0
    fi
done

if [ "$(id -u)" -eq 0 ] && command -v apt-get >/dev/null 2>&1; then
    export DEBIAN_FRONTEND=noninteractive
    echo "Installing Chromium for the browser tests (once)"
    if apt-get update -qq >/dev/null &&
        apt-get install -y -qq --no-install-recommends chromium fonts-dejavu-core >/dev/null 2>&1; then
        exit 0
    fi
fi

echo "No Chromium found: the browser tests are skipped." >&2
echo "To run them: sudo apt-get install chromium (Debian), brew install --cask chromium (macOS)." >&2
