#!/bin/sh
# Makes the reports of another commit, with its own code, to compare with those of this one:
#
#     sh scripts/base-reports.sh COMMIT    # writes .cache/base/reports
#
# The commit's caches are those of this checkout, so only what differs runs again. Exits with 0 when
# the commit has no report: then every report is new.
set -eu
cd "$(dirname "$0")/.."

base=.cache/base
git worktree remove --force "$base" 2>/dev/null || rm -rf "$base"
git worktree prune
git worktree add --detach "$base" "$1"
for folder in notebooks tables; do
    if [ -d ".cache/$folder" ]; then
        mkdir -p "$base/.cache"
        cp -R ".cache/$folder" "$base/.cache/$folder"
    fi
done
make --no-print-directory -C "$base" .venv/.ready
# Problems of the other commit are not those of this one: nothing is annotated.
env -u GITHUB_ACTIONS -u GITHUB_STEP_SUMMARY \
    "$base/.venv/bin/planmonitor" --project "$base" report --all --quiet ||
    echo "The reports of $1 cannot be made." >&2
