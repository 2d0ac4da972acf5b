#!/bin/sh
# Fails if a staged notebook has outputs or execution counts. It checks what git has staged, not the
# file: an analyst can keep the outputs on the screen.
set -eu

sh scripts/tool.sh nbstripout --version >/dev/null || exit 1
bad=0
for path in "$@"; do
    staged=$(git rev-parse ":$path")
    stripped=$(git cat-file blob "$staged" |
        sh scripts/tool.sh nbstripout --keep-id --drop-tagged-cells injected-parameters |
        git hash-object --stdin)
    if [ "$staged" != "$stripped" ]; then
        echo "$path has outputs or execution counts. To do: make hooks, then git add $path" >&2
        bad=1
    fi
done
exit "$bad"
