#!/bin/sh
# Makes the reports of all years, the comparisons of neighbouring years and the site, for any CI:
#
#     sh scripts/report-years.sh          # every year in params/
#     sh scripts/report-years.sh 2023     # only this one
#
# It writes reports/junit.xml, with a test case per chapter, and reports/site, to publish as it is.
# All years run together; one that fails does not stop the others, but then there is no new site.
# Exits with the worst code:
#   0 success · 1 a notebook failed · 2 bad input, parameters or disk · 3 a deadline passed ·
#   4 a finished report failed its checks · 130 interrupted
# PLANMONITOR_OPTIONS can hold more options for `planmonitor report`, and PLANMONITOR_SITE_URL the
# address of the site, for its sitemap. On GitHub the command marks each failure at its file and
# line, and lists the chapters on the summary of the run.
set -eu
cd "$(dirname "$0")/.."

years_of() { # the years that have a file in params/, oldest first
    for file in params/[0-9][0-9][0-9][0-9].yaml; do
        if [ -e "$file" ]; then basename "$file" .yaml; fi
    done
}

worst=0
run() { # a command; remember the worst code
    code=0
    "$@" || code=$?
    if [ "$code" -gt "$worst" ]; then worst=$code; fi
}

make --no-print-directory .venv/.ready
# shellcheck disable=SC2046 # years have no blanks
[ "$#" -gt 0 ] || set -- $(years_of)
# shellcheck disable=SC2086 # more options, where given, are several words
run .venv/bin/planmonitor report "$@" --junit reports/junit.xml ${PLANMONITOR_OPTIONS:-}

earlier=
for year; do
    if [ -n "$earlier" ] && [ "$worst" -eq 0 ]; then
        run .venv/bin/planmonitor compare "$earlier" "$year"
    fi
    earlier=$year
done
if [ "$worst" -eq 0 ]; then run .venv/bin/planmonitor site; fi
exit "$worst"
