#!/bin/sh
# Compares the reports of this commit with those of another, for a proposed change:
#
#     sh scripts/changes.sh COMMIT
#
# Writes reports/changes/changes.html, comment.md and changes.json.
set -eu
cd "$(dirname "$0")/.."

sh scripts/base-reports.sh "$1"
rm -rf reports/changes
mkdir -p reports/changes
if [ -e .cache/base/reports/index.html ]; then
    .venv/bin/planmonitor changes .cache/base/reports reports/site --json \
        --page reports/changes/changes.html --markdown reports/changes/comment.md \
        >reports/changes/changes.json
else
    echo "There is no report to compare with: that of $1 cannot be made." |
        tee reports/changes/comment.md
fi
if [ -n "${GITHUB_STEP_SUMMARY:-}" ]; then
    cat reports/changes/comment.md >>"$GITHUB_STEP_SUMMARY"
fi
