#!/bin/sh
# Makes git strip the outputs of notebooks, and sets up the checks before a commit.
# Paths are relative: git runs filters and hooks from the top of the checkout.
set -eu

BIN=.venv/bin
# JupyterLab and Quarto write these, and the notebooks do not need them: neither opening a notebook
# nor rendering it with other parameters changes what git keeps.
LANGUAGE=metadata.language_info
EXTRA="$LANGUAGE.codemirror_mode $LANGUAGE.file_extension $LANGUAGE.mimetype \
$LANGUAGE.nbconvert_exporter $LANGUAGE.pygments_lexer $LANGUAGE.version metadata.papermill"
STRIP="nbstripout --keep-id --drop-tagged-cells injected-parameters"

stop() { # problem, remedy
    printf '%s To do: %s\n' "$1" "$2" >&2
    exit 2
}

command -v git >/dev/null 2>&1 || stop "There is no git here." "install git, then make hooks."
top=$(git rev-parse --show-toplevel 2>/dev/null) ||
    stop "This is no git checkout." "git clone the project, then make hooks in the clone."
cd "$top"
for tool in nbstripout pre-commit; do
    [ -x "$BIN/$tool" ] || stop "There is no $BIN/$tool." "make (it makes the environment)."
done

git config filter.nbstripout.clean "$BIN/$STRIP"
git config filter.nbstripout.smudge cat
git config filter.nbstripout.required true
git config filter.nbstripout.extrakeys "$EXTRA"
git config diff.ipynb.textconv "$BIN/$STRIP -t"
"$BIN/pre-commit" install >/dev/null
echo "git strips notebooks of their outputs, and checks before each commit."
