#!/bin/sh
# Makes the reports of all years, or of the years given, for any CI service:
#
#     sh scripts/report-years.sh          # every year in params/
#     sh scripts/report-years.sh 2023     # only this one
#
# For each report it writes reports/junit-YEAR.xml, with a test case per chapter. A year that fails
# does not stop the next. Exits with the worst code of all years:
#   0 success · 1 a notebook failed · 2 bad input, parameters or disk · 3 a deadline passed ·
#   4 the finished report failed its checks · 130 interrupted
# On GitHub `planmonitor` marks each failure at its file and line, and the summary of the run gets a
# row per year. PLANMONITOR_OPTIONS can hold more options for `planmonitor report`.
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
