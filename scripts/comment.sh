#!/bin/sh
# Writes one comment on a proposed change, and updates that one from then on:
#
#     sh scripts/comment.sh FILE.md
#
# Runs with permission to write comments, so it executes nothing of the proposed change: FILE.md is
# text. The change is found by its branch and commit, never by what FILE.md says. Needs GH_TOKEN,
# GITHUB_REPOSITORY, GITHUB_SERVER_URL, HEAD_OWNER, HEAD_BRANCH and HEAD_SHA of the proposed change,
# and RUN_ID, the run that made FILE.md and keeps the page of changes.
set -eu

mark='<!-- planmonitor: what a reader would see differently -->'
pulls=$(gh api --method GET "repos/$GITHUB_REPOSITORY/pulls" -f state=open \
    -f head="$HEAD_OWNER:$HEAD_BRANCH" --jq ".[] | select(.head.sha == \"$HEAD_SHA\") | .number")
number=$(printf '%s\n' "$pulls" | head -n 1)
if [ -z "$number" ]; then
    echo "No open change has this commit: it has been updated or closed since."
    exit 0
fi

run=$GITHUB_SERVER_URL/$GITHUB_REPOSITORY/actions/runs/$RUN_ID
page=$(gh api --paginate "repos/$GITHUB_REPOSITORY/actions/runs/$RUN_ID/artifacts" \
    --jq '.artifacts[] | select(.name == "changes.html") | .id' | sort -n | tail -n 1)

body=$(mktemp)
trap 'rm -f "$body"' EXIT
{
    printf '%s\n' "$mark"
    if [ -n "$page" ]; then
        printf '[The page of changes](%s) shows drawings too. ' "$run/artifacts/$page"
    fi
    printf '[The run](%s#artifacts) keeps the reports. Made from %s.\n\n' "$run" "$HEAD_SHA"
    # GitHub takes 65,536 characters. `planmonitor changes` writes less; a fork may write anything.
    head -c 64000 "$1" | iconv -c -f utf-8 -t utf-8
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
