"""A stand-in for GitHub Actions: runs the steps of a workflow in order, with caches and artifacts.

Each job gets a fresh clone. `run` steps are executed by bash as the service does; the actions that
the workflows use are imitated as far as their results matter here. What it does not know is an
error, so a workflow that uses anything else has to teach it.
"""

from __future__ import annotations

import glob
import hashlib
import os
import re
import shutil
import subprocess
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

import yaml

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

EXPRESSION = re.compile(r"\$\{\{ *(.+?) *\}\}")
HASHED = re.compile(r"hashFiles\((.*?)\)")
URL = "https://us.github.io/monitor"
#: What the stand-in for the API keeps.
STATE = ("artifacts", "comments", "issues", "pulls", "releases")
#: What the actions give that do nothing here: each job has its clone and Python already.
OUTPUTS = {
    "checkout": dict[str, str](),
    "configure-pages": {"base_url": URL},
    "deploy-pages": {"page_url": URL},
    "setup-python": dict[str, str](),
}


def workflow(root: Path, name: str) -> dict[str, Any]:
    """Read a workflow; every value is a text, as `on` would be true in YAML 1.1."""
    text = (root / f".github/workflows/{name}.yml").read_text(encoding="utf-8")
    found: dict[str, Any] = yaml.load(text, Loader=yaml.BaseLoader)  # noqa: S506 - it makes texts only
    return found


@dataclass
class Service:
    """The service: what it keeps between runs, and the variables of a run.

    Attributes
    ----------
    source
        The repository that each job clones.
    store
        Where caches and artifacts are kept.
    commands
        A folder of commands that come before those of the machine, such as `gh`.
    values
        The contexts of expressions, by their dotted names.
    """

    source: Path
    store: Path
    commands: Path
    values: dict[str, str] = field(default_factory=dict)
    variables: dict[str, str] = field(default_factory=dict)
    #: What happened: the code of each `run` step, by job and name; cache hits; published folders.
    ended: dict[str, int] = field(default_factory=dict)
    output: dict[str, str] = field(default_factory=dict)
    seconds: dict[str, float] = field(default_factory=dict)
    hits: dict[str, str] = field(default_factory=dict)
    results: dict[str, str] = field(default_factory=dict)
    published: Path | None = None
    _jobs: int = 0

    def run(self, content: Mapping[str, Any]) -> None:
        """Run every job of a workflow, each after those that it needs."""
        self.ended, self.seconds, self.hits, self.results = {}, {}, {}, {}
        for name, job in content["jobs"].items():
            needed = [self.results[one] for one in _listed(job.get("needs", []))]
            good = all(result == "success" for result in needed)
            if not self._holds(job.get("if", "success()"), good=good):
                self.results[name] = "skipped"
                continue
            for row in _matrix(job):
                self.values |= {f"matrix.{key}": value for key, value in row.items()}
                result = _Job(self, name, self._clone()).run(job)
                self.results[name] = max(result, self.results.get(name, ""), key=len)
            self.values[f"needs.{name}.result"] = self.results[name]

    def artifact(self, name: str) -> Path:
        """Return the folder of an artifact of the run."""
        return self.store / "artifacts" / name

    def filled(self, text: str, folder: Path) -> str:
        """Put values in the place of expressions; an unknown one is an error."""
        return EXPRESSION.sub(lambda found: self._value(found[1], folder), text)

    def _value(self, name: str, folder: Path) -> str:
        hashed = HASHED.fullmatch(name)
        return _hash_files(hashed[1], folder) if hashed else self.values[name]

    def _holds(self, condition: str, *, good: bool) -> bool:
        """Evaluate an `if`: conditions joined by `||`, or by `&&`."""
        if "||" in condition:
            return any(self._holds(one, good=good) for one in condition.split("||"))
        if "&&" in condition:
            return good and all(self._holds(one, good=good) for one in condition.split("&&"))
        compared = re.fullmatch(r" *([\w.-]+) (==|!=) '(.*)' *", condition)
        if compared:
            name, sign, value = compared.groups()
            return good and (self.values[name] == value) == (sign == "==")
        known = {"success()": good, "failure()": not good, "always()": True}
        return known[condition.strip()]

    def _clone(self) -> Path:
        self._jobs += 1
        folder = self.store / f"job-{self._jobs}"
        command = ["git", "clone", "--quiet", str(self.source), str(folder)]
        subprocess.run(command, check=True)  # noqa: S603 - our own repository
        return folder


