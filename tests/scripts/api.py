#!/usr/bin/env python3
"""A stand-in for `gh` and the part of GitHub's API that the scripts use, with a JSON file."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any


def main(words: list[str]) -> None:
    """Answer a call as `gh api` does, or note a release."""
    path = Path(os.environ["API_STATE"])
    state: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    if words[:2] == ["release", "create"]:
        state["releases"].append(words[2:])
    else:
        method, address, fields, jq = parsed(words[1:])
        answer = called(state, method, address.removeprefix("repos/us/monitor/"), fields)
        if jq:
            command = ["jq", "-r", jq]
            subprocess.run(command, input=json.dumps(answer), text=True, check=True)  # noqa: S603
    path.write_text(json.dumps(state), encoding="utf-8")


def parsed(words: list[str]) -> tuple[str, str, dict[str, str], str]:
    """Return the method, the address, the fields and the filter of a call."""
    method, address, jq, fields = "GET", "", "", dict[str, str]()
    left = iter(words)
    for word in left:
        if word == "--method":
            method = next(left)
        elif word == "--jq":
            jq = next(left)
        elif word in {"-f", "-F"}:
            name, _, value = next(left).partition("=")
            is_file = word == "-F" and value.startswith("@")
            fields[name] = Path(value[1:]).read_text(encoding="utf-8") if is_file else value
        elif not word.startswith("--"):
            address = word
    return method, address, fields, jq


def called(state: dict[str, Any], method: str, address: str, fields: dict[str, str]) -> Any:  # noqa: ANN401
    """Carry out a call."""
    match method, address.split("/"):
        case "GET", ["pulls"]:
            return [one for one in state["pulls"] if one["label"] == fields["head"]]
        case "GET", ["issues"]:
            return state["issues"]
        case "POST", ["issues"]:
            state["issues"].append(fields | {"number": len(state["issues"]) + 1})
        case "GET", ["issues", number, "comments"]:
            return [one for one in state["comments"] if one["issue"] == number]
        case "POST", ["issues", number, "comments"]:
            name = {"id": len(state["comments"]) + 1, "issue": number, "user": {"type": "Bot"}}
            state["comments"].append(fields | name)
        case "PATCH", ["issues", "comments", number]:
            (found,) = [one for one in state["comments"] if one["id"] == int(number)]
            found |= fields
        case "GET", ["actions", "runs", run, "artifacts"]:
            return {"artifacts": [one for one in state["artifacts"] if one["run"] == run]}
        case unknown:
            message = f"the stand-in does not know {unknown}"
            raise SystemExit(message)
    return None


if __name__ == "__main__":
    main(sys.argv[1:])
