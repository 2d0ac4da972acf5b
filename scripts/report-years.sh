#!/bin/sh
# Makes the reports of all years, or of those named, for any CI:
#
#     sh scripts/report-years.sh          # every year in params/
#     sh scripts/report-years.sh 2023     # only this one
#
# Beside each report it writes reports/junit-YEAR.xml: a test case for each chapter. One year that
# fails does not stop the next. Ends with the worst of their exit codes:
#   0 well · 1 a notebook failed · 2 bad input, parameters or disk · 3 a deadline passed ·
#   4 the finished report failed its checks · 130 stopped
# On GitHub `planmonitor` marks each failure at its file and line, and the summary of the run gets a
# row for each year. PLANMONITOR_OPTIONS holds more options of `planmonitor report`.
set -eu
cd "$(dirname "$0")/.."

years_of() { # the years that have a file in params/
    for file in params/[0-9][0-9][0-9][0-9].yaml; do
        if [ -e "$file" ]; then basename "$file" .yaml; fi
    done
}

summarise() { # year, words
    [ -z "${GITHUB_STEP_SUMMARY:-}" ] || printf '| %s | %s |\n' "$1" "$2" >>"$GITHUB_STEP_SUMMARY"
}

make --no-print-directory .venv/.ready
summarise Year Report
summarise --- ---

worst=0
# shellcheck disable=SC2046 # years have no blanks
[ "$#" -gt 0 ] || set -- $(years_of)
for year; do
    echo "Report of $year"
    code=0
    # shellcheck disable=SC2086 # more options, where given, are several words
    .venv/bin/planmonitor report "$year" --junit "reports/junit-$year.xml" \
        ${PLANMONITOR_OPTIONS:-} || code=$?
    if [ "$code" -eq 0 ]; then
        summarise "$year" well
    else
        summarise "$year" "failed, exit code $code"
        if [ "$code" -gt "$worst" ]; then worst=$code; fi
    fi
done
exit "$worst"
