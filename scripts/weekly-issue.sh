#!/bin/sh
# Opens one issue about a weekly run that failed, or updates the open one:
#
#     sh scripts/weekly-issue.sh "HOW ITS JOBS ENDED"
#
# Needs GH_TOKEN, GITHUB_REPOSITORY, and RUN_URL, the address of the run.
set -eu

title='The weekly run fails'
text="Its jobs ended so: $1.

The log is at $RUN_URL"
found=$(gh api --method GET "repos/$GITHUB_REPOSITORY/issues" -f state=open -f per_page=100 \
    --paginate --jq ".[] | select(.title == \"$title\") | select(.pull_request | not) | .number")
number=$(printf '%s\n' "$found" | head -n 1)
if [ -n "$number" ]; then
    gh api --method POST "repos/$GITHUB_REPOSITORY/issues/$number/comments" -f body="$text" --silent
    echo "Added to issue $number."
else
    gh api --method POST "repos/$GITHUB_REPOSITORY/issues" -f title="$title" -f body="$text" --silent
    echo "Opened an issue."
fi
