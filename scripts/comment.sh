#!/bin/sh
# Writes one comment on a proposed change, and updates that one from then on:
#
#     sh scripts/comment.sh FILE.md
#
# Runs with permission to write comments, so it executes nothing of the proposed change: FILE.md is
# text. The change is found by its branch and commit, never by what FILE.md says. Needs GH_TOKEN,
# GITHUB_REPOSITORY, and HEAD_OWNER, HEAD_BRANCH and HEAD_SHA of the proposed change.
set -eu

mark='<!-- planmonitor: what a reader would see differently -->'
pulls=$(gh api --method GET "repos/$GITHUB_REPOSITORY/pulls" -f state=open \
    -f head="$HEAD_OWNER:$HEAD_BRANCH" --jq ".[] | select(.head.sha == \"$HEAD_SHA\") | .number")
number=$(printf '%s\n' "$pulls" | head -n 1)
if [ -z "$number" ]; then
    echo "No open change has this commit: it has been updated or closed since."
    exit 0
fi

body=$(mktemp)
trap 'rm -f "$body"' EXIT
{
    printf '%s\n' "$mark"
    head -c 64000 "$1" | iconv -c -f utf-8 -t utf-8
    printf '\n\nMade from %s. The run of this check keeps the report and the page of changes.\n' \
        "$HEAD_SHA"
} >"$body"

found=$(gh api --paginate "repos/$GITHUB_REPOSITORY/issues/$number/comments" --jq \
    ".[] | select(.user.type == \"Bot\") | select(.body | startswith(\"$mark\")) | .id")
comment=$(printf '%s\n' "$found" | head -n 1)
if [ -n "$comment" ]; then
    gh api --method PATCH "repos/$GITHUB_REPOSITORY/issues/comments/$comment" \
        -F body=@"$body" --silent
    echo "Updated the comment on change $number."
else
    gh api --method POST "repos/$GITHUB_REPOSITORY/issues/$number/comments" \
        -F body=@"$body" --silent
    echo "Commented on change $number."
fi
