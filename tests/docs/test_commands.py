"""The commands on the pages work: they run page by page, in one project.

A `console` block has commands after `$ `. The lines below a command must appear in its output, in
that order. For `make` the test only checks that the target exists: the targets have tests of their
own, and `make lab` would not end. A command within a sentence does not run, but must exist with its
options.

Each page starts from a clone of the project. The pages share the cache and the built tables, as
those of one reader would, so a table and a chapter that did not change are made once.

The commands of README.md run as its readers run them. On the other pages `planmonitor` runs in this
process, which costs no start and no imports.
"""

from __future__ import annotations

import json
import os
import re
import shlex
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import yaml
from typer.main import get_command

from analysis.desk.cli import app
from commanding import Commands, Ended
from forking import one_fork_server

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from analysis.paths import Project

    Run = Callable[[str], Ended]

PAGES = ("README.md", "docs/how-to.md", "docs/tutorial.md")
BLOCK = re.compile(r"```console\n(.*?)```", re.DOTALL)
INLINE = re.compile(r"(?<!`)`(planmonitor [^`]+)`", re.DOTALL)
#: Two chapters, cut down to the cells that compare years: every notebook has tests of its own.
CHAPTERS = ("overzicht", "activering")
KEPT = ("outlook.", "years.", "status_figure", "milestones()")
NEEDED = ("params", "notebooks", "data/raw/2023", "tests/practice.py", "tests/generated", "scripts")
KEPT_FOLDERS = (".cache", "data", "data/processed")
SECONDS = 300


@dataclass(frozen=True)
class Command:
    """A command of a page, and the output that it must give."""

    words: str
    expected: tuple[str, ...]


def commands(text: str) -> Iterator[Command]:
    """Return the commands of a page, in order."""
    for block in BLOCK.findall(text):
        for part in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
            words, *expected = part.strip().splitlines()
            yield Command(words, tuple(expected))


def clone(repository: Project, folder: Path) -> None:
    """Make a folder look like a clone with two short chapters; keep its cache and its tables."""
    for path in [*folder.iterdir(), *folder.glob("data/*")]:
        if path.relative_to(folder).as_posix() not in KEPT_FOLDERS:
            shutil.rmtree(path) if path.is_dir() else path.unlink()
    for name in NEEDED:
        source, target = repository.root / name, folder / name
        target.parent.mkdir(parents=True, exist_ok=True)
        (shutil.copytree if source.is_dir() else shutil.copy)(source, target)
    settings = folder / "params/report.yaml"
    report = yaml.safe_load(settings.read_text(encoding="utf-8"))
    for chapter in report["chapters"]:
        if chapter["id"] not in CHAPTERS:
            chapter.pop("notebook", None)
    settings.write_text(yaml.safe_dump(report, allow_unicode=True, sort_keys=False))
    for name in CHAPTERS:
        shorten(folder / f"notebooks/{name}.ipynb")


def shorten(path: Path) -> None:
    """Cut a chapter down to its title, its set-up, and the cells that compare years."""
    book: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    code = [cell for cell in book["cells"] if cell["cell_type"] == "code"]
    kept = [cell for cell in code[2:] if any(word in "".join(cell["source"]) for word in KEPT)]
    assert kept
    book["cells"] = [book["cells"][0], *code[:2], *kept]
    path.write_text(json.dumps(book), encoding="utf-8")