@dataclass
class _Job:
    """One job on a machine of its own."""

    service: Service
    name: str
    folder: Path
    good: bool = True
    saved: list[tuple[list[str], str]] = field(default_factory=list)

    def run(self, job: Mapping[str, Any]) -> str:
        for place, step in enumerate(job["steps"]):
            if self.service._holds(step.get("if", "success()"), good=self.good):  # noqa: SLF001 - ours
                self._step(step, place)
        if self.good:
            for paths, key in self.saved:
                self._save(paths, key)
        return "success" if self.good else "failure"

    def _step(self, step: Mapping[str, Any], place: int) -> None:
        if "run" in step:
            self._shell(step)
            return
        action = step["uses"].partition("@")[0].removeprefix("actions/")
        given = {key: self._filled(value) for key, value in step.get("with", {}).items()}
        known: dict[str, Callable[[dict[str, str]], dict[str, str]]] = {
            "cache": lambda given: self._cache(given, saves=True),
            "cache/restore": lambda given: self._cache(given, saves=False),
            "download-artifact": self._download,
            "upload-artifact": self._upload,
            "upload-pages-artifact": self._publish,
        }
        outputs = OUTPUTS[action] if action in OUTPUTS else known[action](given)
        name = step.get("id", str(place))
        self.service.values |= {f"steps.{name}.outputs.{key}": one for key, one in outputs.items()}

    def _filled(self, text: str) -> str:
        return self.service.filled(text, self.folder)

    def _shell(self, step: Mapping[str, Any]) -> None:
        temporary = self.folder.with_name(f"{self.folder.name}-temp")
        temporary.mkdir(exist_ok=True)
        own = {name: self._filled(text) for name, text in step.get("env", {}).items()}
        begun = time.monotonic()
        done = subprocess.run(  # noqa: S603 - the workflow's own command
            ["/bin/bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", step["run"]],
            cwd=self.folder,
            env={
                "CI": "true",
                "GITHUB_ACTIONS": "true",
                "GITHUB_REPOSITORY": "us/monitor",
                "GITHUB_SERVER_URL": "https://github.com",
                "GITHUB_SHA": "abc",
                "GITHUB_STEP_SUMMARY": str(self.service.store / "summary.md"),
                "HOME": str(self.folder.with_name(f"{self.folder.name}-home")),
                "PATH": f"{self.service.commands}:{os.environ['PATH']}",
                "RUNNER_TEMP": str(temporary),
                **self.service.variables,
                **own,
            },
            capture_output=True,
            text=True,
            check=False,
        )
        self.service.ended[f"{self.name}: {step['name']}"] = done.returncode
        self.service.seconds[f"{self.name}: {step['name']}"] = time.monotonic() - begun
        self.service.output[f"{self.name}: {step['name']}"] = done.stdout + done.stderr
        self.good = self.good and done.returncode == 0

    def _cache(self, given: dict[str, str], *, saves: bool) -> dict[str, str]:
        """Restore the cache with the key, or the newest with a key that starts as asked."""
        paths, folder = given["path"].split(), self.service.store / "caches"
        starts = [_flat(one) for one in (given["key"], *given.get("restore-keys", "").split())]
        kept = sorted(folder.glob("*"), key=lambda path: path.stat().st_mtime, reverse=True)
        found = [one for start in starts for one in kept if one.name.startswith(start)]
        if found:
            self.service.hits[paths[0]] = found[0].name
            for path in paths:
                if (found[0] / _flat(path)).exists():
                    target = self._place(path)
                    shutil.copytree(found[0] / _flat(path), target, dirs_exist_ok=True)
        if saves and not (found and found[0].name == _flat(given["key"])):
            self.saved.append((paths, given["key"]))
        is_hit = bool(found) and found[0].name == _flat(given["key"])
        return {"cache-hit": str(is_hit).lower()}

    def _save(self, paths: list[str], key: str) -> None:
        for path in paths:
            if self._place(path).exists():
                target = self.service.store / "caches" / _flat(key) / _flat(path)
                shutil.copytree(self._place(path), target, dirs_exist_ok=True)

    def _place(self, path: str) -> Path:
        home = self.folder.with_name(f"{self.folder.name}-home")
        return home / path[2:] if path.startswith("~/") else self.folder / path

    def _upload(self, given: dict[str, str]) -> dict[str, str]:
        found = [Path(one) for path in given["path"].split() for one in self._matching(path)]
        if not found:
            assert given["if-no-files-found"] != "error", given
            return {}
        if given.get("archive") == "false":  # a file, which gives the artifact its name
            (path,) = found
            given = given | {"name": path.name}
        target = self.service.artifact(given["name"])
        shutil.rmtree(target, ignore_errors=True)
        for one in found:
            place = target / (one.name if len(found) > 1 or one.is_file() else "")
            if one.is_dir():
                shutil.copytree(one, place)
            else:
                place.parent.mkdir(parents=True, exist_ok=True)
                shutil.copy(one, place)
        return {}

    def _matching(self, pattern: str) -> list[str]:
        return sorted(glob.glob(str(self.folder / pattern)))  # noqa: PTH207 - the service's patterns

    def _download(self, given: dict[str, str]) -> dict[str, str]:
        target = self.folder / given["path"]
        shutil.copytree(self.service.artifact(given["name"]), target, dirs_exist_ok=True)
        return {}

    def _publish(self, given: dict[str, str]) -> dict[str, str]:
        self.service.published = self.folder / given["path"]
        assert self.service.published.is_dir()
        return {}


def _listed(value: str | list[str]) -> list[str]:
    return [value] if isinstance(value, str) else value


def _matrix(job: Mapping[str, Any]) -> list[dict[str, str]]:
    """Return the rows of a matrix with one dimension, or with `include`."""
    matrix = job.get("strategy", {}).get("matrix", {})
    if "include" in matrix:
        return list(matrix["include"])
    rows = [{name: value} for name, values in matrix.items() for value in values]
    return rows or [{}]


def _hash_files(patterns: str, folder: Path) -> str:
    names = [one.strip().strip("'") for one in patterns.split(",")]
    found = {Path(one) for name in names for one in glob.glob(str(folder / name), recursive=True)}  # noqa: PTH207
    digest = hashlib.sha256()
    for path in sorted(found):
        if path.is_file():
            digest.update(path.read_bytes())
    return digest.hexdigest()[:16] if found else ""


def _flat(path: str) -> str:
    return path.replace("/", "_").replace("~", "home")
