#!/bin/sh
# Runs the tests with other versions of the dependencies than those of requirements.lock:
#
#     sh scripts/test-versions.sh lowest     # the oldest that pyproject.toml allows
#     sh scripts/test-versions.sh highest    # the newest
#
# It replaces what is installed in .venv; `make clean` and any other target set it up again.
set -eu
cd "$(dirname "$0")/.."

case $1 in
    lowest) # old versions may warn of newer ones that they use
        resolution=lowest-direct warnings=ignore::DeprecationWarning
        ;;
    highest) resolution=highest warnings=error ;;
    *)
        echo "usage: sh scripts/test-versions.sh lowest|highest" >&2
        exit 2
        ;;
esac
make --no-print-directory .venv/bin/uv
rm -f .venv/.ready # what is installed is no longer what the lock says
VIRTUAL_ENV=.venv UV_SYSTEM_CERTS=true .venv/bin/uv pip install --quiet --upgrade \
    --resolution "$resolution" --editable '.[lab,pdf,cluster,dev]'
.venv/bin/python -m pytest -n logical --maxprocesses 4 --dist loadfile -q -W "$warnings" \
    -m "${PLANMONITOR_TESTS:-not browser and not service}"
