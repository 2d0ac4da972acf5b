"""The workflows do what they say: read as text, and run step by step with stand-ins.

`test_workflow_runs.py`, for `make ci`, runs the same steps with the real commands in a fresh clone.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import yaml

from scripts.service import STATE, URL, Service, workflow

if TYPE_CHECKING:
    from analysis.paths import Project

NAMES = ("comment", "pages", "proposal", "release", "test", "weekly")
BIN = Path(sys.executable).parent
PINNED = re.compile(r"(actions/[a-z/-]+)@([0-9a-f]{40}) # (v\d+\.\d+\.\d+)")
#: The jobs that may write, and what.
WRITERS = {
    ("pages", "publish"): {"pages": "write", "id-token": "write"},
    ("comment", "comment"): {"actions": "read", "contents": "read", "pull-requests": "write"},
    ("weekly", "issue"): {"contents": "read", "issues": "write"},
    ("release", "release"): {"contents": "write"},
}


def steps(repository: Project, name: str) -> list[dict[str, Any]]:
    jobs = workflow(repository.root, name)["jobs"].values()
    return [step for job in jobs for step in job["steps"]]


def text_of(repository: Project, name: str) -> str:
    return (repository.root / f".github/workflows/{name}.yml").read_text(encoding="utf-8")


def test_every_workflow_is_named_here(repository: Project) -> None:
    found = {path.stem for path in (repository.root / ".github/workflows").iterdir()}
    assert found == set(NAMES)


@pytest.mark.process
@pytest.mark.parametrize(
    ("schema", "paths"),
    [
        (["vendor.github-workflows"], [f".github/workflows/{name}.yml" for name in NAMES]),
        (["vendor.dependabot"], [".github/dependabot.yml"]),
        (["vendor.gitlab-ci", "--data-transform", "gitlab-ci"], [".gitlab-ci.yml"]),
    ],
    ids=["workflows", "dependabot", "gitlab"],
)
def test_the_files_keep_the_schema_of_their_service(
    repository: Project, schema: list[str], paths: list[str]
) -> None:
    command = [str(BIN / "check-jsonschema"), "--builtin-schema", *schema]
    command += [str(repository.root / path) for path in paths]
    done = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603 - ours
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.process
def test_the_shell_in_scripts_and_workflows_has_no_known_trap(repository: Project) -> None:
    shells = {path.name: path.read_text() for path in repository.root.glob("scripts/*.sh")}
    for name in NAMES:
        runs = [step["run"] for step in steps(repository, name) if "run" in step]
        shells |= {f"{name}: {run}": f"#!/bin/bash\n{run}" for run in runs}
    for name, job in gitlab_jobs(repository).items():
        shells |= {f"gitlab {name}": "#!/bin/sh\n" + "\n".join(job["script"])}
    assert len(shells) > 15
    for where, text in shells.items():
        command = [str(BIN / "shellcheck"), "-"]
        done = subprocess.run(command, input=text, capture_output=True, text=True, check=False)  # noqa: S603 - ours
        assert done.returncode == 0, f"{where}\n{done.stdout}"


@pytest.mark.parametrize("name", NAMES)
def test_every_action_is_pinned_to_a_commit_with_its_version(
    repository: Project, name: str
) -> None:
    used = re.findall(r"uses: (.*)", text_of(repository, name))
    assert all(PINNED.fullmatch(one) for one in used), used


def test_an_action_has_one_commit_in_all_workflows(repository: Project) -> None:
    text = "\n".join(text_of(repository, name) for name in NAMES)
    commits: dict[str, set[tuple[str, str]]] = {}
    for action, commit, version in PINNED.findall(text):
        commits.setdefault("/".join(action.split("/")[:2]), set()).add((commit, version))
    assert [action for action, found in commits.items() if len(found) > 1] == []


@pytest.mark.parametrize("name", NAMES)
def test_nothing_may_be_written_but_what_a_job_is_for(repository: Project, name: str) -> None:
    found = workflow(repository.root, name)
    assert found["permissions"] in ({"contents": "read"}, "{}", {})
    for job_name, job in found["jobs"].items():
        own = job.get("permissions", {})
        if (name, job_name) in WRITERS:
            assert own == WRITERS[name, job_name]
        else:
            assert "write" not in own.values()
        assert int(job["timeout-minutes"]) <= 90


def test_code_of_a_fork_has_no_write_permission(repository: Project) -> None:
    """A run for a proposed change only reads; the run that writes has the code of main."""
    for name in NAMES:
        on = workflow(repository.root, name)["on"]
        assert "pull_request_target" not in on
        if "pull_request" in on:
            assert "write" not in text_of(repository, name).replace("may write", "")
            assert "secrets." not in text_of(repository, name)
    (checkout, fetch, comment) = steps(repository, "comment")
    assert checkout["with"]["ref"] == "${{ github.event.repository.default_branch }}"
    assert fetch["with"]["path"].startswith("${{ runner.temp }}")
    assert comment["run"].startswith("sh scripts/comment.sh")


@pytest.mark.parametrize("name", NAMES)
def test_no_text_of_others_becomes_shell_and_no_token_stays_on_disk(
    repository: Project, name: str
) -> None:
    for step in steps(repository, name):
        assert "${{" not in step.get("run", "")
        if step.get("uses", "").startswith("actions/checkout@"):
            assert step["with"]["persist-credentials"] == "false"


def test_a_push_to_main_is_tested_whatever_comes_after_it(repository: Project) -> None:
    """Of a proposed change, only the last commit is."""
    found = workflow(repository.root, "test")["concurrency"]
    assert found["cancel-in-progress"] == "true"
    assert "github.event.pull_request.number || github.sha" in found["group"]


@pytest.mark.parametrize("name", NAMES)
def test_runs_of_a_workflow_do_not_get_in_each_other_s_way(repository: Project, name: str) -> None:
    group = workflow(repository.root, name)["concurrency"]["group"]
    assert group == name or group.startswith(f"{name}-${{{{")


def test_a_proposed_change_writes_no_cache_that_main_publishes_from(repository: Project) -> None:
    for step in steps(repository, "proposal"):
        if ".cache\n" in step.get("with", {}).get("path", ""):
            assert step["uses"].startswith("actions/cache/restore@")
    caches = yaml.safe_load((repository.root / ".gitlab-ci.yml").read_text(encoding="utf-8"))
    assert [one["policy"] for one in caches["changes"]["cache"]] == ["pull", "pull"]
    shared = [one | {"policy": "pull"} for one in caches[".cached"]["cache"]]
    assert caches["changes"]["cache"] == shared


def test_it_publishes_when_an_input_changes_and_checks_weekly(repository: Project) -> None:
    for pattern in workflow(repository.root, "pages")["on"]["push"]["paths"]:
        assert (repository.root / pattern.removesuffix("/**")).exists(), pattern
    (when,) = workflow(repository.root, "weekly")["on"]["schedule"]
    assert re.fullmatch(r"\d+ \d+ \* \* \d", when["cron"])


def test_each_supported_python_is_tested(repository: Project) -> None:
    pythons = workflow(repository.root, "test")["jobs"]["test"]["strategy"]["matrix"]["python"]
    assert pythons[0] == "3.11"
    assert len(pythons) > 1


def gitlab_jobs(repository: Project) -> dict[str, dict[str, Any]]:
    content = yaml.safe_load((repository.root / ".gitlab-ci.yml").read_text(encoding="utf-8"))
    return {name: job for name, job in content.items() if isinstance(job, dict) and "script" in job}


def test_gitlab_runs_the_same_scripts_as_github(repository: Project) -> None:
    def called(lines: list[str]) -> set[str]:
        return set(re.findall(r"scripts/[a-z-]+\.sh|make test", "\n".join(lines)))

    github = [step.get("run", "") for name in NAMES for step in steps(repository, name)]
    gitlab = [line for job in gitlab_jobs(repository).values() for line in job["script"]]
    only_github = {"scripts/comment.sh", "scripts/weekly-issue.sh", "scripts/release.sh"}
    assert called(gitlab) == called(github) - only_github
    assert all((repository.root / one).is_file() for one in called(github) - {"make test"})


PLANMONITOR = """\
#!/bin/sh
[ "$1" != --project ] || { cd "$2" && shift 2; }
echo "$*" >>asked
mkdir -p reports
case $1 in
report)
    touch reports/junit.xml
    mkdir -p .cache/notebooks data/processed && date >.cache/notebooks/a
    if [ -e fails-report ]; then
        mkdir -p reports/2024.failed && touch reports/2024.failed/vsi.ipynb
        exit 1
    fi
    touch reports/index.html
    ;;
