#!/bin/sh
# Makes sure that there is a LibreOffice for the tests that convert Word files; without one the
# tests use the PDFs in tests/fixtures/documents.
set -eu

for name in soffice libreoffice; do
    if command -v "$name" >/dev/null 2>&1; then
        exit 0
    fi
done

if [ "$(id -u)" -eq 0 ] && command -v apt-get >/dev/null 2>&1; then
    export DEBIAN_FRONTEND=noninteractive
    echo "Installing LibreOffice Writer for the tests of Word files (once)"
    if apt-get update -qq >/dev/null &&
        apt-get install -y -qq --no-install-recommends \
            libreoffice-writer hyphen-nl fonts-liberation fonts-dejavu-core >/dev/null 2>&1; then
        exit 0
    fi
fi

echo "No LibreOffice found: the tests that convert Word files are skipped." >&2
echo "To run them: sudo apt-get install libreoffice-writer hyphen-nl (Debian)." >&2
