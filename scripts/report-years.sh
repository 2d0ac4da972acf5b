#!/bin/sh
# Makes the reports of all years, or of those named, for any CI:
#
#     sh scripts/report-years.sh          # every year in params/
#     sh scripts/report-years.sh 2023     # only this one
#
# One year that fails does not stop the next. Ends with the worst of their exit codes:
#   0 well · 1 a notebook failed · 2 bad input or parameters · 3 a deadline passed ·
#   4 the report failed its checks · 130 interrupted
# On GitHub each failure is an annotation in the log and a line in the summary of the run.
set -eu
cd "$(dirname "$0")/.."

years_of() { # the years that have a file in params/
    for file in params/[0-9][0-9][0-9][0-9].yaml; do
        [ -e "$file" ] && basename "$file" .yaml
    done
}

annotate() { # year, exit code, file with the messages
    [ "${GITHUB_ACTIONS:-}" = true ] || return 0
    # An annotation is one line: newlines and percent signs are written as codes.
    text=$(sed -e 's/%/%25/g' "$3" | awk '{printf "%s%%0A", $0}')
    echo "::error title=Report $1 (exit code $2)::$text"
}

summarise() { # year, words
    [ -z "${GITHUB_STEP_SUMMARY:-}" ] || printf '| %s | %s |\n' "$1" "$2" >>"$GITHUB_STEP_SUMMARY"
}

make --no-print-directory .venv/.ready
messages=$(mktemp)
trap 'rm -f "$messages"' EXIT
summarise Year Report
summarise --- ---

worst=0
for year in ${*:-$(years_of)}; do
    echo "Report of $year"
    code=0
    # shellcheck disable=SC2086 # more options, where given, are several words
    .venv/bin/planmonitor report "$year" ${PLANMONITOR_OPTIONS:-} 2>"$messages" || code=$?
    cat "$messages" >&2
    if [ "$code" -eq 0 ]; then
        summarise "$year" well
    else
        annotate "$year" "$code" "$messages"
        summarise "$year" "failed, exit code $code"
        if [ "$code" -gt "$worst" ]; then worst=$code; fi
    fi
done
exit "$worst"