site)
    mkdir -p reports/site && echo "$PLANMONITOR_SITE_URL" >reports/site/index.html
    ;;
changes)
    while [ "$1" != --page ]; do shift; done
    mkdir -p reports/changes
    touch "$2"
    echo "**3** numbers" >"$4"
    ;;
verify | audit | check)
    if [ -e "fails-$1" ]; then exit 4; fi
    ;;
esac
"""
MAKEFILE = """\
.venv/.ready:
\t@mkdir -p .venv/bin && cp planmonitor .venv/bin/ && touch $@
"""


def git(folder: Path, *words: str) -> None:
    who = ["-c", "user.name=A", "-c", "user.email=a@b.be"]
    subprocess.run(["/usr/bin/env", "git", "-C", str(folder), *who, *words], check=True)  # noqa: S603 - ours


def commit(folder: Path, *touched: str) -> None:
    for name in touched:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).touch()
    git(folder, "add", "--all")
    git(folder, "commit", "--quiet", "--allow-empty", "--message", "a change")


@pytest.fixture
def service(tmp_path: Path, repository: Project) -> Service:
    """A repository of two years and two commits, with a stand-in for the command and for `gh`."""
    source, commands = tmp_path / "source", tmp_path / "commands"
    for folder in (source, commands, tmp_path / "store"):
        folder.mkdir()
    git(source, "init", "--quiet", "--initial-branch", "main")
    shutil.copytree(repository.root / "scripts", source / "scripts")
    (source / "Makefile").write_text(MAKEFILE)
    (source / "planmonitor").write_text(PLANMONITOR)
    (source / "planmonitor").chmod(0o755)
    (source / ".gitignore").write_text(".cache/\n.venv/\nreports/\n")
    commit(source, "params/2023.yaml", "params/2024.yaml", "params/report.yaml", "src/a.py")
    commit(source, "requirements.lock", "notebooks/a.ipynb", "data/raw/2023/a.csv")
    shutil.copy(repository.root / "tests/scripts/api.py", commands / "gh")
    (commands / "gh").chmod(0o755)
    state: dict[str, Any] = {name: [] for name in STATE}
    (tmp_path / "state.json").write_text(json.dumps(state))
    return Service(
        source,
        tmp_path / "store",
        commands,
        {
            "github.ref": "refs/heads/main",
            "github.token": "t",
            "runner.os": "Linux",
            "runner.temp": str(tmp_path / "runner"),
        },
        {"API_STATE": str(tmp_path / "state.json")},
    )


def state_of(service: Service) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(
        Path(service.variables["API_STATE"]).read_text(encoding="utf-8")
    )
    return found


def asked(folder: Path) -> list[str]:
    """Return what a job asked of the command, each without its options."""
    lines = (folder / "asked").read_text().splitlines()
    return [" ".join(word for word in line.split() if not word.startswith("-")) for line in lines]


@pytest.mark.process
def test_pages_makes_all_years_in_one_run_and_publishes_the_site(
    service: Service, repository: Project
) -> None:
    service.run(workflow(repository.root, "pages"))
    assert service.results == {"reports": "success", "publish": "success"}
    assert service.published is not None
    assert (service.published / "index.html").read_text() == f"{URL}\n"
    assert asked(service.store / "job-1") == [
        "report 2023 2024 reports/junit.xml",
        "compare 2023 2024",
        "site",
    ]
    assert service.artifact("junit").is_dir()


@pytest.mark.process
def test_pages_of_another_branch_makes_the_site_and_publishes_nothing(
    service: Service, repository: Project
) -> None:
    service.values["github.ref"] = "refs/heads/other"
    service.run(workflow(repository.root, "pages"))
    assert service.results == {"reports": "success", "publish": "skipped"}


@pytest.mark.process
def test_pages_keeps_what_failed_and_publishes_nothing(
    service: Service, repository: Project
) -> None:
    commit(service.source, "fails-report")
    service.run(workflow(repository.root, "pages"))
    assert service.results == {"reports": "failure", "publish": "skipped"}
    assert service.published is None
    assert (service.artifact("failed") / "vsi.ipynb").is_file()
    assert service.artifact("junit").is_dir()


@pytest.mark.process
def test_a_cache_counts_until_what_it_is_made_of_changes(
    service: Service, repository: Project
) -> None:
    """The same inputs: the site of that run. Other inputs: the newest. Another lock: none."""

    def kept() -> set[str]:
        return {path.name for path in (service.store / "caches").iterdir()}

    content = workflow(repository.root, "pages")
    service.run(content)
    first = kept()
    assert service.hits == {}
    assert (service.store / "caches" / next(iter(first))).is_dir()
    service.run(content)
    assert set(service.hits.values()) == {one for one in first if one.startswith("reports")}
    assert kept() == first
    assert service.ended == {}, "no step has to run"
    assert service.published is not None
    assert (service.published / "index.html").read_text() == f"{URL}\n"
    (service.source / "src/a.py").write_text("changed")
    commit(service.source)
    service.run(content)
    assert set(service.hits.values()) <= first
    assert len(kept() - first) == 1
    assert list(service.ended.values()) == [0]
    (service.source / "requirements.lock").write_text("changed")
    commit(service.source)
    service.run(content)
    assert service.hits == {}


@pytest.mark.process
def test_a_proposal_is_compared_with_the_commit_before_it(
    service: Service, repository: Project
) -> None:
    service.run(workflow(repository.root, "proposal"))
    assert service.results == {"report": "success"}, service.output
    base = service.store / "job-1/.cache/base"
    assert asked(base) == ["report"]
    assert not (base / "requirements.lock").exists(), "the commit before"
    assert (service.artifact("comment") / "comment.md").read_text() == "**3** numbers\n"
    assert {path.name for path in service.artifact("reports").iterdir()} == {"changes", "site"}
    assert (service.artifact("changes.html") / "changes.html").is_file()
    assert "**3** numbers" in (service.store / "summary.md").read_text()


@pytest.mark.process
def test_a_proposal_without_reports_before_it_says_so(
    service: Service, repository: Project
) -> None:
    commit(service.source, "fails-report")
    (service.source / "fails-report").unlink()
    commit(service.source)
    service.run(workflow(repository.root, "proposal"))
    assert service.results == {"report": "success"}
    assert "no report to compare with" in (service.artifact("comment") / "comment.md").read_text()


@pytest.fixture
def proposed(service: Service) -> Service:
    """The service after a run for a proposed change from a fork."""
    if shutil.which("jq") is None:
        pytest.skip("gh filters answers with jq; the stand-in needs the program")
    service.artifact("comment").mkdir(parents=True)
    (service.artifact("comment") / "comment.md").write_text("## Changes\n\n**3** numbers\n")
    service.values["runner.temp"] = str(service.store / "job-1-temp")
    run = "github.event.workflow_run"
    service.values |= {
        f"{run}.event": "pull_request",
        f"{run}.conclusion": "success",
        f"{run}.id": "7",
        f"{run}.head_repository.owner.login": "them",
        f"{run}.head_branch": 'a"; rm -rf $(x)',
        f"{run}.head_sha": "abc",
        "github.event.repository.default_branch": "main",
    }
    state = state_of(service)
    label = 'them:a"; rm -rf $(x)'
    state["pulls"] = [
        {"number": 4, "label": label, "head": {"sha": "old"}},
        {"number": 5, "label": label, "head": {"sha": "abc"}},
    ]
    state["artifacts"] = [
        {"id": 8, "run": "6", "name": "changes.html"},
        {"id": 9, "run": "7", "name": "changes.html"},
        {"id": 10, "run": "7", "name": "reports"},
    ]
    state["comments"] = [
        {"id": 1, "issue": "5", "user": {"type": "User"}, "body": "<!-- planmonitor: no -->"}
    ]
    Path(service.variables["API_STATE"]).write_text(json.dumps(state), encoding="utf-8")
    return service


@pytest.mark.process
def test_a_proposal_gets_one_comment_that_is_updated(
    proposed: Service, repository: Project
) -> None:
    proposed.run(workflow(repository.root, "comment"))
    assert proposed.results == {"comment": "success"}, proposed.output
    (proposed.artifact("comment") / "comment.md").write_text("**4** numbers\n")
    proposed.values["runner.temp"] = str(proposed.store / "job-2-temp")
    proposed.run(workflow(repository.root, "comment"))
    _, comment = state_of(proposed)["comments"]
    assert comment["issue"] == "5"
    assert "**4** numbers" in comment["body"]
    assert "**3** numbers" not in comment["body"]


@pytest.mark.process
def test_a_comment_links_to_the_page_of_changes_of_its_own_run(
    proposed: Service, repository: Project
) -> None:
    proposed.run(workflow(repository.root, "comment"))
    (_, comment) = state_of(proposed)["comments"]
    run = "https://github.com/us/monitor/actions/runs/7"
    assert f"[The page of changes]({run}/artifacts/9) shows drawings too." in comment["body"]
    assert f"[The run]({run}#artifacts) keeps the reports. Made from abc." in comment["body"]


@pytest.mark.process
def test_a_comment_of_a_run_without_a_page_links_to_the_run(
    proposed: Service, repository: Project
) -> None:
    state = state_of(proposed) | {"artifacts": []}
    Path(proposed.variables["API_STATE"]).write_text(json.dumps(state), encoding="utf-8")
    proposed.run(workflow(repository.root, "comment"))
    (_, comment) = state_of(proposed)["comments"]
    assert "[The run](https://github.com/us/monitor/actions/runs/7#artifacts)" in comment["body"]
    assert "The page of changes" not in comment["body"]


@pytest.mark.process
def test_a_comment_keeps_the_limit_of_the_service_whatever_a_fork_writes(
    proposed: Service, repository: Project
) -> None:
    path = proposed.artifact("comment") / "comment.md"
    path.write_text("é" * 70_000, encoding="utf-8")
    proposed.run(workflow(repository.root, "comment"))
    (_, comment) = state_of(proposed)["comments"]
    assert len(comment["body"]) < 65_536
    assert comment["body"].endswith("é")


@pytest.mark.process
def test_a_change_that_was_updated_meanwhile_gets_no_comment(
    proposed: Service, repository: Project
) -> None:
    proposed.values["github.event.workflow_run.head_sha"] = "other"
    proposed.run(workflow(repository.root, "comment"))
    assert proposed.results == {"comment": "success"}, proposed.output
    assert len(state_of(proposed)["comments"]) == 1


@pytest.mark.process
def test_a_run_that_failed_gets_no_comment(proposed: Service, repository: Project) -> None:
    proposed.values["github.event.workflow_run.conclusion"] = "failure"
    proposed.run(workflow(repository.root, "comment"))
    assert proposed.results == {"comment": "skipped"}


@pytest.fixture
def weekly(service: Service, repository: Project) -> tuple[Service, dict[str, Any]]:
    """The weekly workflow without the job that installs other versions."""
    content = workflow(repository.root, "weekly")
    for step in content["jobs"]["versions"]["steps"]:
        if "run" in step:
            step["run"] = 'test "$VERSIONS" = lowest -o "$VERSIONS" = highest'
    service.values |= {
        "github.server_url": "https://github.com",
        "github.repository": "us/monitor",
        "github.run_id": "9",
    }
    return service, content


@pytest.mark.process
def test_a_good_week_opens_no_issue(weekly: tuple[Service, dict[str, Any]]) -> None:
    service, content = weekly
    service.run(content)
    good = dict.fromkeys(("reports", "plans", "versions"), "success")
    assert service.results == good | {"issue": "skipped"}
    assert asked(service.store / "job-1")[3:] == ["check", "verify 2023", "verify 2024"]
    assert asked(service.store / "job-2") == ["audit 2023", "audit 2024"]


@pytest.mark.process
def test_bad_weeks_have_one_issue_and_every_check_runs(
    weekly: tuple[Service, dict[str, Any]],
) -> None:
    service, content = weekly
    if shutil.which("jq") is None:
        pytest.skip("gh filters answers with jq; the stand-in needs the program")
    commit(service.source, "fails-verify")
    service.run(content)
    assert service.results["reports"] == "failure"
    assert service.results["issue"] == "success"
    assert asked(service.store / "job-1")[3:] == ["check", "verify 2023", "verify 2024"]
    service.run(content)
    state = state_of(service)
    (issue,), (comment,) = state["issues"], state["comments"]
    assert issue["title"] == "The weekly run fails"
    assert "reports (failure), plans (success), versions (success)" in issue["body"]
    assert "https://github.com/us/monitor/actions/runs/9" in comment["body"]
    assert comment["issue"] == "1"


@pytest.mark.process
@pytest.mark.parametrize(
    ("name", "kept", "last"),
    [
        ("pages", "public/index.html", "site"),
        ("changes", "reports/changes/comment.md", "changes .cache/base/reports reports/site"),
        ("weekly", "reports/junit.xml", "verify 2024"),
    ],
)
def test_a_job_of_gitlab_leaves_what_it_keeps(
    service: Service, repository: Project, tmp_path: Path, name: str, kept: str, last: str
) -> None:
    folder = tmp_path / "gitlab"
    git(service.source, "clone", "--quiet", ".", str(folder))
    job = gitlab_jobs(repository)[name]
    own = {"CI_PAGES_URL": "https://us.gitlab.io", "CI_MERGE_REQUEST_DIFF_BASE_SHA": "HEAD^"}
    given = job.get("variables", {})
    environment = {"PATH": os.environ["PATH"], **own}
    environment |= {key: own.get(value.removeprefix("$"), value) for key, value in given.items()}
    command = ["/bin/bash", "-eo", "pipefail", "-c", "\n".join(job["script"])]
    subprocess.run(command, cwd=folder, env=environment, check=True)  # noqa: S603 - our own
    assert (folder / kept).is_file()
    assert asked(folder)[-1].startswith(last)
    if name == "pages":
        assert (folder / kept).read_text() == f"{own['CI_PAGES_URL']}\n"


@pytest.mark.process
@pytest.mark.parametrize(
    ("tag", "changelog", "expected"),
    [
        ("v0.2.0", "## 0.2.0\n", "pyproject.toml says 0.1.0"),
        ("v0.1.0", "## Unreleased\n\nA\n", "has no section '## 0.1.0'"),
    ],
)
def test_a_tag_that_does_not_fit_makes_no_release(
    service: Service, repository: Project, tag: str, changelog: str, expected: str
) -> None:
    (service.source / "pyproject.toml").write_text('[project]\nversion = "0.1.0"\n')
    (service.source / "CHANGELOG.md").write_text(changelog)
    commit(service.source)
    service.variables["GITHUB_REF_NAME"] = tag
    service.run(workflow(repository.root, "release"))
    assert service.results == {"build": "failure", "release": "skipped"}
    assert expected in "".join(service.output.values())
    assert state_of(service)["releases"] == []


@pytest.mark.process
def test_the_tests_run_by_a_target_that_is_there_and_leave_their_results(
    repository: Project,
) -> None:
    job = workflow(repository.root, "test")["jobs"]["test"]
    (run,) = [step for step in job["steps"] if "run" in step]
    assert run["run"] == "make test"
    command = ["/usr/bin/env", "make", "--dry-run", "test"]
    done = subprocess.run(  # noqa: S603 - our own target
        command, cwd=repository.root, capture_output=True, text=True, check=False
    )
    assert "-m pytest" in done.stdout
    (upload,) = [
        one["with"] for one in steps(repository, "test") if "upload" in one.get("uses", "")
    ]
    assert run["env"]["PYTEST_ADDOPTS"] == f"--junit-xml={upload['path']}"
