"""Every step of the workflows with the real commands, in order, in fresh clones.

This installs the packages several times and takes minutes, so `make test` leaves it out. Run it
with `make ci` after a change to the workflows or their scripts.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import time
from typing import TYPE_CHECKING, Any

import pytest

from scripts.service import STATE, URL, Service, workflow

if TYPE_CHECKING:
    from pathlib import Path

    from analysis.paths import Project

pytestmark = [pytest.mark.service, pytest.mark.process]
#: What a machine needs to reach its package registry.
PASSED = re.compile(r"^(PIP_|UV_|SSL_|REQUESTS_|HTTPS?_|NO_PROXY|LANG)", re.IGNORECASE)
NOTEBOOK = "notebooks/activering.ipynb"


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory, repository: Project) -> Service:
    """The service with a clone of this checkout's last commit, and a stand-in for `gh`."""
    folder: Path = tmp_path_factory.mktemp("service")
    for name in ("commands", "store"):
        (folder / name).mkdir()
    git(repository.root, "clone", "--quiet", ".", str(folder / "source"))
    git(folder / "source", "switch", "--quiet", "--create", "proposed")
    shutil.copy(repository.root / "tests/scripts/api.py", folder / "commands/gh")
    (folder / "commands/gh").chmod(0o755)
    state: dict[str, Any] = {name: [] for name in STATE}
    (folder / "state.json").write_text(json.dumps(state))
    variables = {name: value for name, value in os.environ.items() if PASSED.match(name)}
    variables |= {"API_STATE": str(folder / "state.json"), "GITHUB_REF_NAME": "v0.1.0"}
    values = {"runner.os": "Linux", "github.token": "t"}
    return Service(folder / "source", folder / "store", folder / "commands", values, variables)


def git(folder: Path, *words: str) -> None:
    who = ["-c", "user.name=A", "-c", "user.email=a@b.be"]
    subprocess.run(["/usr/bin/env", "git", "-C", str(folder), *who, *words], check=True)  # noqa: S603 - ours


def finished(service: Service, content: dict[str, Any]) -> float:
    """Run a workflow; return its seconds."""
    begun = time.monotonic()
    service.run(content)
    seconds = time.monotonic() - begun
    steps = {name: round(taken, 1) for name, taken in service.seconds.items()}
    print(f"{content['name']}: {seconds:.0f} s, {service.results}, {steps}")  # noqa: T201 - make ci
    failed = [service.output[name] for name, code in service.ended.items() if code]
    assert set(service.results.values()) <= {"success", "skipped"}, "\n".join(failed)
    return seconds


def test_pages_publishes_the_site_and_makes_only_what_changed(
    service: Service, repository: Project
) -> None:
    content = workflow(repository.root, "pages")
    finished(service, content)
    assert service.published is not None
    page = (service.published / "2023/index.html").read_bytes()
    assert f"{URL}/2023/index.html" in (service.published / "sitemap.xml").read_text()
    finished(service, content)
    assert service.ended == {}, "the same inputs: no step has to run"
    assert (service.published / "2023/index.html").read_bytes() == page
    with (service.source / "scripts/report-years.sh").open("a") as script:
        script.write("# a change that no report depends on\n")
    git(service.source, "commit", "--quiet", "--all", "--message", "a comment")
    finished(service, content)
    assert set(service.hits) == {"~/.cache/uv", ".cache"}
    output = service.output["reports: Make the reports and the site"]
    assert re.search(r"^2023 +report +kept", output, re.MULTILINE), output
    assert not re.search(r"^2023 +\w+ +run ", output, re.MULTILINE), output
    assert (service.published / "2023/index.html").read_bytes() == page


def test_a_proposal_says_what_a_reader_would_see(service: Service, repository: Project) -> None:
    path = service.source / NOTEBOOK
    notebook = json.loads(path.read_text(encoding="utf-8"))
    cell = next(one for one in notebook["cells"][1:] if one["cell_type"] == "markdown")
    cell["source"] = ["Een nieuwe zin.\n", "\n", *cell["source"]]
    path.write_text(json.dumps(notebook, ensure_ascii=False, indent=1), encoding="utf-8")
    git(service.source, "commit", "--quiet", "--all", "--message", "a sentence")
    finished(service, workflow(repository.root, "proposal"))
    comment = (service.artifact("comment") / "comment.md").read_text(encoding="utf-8")
    assert "- **2023**: 1 sentence" in comment
    assert "Een nieuwe zin." in comment
    assert (service.artifact("changes.html") / "changes.html").is_file()


def test_the_weekly_checks_of_the_reports_pass(service: Service, repository: Project) -> None:
    """Other versions take much longer, and whether a plan is in order is for its editors."""
    content = workflow(repository.root, "weekly")
    for name in ("plans", "versions", "issue"):
        del content["jobs"][name]
    finished(service, content)


def test_contradictions_that_nobody_acknowledged_are_listed(
    service: Service, repository: Project
) -> None:
    content = workflow(repository.root, "weekly")
    content["jobs"] = {"plans": content["jobs"]["plans"]}
    service.run(content)
    (code,), (output,) = service.ended.values(), [service.output[one] for one in service.ended]
    assert code in {0, 1}, output
    assert re.search(r"^\d+ tegenspraken: \d+ zeker", output, re.MULTILINE), output


def test_a_release_is_a_wheel_that_makes_a_report(service: Service, repository: Project) -> None:
    path = service.source / "CHANGELOG.md"
    text = path.read_text(encoding="utf-8").replace("## Unreleased", "## 0.1.0 - 2026-01-01", 1)
    path.write_text(text, encoding="utf-8")
    git(service.source, "commit", "--quiet", "--all", "--message", "0.1.0")
    finished(service, workflow(repository.root, "release"))
    ((tag, wheel, *_),) = json.loads((service.store.parent / "state.json").read_text())["releases"]
    assert (tag, wheel) == ("v0.1.0", "dist/planmonitor-0.1.0-py3-none-any.whl")
    assert (service.artifact("dist") / "notes.md").read_text(encoding="utf-8").startswith("### ")
