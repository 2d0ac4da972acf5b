#!/bin/sh
# Fails when a staged notebook holds something of a run. It looks at what git has staged, not at the
# file: an analyst keeps the outputs on the screen.
set -eu

if [ ! -x .venv/bin/nbstripout ]; then
    echo "There is no .venv/bin/nbstripout to look at notebooks with. To do: make hooks" >&2
    exit 1
fi
bad=0
for path in "$@"; do
    staged=$(git rev-parse ":$path")
    stripped=$(git cat-file blob "$staged" | .venv/bin/nbstripout --keep-id | git hash-object --stdin)
    if [ "$staged" != "$stripped" ]; then
        echo "$path holds outputs or counts of a run. To do: make hooks, then git add $path" >&2
        bad=1
    fi
done
exit "$bad"
