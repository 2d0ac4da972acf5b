#!/bin/sh
# Builds the wheel of a release, and checks it in an empty environment:
#
#     sh scripts/release.sh v0.1.0
#
# Writes dist/*.whl, and dist/notes.md from CHANGELOG.md. Exits with 2 when the tag is not the version
# of pyproject.toml, or CHANGELOG.md has no section about it.
set -eu
cd "$(dirname "$0")/.."

version=${1#v}
stated=$(sed -n 's/^version = "\(.*\)"$/\1/p' pyproject.toml)
if [ "$version" != "$stated" ]; then
    echo "The tag says $version, and pyproject.toml says $stated: correct one of them." >&2
    exit 2
fi
rm -rf dist
mkdir dist
awk -v head="## $version" 'index($0, "## ") == 1 { inside = index($0, head) == 1; next } inside' \
    CHANGELOG.md | sed '/./,$!d' >dist/notes.md
if [ ! -s dist/notes.md ]; then
    echo "CHANGELOG.md has no section '## $version': add it." >&2
    exit 2
fi

make --no-print-directory .venv/.ready
.venv/bin/python -m hatchling build --target wheel
set -- dist/*.whl

# The wheel in an environment of its own, away from this checkout, with the versions of the lock.
empty=$(mktemp -d)
trap 'rm -rf "$empty"' EXIT
uv=$PWD/.venv/bin/uv
UV_SYSTEM_CERTS=true
export UV_SYSTEM_CERTS
"$uv" venv --quiet --python .venv/bin/python "$empty/venv"
VIRTUAL_ENV=$empty/venv "$uv" pip install --quiet --constraint requirements.lock "$1"
"$empty/venv/bin/planmonitor" --version
"$empty/venv/bin/planmonitor" init "$empty/project"
mkdir -p "$empty/project/data"
cp params/[0-9]*.yaml "$empty/project/params"
cp requirements.lock "$empty/project"
cp -R data/raw "$empty/project/data"
cd "$empty/project"
"$empty/venv/bin/planmonitor" report --all
