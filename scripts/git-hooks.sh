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
OPTIONS="--keep-id --drop-tagged-cells injected-parameters"

stop() { # problem, remedy
    printf '%s To do: %s\n' "$1" "$2" >&2
    exit 2
}

command -v git >/dev/null 2>&1 || stop "There is no git here." "install git, then make hooks."
top=$(git rev-parse --show-toplevel 2>/dev/null) ||
    stop "This is no git checkout." "git clone the project, then make hooks in the clone."
cd "$top"
if [ -d .venv/Scripts ]; then # on Windows
    BIN=.venv/Scripts
fi
for tool in nbstripout pre-commit; do
    [ -x "$BIN/$tool" ] || stop "There is no $BIN/$tool." "make (it makes the environment)."
done

# A worktree without an environment of its own uses that of the main checkout; without any, git
# leaves notebooks as they are, and the check before a commit stops those with outputs.
FIND="at=$BIN/nbstripout; [ -x \$at ] || at=\$(git rev-parse --git-common-dir)/../$BIN/nbstripout"
git config filter.nbstripout.clean "$FIND; if [ -x \"\$at\" ]; then \"\$at\" $OPTIONS; else cat; fi"
git config filter.nbstripout.smudge cat
git config filter.nbstripout.required true
git config filter.nbstripout.extrakeys "$EXTRA"
git config diff.ipynb.textconv "show() { $FIND; if [ -x \"\$at\" ]; then \"\$at\" $OPTIONS -t \"\$1\";\
 else cat \"\$1\"; fi; }; show"

# Where nbdime is installed, git compares notebooks by their cells.
if [ -x "$BIN/git-nbdiffdriver" ]; then
    git config diff.ipynb.command "'$top/$BIN/git-nbdiffdriver' diff"
fi

hooks=$(git config --get core.hooksPath || true)
if [ -n "$hooks" ]; then
    line="$BIN/pre-commit run"
    stop "git strips notebooks of their outputs, but runs its hooks from $hooks (core.hooksPath)." \
        "git config --unset core.hooksPath, then make hooks; or, when that path is set for all your \
repositories, add the line '$line' to $hooks/pre-commit."
fi
"$BIN/pre-commit" install >/dev/null
echo "git strips notebooks of their outputs, and checks before each commit."
