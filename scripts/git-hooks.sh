#!/bin/sh
# Tells git how notebooks are stripped of their outputs, and sets up the checks before a commit.
# Paths are relative: git runs a filter and a hook from the top of the checkout.
set -eu

BIN=.venv/bin
# What JupyterLab writes and the notebooks do not need, so that opening one changes nothing.
LANGUAGE=metadata.language_info
EXTRA="$LANGUAGE.codemirror_mode $LANGUAGE.file_extension $LANGUAGE.mimetype \
$LANGUAGE.nbconvert_exporter $LANGUAGE.pygments_lexer $LANGUAGE.version"

if ! top=$(git rev-parse --show-toplevel 2>/dev/null); then
    echo "No git checkout here: nothing to set up." >&2
    exit 2
fi
cd "$top"

git config filter.nbstripout.clean "$BIN/nbstripout --keep-id"
git config filter.nbstripout.smudge cat
git config filter.nbstripout.required true
git config filter.nbstripout.extrakeys "$EXTRA"
git config diff.ipynb.textconv "$BIN/nbstripout --keep-id -t"
"$BIN/pre-commit" install >/dev/null
echo "git strips notebooks of their outputs, and checks before each commit."
