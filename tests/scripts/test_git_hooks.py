"""A notebook with outputs, in a repository of its own: git takes in the notebook without them."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from analysis.publishing.run.lean import NEVER_USED

if TYPE_CHECKING:
    from collections.abc import Iterator

    from analysis.paths import Project

FILES = (".gitattributes", ".pre-commit-config.yaml")
BOOK = "notebooks/vsi.ipynb"

pytestmark = [
    pytest.mark.process,
    pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed"),
]


@pytest.fixture(scope="module", autouse=True)
def _without_a_slow_import(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Block an optional import that takes a second each time that nbstripout starts."""
    folder: Path = tmp_path_factory.mktemp("blocked")
    (folder / f"{NEVER_USED}.py").write_text("raise ImportError")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PYTHONPATH", str(folder), prepend=os.pathsep)
        yield


@pytest.fixture
def checkout(tmp_path: Path, repository: Project) -> Path:
    """A repository with one notebook, whose environment is ours, with the hooks set up."""
    for name in FILES:
        shutil.copy(repository.root / name, tmp_path)
    (tmp_path / "scripts").mkdir()
    for script in repository.root.glob("scripts/*.sh"):
        shutil.copy(script, tmp_path / "scripts")
    (tmp_path / "notebooks").mkdir()
    shutil.copy(repository.root / BOOK, tmp_path / BOOK)
    (tmp_path / ".venv").mkdir()
    (tmp_path / ".venv/bin").symlink_to(Path(sys.executable).parent)
    (tmp_path / ".gitignore").write_text(".venv/\n")
    git(tmp_path, "init", "--quiet")
    return tmp_path


