#!/bin/sh
# Runs a tool from the project's environment, which has another folder on Windows.
set -eu

tool=$1
shift
for folder in .venv/bin .venv/Scripts; do
    if [ -x "$folder/$tool" ]; then
        exec "$folder/$tool" "$@"
    fi
done
echo ".venv/bin/$tool is missing. To do: make hooks" >&2
exit 1
