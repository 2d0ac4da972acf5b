#!/bin/sh
# Checks what a push does not:
#
#     sh scripts/weekly-checks.sh reports    # after scripts/report-years.sh: is the project in order,
#                                            # and can each report be made again, byte for byte?
#     sh scripts/weekly-checks.sh plans      # is each certain contradiction acknowledged?
#
# All checks run; exits with the worst code.
set -eu
cd "$(dirname "$0")/.."

years_of() { # the years that have a file in params/
    for file in params/[0-9][0-9][0-9][0-9].yaml; do
        if [ -e "$file" ]; then basename "$file" .yaml; fi
    done
}

worst=0
run() { # a command; remember the worst code
    echo "\$ planmonitor $*"
    code=0
    .venv/bin/planmonitor "$@" || code=$?
    if [ "$code" -gt "$worst" ]; then worst=$code; fi
}

make --no-print-directory .venv/.ready
case $1 in
    reports)
        run check
        for year in $(years_of); do run verify "$year"; done
        ;;
    plans)
        for year in $(years_of); do run audit "$year" --strict; done
        ;;
    *)
        echo "usage: sh scripts/weekly-checks.sh reports|plans" >&2
        exit 2
        ;;
esac
exit "$worst"
