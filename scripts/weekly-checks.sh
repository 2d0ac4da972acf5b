#!/bin/sh
# Checks what a push does not: that each report can be made again from nothing, byte for byte, that
# the project is in order, and that each certain contradiction in a plan is acknowledged.
#
#     sh scripts/weekly-checks.sh    # after scripts/report-years.sh
#
# All checks run; exits with the worst code.
set -eu
cd "$(dirname "$0")/.."

worst=0
run() { # a command; remember the worst code
    echo "\$ planmonitor $*"
    code=0
    .venv/bin/planmonitor "$@" || code=$?
    if [ "$code" -gt "$worst" ]; then worst=$code; fi
}

run check
for file in params/[0-9][0-9][0-9][0-9].yaml; do
    year=$(basename "$file" .yaml)
    run verify "$year"
    run audit "$year" --strict
done
exit "$worst"