def git(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    who = {
        f"GIT_{role}_{what}": "a@b.c"
        for role in ("AUTHOR", "COMMITTER")
        for what in ("NAME", "EMAIL")
    }
    return subprocess.run(  # noqa: S603 - our own arguments
        [str(shutil.which("git")), *arguments],
        cwd=folder,
        env={
            **os.environ,
            **who,
            "GIT_CONFIG_GLOBAL": os.devnull,
            "PRE_COMMIT_HOME": str(folder / ".venv/pc"),
        },
        capture_output=True,
        text=True,
        check=False,
    )


def set_up(folder: Path) -> None:
    subprocess.run(["/bin/sh", "scripts/git-hooks.sh"], cwd=folder, check=True, capture_output=True)


def as_jupyterlab_saves(path: Path) -> bytes:
    """Give the first code cell what a run leaves, and the file what JupyterLab adds."""
    book: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    cell = next(cell for cell in book["cells"] if cell["cell_type"] == "code")
    cell["execution_count"] = 7
    cell["outputs"] = [{"name": "stdout", "output_type": "stream", "text": ["personal\n"]}]
    book["metadata"]["language_info"] |= {
        "codemirror_mode": {"name": "ipython", "version": 3},
        "file_extension": ".py",
        "mimetype": "text/x-python",
        "nbconvert_exporter": "python",
        "pygments_lexer": "ipython3",
        "version": "3.12.1",
    }
    text = json.dumps(book, ensure_ascii=False, indent=1) + "\n"
    path.write_text(text, encoding="utf-8")
    return path.read_bytes()


def test_a_saved_notebook_is_committed_as_it_was_before_it_ran(
    checkout: Path, repository: Project
) -> None:
    set_up(checkout)
    saved = as_jupyterlab_saves(checkout / BOOK)
    git(checkout, "add", ".")
    done = git(checkout, "commit", "--message=notebook")
    assert done.returncode == 0, done.stderr
    committed = git(checkout, "show", f"HEAD:{BOOK}").stdout
    assert committed == (repository.root / BOOK).read_text(encoding="utf-8")
    assert (checkout / BOOK).read_bytes() == saved, "the outputs stay on the analyst's screen"


def as_quarto_saves(path: Path) -> None:
    """Leave what `quarto render FILE --execute -P year:2023` writes into the notebook."""
    as_jupyterlab_saves(path)
    book: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    injected = {
        "cell_type": "code",
        "execution_count": 2,
        "id": "5f1c1e1b",
        "metadata": {"tags": ["injected-parameters"]},
        "outputs": [],
        "source": ["# Injected Parameters\n", "year = 2023\n"],
    }
    book["cells"].insert(2, injected)
    book["metadata"]["papermill"] = {"parameters": {"year": 2023}}
    text = json.dumps(book, ensure_ascii=False, indent=1) + "\n"
    path.write_text(text, encoding="utf-8")


def test_a_notebook_that_quarto_executed_is_committed_as_it_was(
    checkout: Path, repository: Project
) -> None:
    """Stands for `nb_parameterize` in Quarto: a cell with a tag, and the key `papermill`."""
    set_up(checkout)
    as_quarto_saves(checkout / BOOK)
    git(checkout, "add", ".")
    done = git(checkout, "commit", "--message=notebook")
    assert done.returncode == 0, done.stderr
    committed = git(checkout, "show", f"HEAD:{BOOK}").stdout
    assert committed == (repository.root / BOOK).read_text(encoding="utf-8")


def test_a_notebook_staged_without_the_filter_is_stopped(checkout: Path) -> None:
    as_jupyterlab_saves(checkout / BOOK)
    git(checkout, "add", ".")
    done = subprocess.run(  # noqa: S603 - our own script
        ["/bin/sh", "scripts/staged-notebooks.sh", BOOK],
        cwd=checkout,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1
    assert f"{BOOK} has outputs or execution counts" in done.stderr


def test_a_new_worktree_has_a_status_and_strips_outputs_with_the_main_environment(
    checkout: Path,
) -> None:
    set_up(checkout)
    git(checkout, "add", ".")
    git(checkout, "commit", "--message=all")
    other = checkout.parent / "other"
    added = git(checkout, "worktree", "add", str(other))
    assert (added.returncode, git(other, "status", "--short").stdout) == (0, "")
    as_jupyterlab_saves(other / BOOK)
    assert git(other, "diff", "HEAD").stdout == ""


@pytest.mark.parametrize("change", ["status", "diff", "add"])
def test_without_any_environment_git_goes_on(checkout: Path, change: str) -> None:
    set_up(checkout)
    git(checkout, "add", ".")
    git(checkout, "commit", "--message=all")
    (checkout / ".venv/bin").unlink()
    as_jupyterlab_saves(checkout / BOOK)
    done = git(checkout, change, *([BOOK] if change != "status" else []))
    assert (done.returncode, "fatal" in done.stderr) == (0, False)


@pytest.mark.parametrize("path", ["/usr/share/hooks", ".husky", "hooks of mine"])
def test_hooks_elsewhere_are_named_with_what_to_do(checkout: Path, path: str) -> None:
    git(checkout, "config", "core.hooksPath", path)
    done = hooks(checkout, checkout / "scripts/git-hooks.sh")
    assert done.returncode == 2
    assert f"runs its hooks from {path} (core.hooksPath)" in done.stderr
    assert "To do: git config --unset core.hooksPath, then make hooks; or" in done.stderr
    assert f"add the line '.venv/bin/pre-commit run' to {path}/pre-commit" in done.stderr
    git(checkout, "config", "--unset", "core.hooksPath")
    assert hooks(checkout, checkout / "scripts/git-hooks.sh").returncode == 0


def hooks(folder: Path, script: Path, **variables: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(  # noqa: S603 - our own script
        ["/bin/sh", str(script)],
        cwd=folder,
        env={**os.environ, "GIT_CEILING_DIRECTORIES": str(folder.parent), **variables},
        capture_output=True,
        text=True,
        check=False,
    )


def test_make_hooks_is_all_it_takes(checkout: Path, repository: Project) -> None:
    shutil.copy(repository.root / "Makefile", checkout)
    for name in ("requirements.lock", "pyproject.toml", ".venv/.ready"):
        (checkout / name).touch()  # in this order: the environment is there and newest
    (checkout / ".venv/bin").unlink()
    (checkout / ".venv/bin").mkdir()
    for tool in ("uv", "nbstripout", "pre-commit", "python"):
        (checkout / ".venv/bin" / tool).symlink_to(Path(sys.executable).with_name(tool))
    (checkout / ".venv/.ready").touch()
    make = ["/usr/bin/env", "make", "--no-print-directory", "hooks"]
    done = subprocess.run(make, cwd=checkout, capture_output=True, text=True, check=False)  # noqa: S603 - ours
    assert done.returncode == 0, done.stderr
    assert done.stdout == "git strips notebooks of their outputs, and checks before each commit.\n"
    assert git(checkout, "config", "filter.nbstripout.required").stdout == "true\n"
    assert (checkout / ".git/hooks/pre-commit").is_file()


def test_the_environment_of_windows_is_found(checkout: Path) -> None:
    """Git for Windows brings a shell; the environment has its tools in another folder."""
    (checkout / ".venv/bin").rename(checkout / ".venv/Scripts")
    assert hooks(checkout, checkout / "scripts/git-hooks.sh").returncode == 0
    git(checkout, "add", ".")
    done = git(checkout, "commit", "--message=all")
    assert done.returncode == 0, done.stdout + done.stderr
    assert ".venv/Scripts/nbstripout" in git(checkout, "config", "filter.nbstripout.clean").stdout


def test_nbdime_compares_notebooks_where_it_is_installed(checkout: Path) -> None:
    hooks(checkout, checkout / "scripts/git-hooks.sh")
    assert git(checkout, "config", "diff.ipynb.command").stdout == ""
    tools = checkout / ".venv/bin"
    own = Path(sys.executable).parent
    tools.unlink()
    tools.mkdir()
    for tool in ("nbstripout", "pre-commit", "python"):
        (tools / tool).symlink_to(own / tool)
    (tools / "git-nbdiffdriver").touch(mode=0o755)
    assert hooks(checkout, checkout / "scripts/git-hooks.sh").returncode == 0
    command = git(checkout, "config", "diff.ipynb.command").stdout
    assert command == f"'{tools}/git-nbdiffdriver' diff\n"


def test_outside_a_checkout_it_says_so(tmp_path: Path, repository: Project) -> None:
    done = hooks(tmp_path, repository.root / "scripts/git-hooks.sh")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == (
        "This is no git checkout. To do: git clone the project, then make hooks in the clone.\n"
    )


def test_without_git_it_says_so(checkout: Path) -> None:
    done = hooks(checkout, checkout / "scripts/git-hooks.sh", PATH=str(checkout / "empty"))
    assert (done.returncode, done.stderr) == (
        2,
        "There is no git here. To do: install git, then make hooks.\n",
    )


def test_without_the_environment_it_says_so_and_sets_nothing(checkout: Path) -> None:
    (checkout / ".venv/bin").unlink()
    done = hooks(checkout, checkout / "scripts/git-hooks.sh")
    assert done.returncode == 2
    assert "There is no .venv/bin/nbstripout. To do: make " in done.stderr
    assert git(checkout, "config", "filter.nbstripout.clean").stdout == ""


def test_without_the_environment_a_commit_says_what_to_do(checkout: Path) -> None:
    (checkout / ".venv/bin").unlink()
    git(checkout, "add", ".")
    done = hooks(checkout, checkout / "scripts/staged-notebooks.sh")
    assert done.returncode == 1
    assert "To do: make hooks" in done.stderr