@pytest.fixture(scope="module")
def folder(built: Project, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder that all pages share, with the tables of 2023."""
    made: Path = tmp_path_factory.mktemp("reader")
    for name in ("data/processed", ".cache"):
        shutil.copytree(built.root / name, made / name)
    return made


@pytest.fixture
def started(folder: Path, repository: Project) -> Run:
    """Run a command as in the activated environment; a dry run of `make` where the Makefile is."""
    path = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])

    def run(words: str) -> Ended:
        done = subprocess.run(  # noqa: S603 - commands of our own pages
            ["/bin/sh", "-c", words],
            cwd=repository.root if words.startswith("make ") else folder,
            env={**os.environ, "PATH": path, "NO_COLOR": "1"},
            capture_output=True,
            text=True,
            timeout=SECONDS,
            check=False,
        )
        return Ended(done.returncode, done.stdout, done.stderr)

    return run


@pytest.fixture(scope="module")
def _kernels() -> Iterator[None]:
    with one_fork_server():
        yield


@pytest.fixture
def called(
    _kernels: None,
    folder: Path,
    started: Run,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> Run:
    """Run a command in this process if it is `planmonitor`."""
    monkeypatch.chdir(folder)
    monkeypatch.setenv("NO_COLOR", "1")
    monkeypatch.delenv("PLANMONITOR_PROJECT", raising=False)
    commands = Commands(folder, monkeypatch, capsys)

    def run(words: str) -> Ended:
        words, _, otherwise = words.partition(" || ")
        name, *arguments = shlex.split(words)
        ended = commands.anywhere(*arguments) if name == "planmonitor" else started(words)
        return started(otherwise) if ended.code and otherwise else ended

    return run


def follow(page: str, run: Run, folder: Path, repository: Project, until: str = "") -> None:
    """Run the commands of a page in order, up to one that starts with given words."""
    clone(repository, folder)
    found = list(commands((repository.root / page).read_text(encoding="utf-8")))
    assert found
    for command in found:
        if until and command.words.startswith(until):
            return
        if command.words.startswith(". "):
            continue
        dry = command.words.startswith("make ")
        words = re.sub(r"^make\b", "make --dry-run", command.words)
        done = run(words)
        written = done.out + done.err
        assert done.code == 0, f"{command.words}\n{written}"
        place = 0
        for line in () if dry else command.expected:
            place = written.find(line, place)
            assert place >= 0, f"{command.words} did not write '{line}' but\n{written}"


@pytest.mark.kernel
def test_every_command_of_the_readme_does_what_it_says(
    started: Run, folder: Path, repository: Project
) -> None:
    follow(PAGES[0], started, folder, repository)


@pytest.mark.kernel
def test_every_command_of_the_how_to_page_does_what_it_says(
    called: Run, folder: Path, repository: Project
) -> None:
    follow(PAGES[1], called, folder, repository)


@pytest.mark.kernel
def test_the_tutorial_gives_one_result_of_two_years(
    called: Run, folder: Path, repository: Project
) -> None:
    """The list of years, the chapters, the forecast and the comparison all use both years."""
    follow(PAGES[2], called, folder, repository, until="rm ")
    reports = folder / "reports"
    index = (reports / "index.html").read_text(encoding="utf-8")
    links = re.findall(r'href="([^"#]+/index\.html)"', index)
    of_years = [link.partition("/")[0] for link in links if link[:4].isdecimal()]
    assert of_years == ["2023", "2024", "2024", "2023"], "key figures, then the newest report first"
    assert "vergelijking-2023-2024/index.html" in links
    page = (reports / "2024/index.html").read_text(encoding="utf-8")
    assert page.count("Jaar na jaar, volgens 2 plannen") >= len(CHAPTERS)
    (years,) = re.findall(
        r"<table[^>]*>(?:(?!</table>).)*?Jaar(?:(?!</table>).)*?>2022<.*?</table>", page, re.DOTALL
    )[:1]
    heads = re.findall(r'<th[^>]*scope="col"[^>]*>(?:<[^>]+>)*(\d{4})<', years)
    assert {"2022", "2023"} <= set(heads)
    text = re.sub(r"<[^>]+>", "", page).replace("\N{NO-BREAK SPACE}", " ")
    assert re.search(r"Het werden er \d+: (binnen|buiten) het interval", text)
    alone = (reports / "2023/index.html").read_text(encoding="utf-8")
    assert "Het werden er" not in alone, "there is no later plan to compare with"
    beside = (reports / "vergelijking-2023-2024/index.html").read_text(encoding="utf-8")
    assert beside.count("<table") > 3
    columns = " ".join(re.findall(r"<th[^>]*>.*?</th>", beside, re.DOTALL))
    assert "2023" in columns
    assert "2024" in columns


@pytest.mark.kernel
def test_the_tutorial_removes_what_it_made(called: Run, folder: Path, repository: Project) -> None:
    last = [one.words for one in commands((repository.root / PAGES[2]).read_text(encoding="utf-8"))]
    for words in last[-3:]:
        done = called(words)
        assert done.code == 0, done.err
    assert not [path for path in folder.rglob("*2024*") if ".cache" not in path.parts]
    index = (folder / "reports/index.html").read_text(encoding="utf-8")
    assert "2023/index.html" in index
    assert "2024/index.html" not in index


@pytest.mark.parametrize("page", [*PAGES, "CONTRIBUTING.md"])
def test_a_command_in_a_sentence_exists_with_its_options(page: str, repository: Project) -> None:
    known: Any = get_command(app)
    found = INLINE.findall((repository.root / page).read_text(encoding="utf-8"))
    for words in found:
        _, name, *rest = shlex.split(words)
        if name.startswith("-"):
            continue
        command = known.commands[name]
        options = {option for parameter in command.params for option in parameter.opts}
        used = {word for word in rest if word.startswith("-")}
        assert used <= options | {"--help"}, words


def test_every_command_line_is_in_a_block_that_runs(repository: Project) -> None:
    for path in (repository.root / "README.md", *(repository.root / "docs").glob("*.md")):
        text = path.read_text(encoding="utf-8")
        fences = re.findall(r"^```(\w*)", text, flags=re.MULTILINE)[::2]
        # Windows, conda and the set-up of a shell cannot run here.
        elsewhere = {"powershell", "sh"}
        assert set(fences) <= elsewhere | {"console", "mermaid", "python", "text", "yaml"}, (
            path.name
        )
        assert "$ " not in BLOCK.sub("", text), path.name
        indented = re.findall(r"^    (?:make|planmonitor|python) .*", text, flags=re.MULTILINE)
        assert indented == [], path.name
