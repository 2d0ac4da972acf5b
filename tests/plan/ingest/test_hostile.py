"""A hostile document ends with one clear error, within a bounded time and memory.

All are read in one process of their own that may not take more; in the command itself,
`tests/desk/cli/test_cli_ingest.py` shows that none of them makes it write a file.
"""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from fpdf import FPDF

if TYPE_CHECKING:
    from collections.abc import Callable

pytestmark = pytest.mark.process

SMALL = Path(__file__).resolve().parents[2] / "fixtures" / "plan_small.txt"
MEMORY = 2 * 1024**3  # bytes of address space, of which the libraries take most
SECONDS = 120  # for all documents together; they take a few
READ_ALL = f"""
import json, resource, sys
from pathlib import Path

resource.setrlimit(resource.RLIMIT_AS, ({MEMORY}, {MEMORY}))
from analysis.errors import DocumentError
from analysis.plan.ingest import read_plan

told = {{}}
for name in sys.argv[1:]:
    try:
        read_plan(Path(name), 2031)
    except DocumentError as error:
        told[name] = str(error)
print(json.dumps(told))
"""
#: What is said of each document.
TOLD = {
    "empty.txt": "an empty file",
    "empty.pdf": "an empty file",
    "binary.txt": "a binary file",
    "noise.txt": "at most 2000000 bytes",
    "noise.pdf": "no PDF, whatever its name says",
    "noise between marks.pdf": "a damaged PDF",
    "windows.txt": "it looks like Windows-1252",
    "utf16.txt": "text in UTF-16",
    "utf16 without mark.txt": "a binary file",
    "prose.txt": "text without any bold",
    "prose.pdf": "no table of milestones",
    "password.pdf": "a PDF with a password",
    "pictures.pdf": "2 pages without any text: a scan",
    "cut.pdf": "it stops before its end",
    "cut at 1%.txt": "no table of milestones",
    "cut at 20%.txt": "Give the plan of this year",
    "cut at 50%.txt": "Give the whole plan, as published",
    "cut at 70%.txt": "Give the whole plan, as published",
}


def drawn(paint: Callable[[FPDF], object]) -> bytes:
    """Draw a PDF of two pages."""
    pdf = FPDF(unit="pt", format="A4")
    pdf.set_font("Helvetica", size=10)
    for _ in range(2):
        pdf.add_page()
        paint(pdf)
    return bytes(pdf.output())


def closed() -> bytes:
    pdf = FPDF()
    pdf.set_encryption(owner_password="a", user_password="b")  # noqa: S106 - of a test
    pdf.add_page()
    return bytes(pdf.output())


def documents() -> dict[str, bytes]:
    """Return each hostile document by its name."""
    plan = SMALL.read_text(encoding="utf-8")
    noise = b"noise 2031 " * (50_000_000 // 11)
    prose = drawn(lambda page: page.text(50, 60, "Geachte heer"))
    cuts = {name: float(name[7:-5]) / 100 for name in TOLD if name.endswith("%.txt")}
    return {
        "empty.txt": b"",
        "empty.pdf": b"",
        "binary.txt": bytes(range(256)) * 100,
        "noise.txt": noise,
        "noise.pdf": noise,
        "noise between marks.pdf": b"%PDF-1.7\n" + noise + b"\n%%EOF\n",
        "windows.txt": plan.encode("cp1252", errors="replace"),
        "utf16.txt": plan.encode("utf-16"),
        "utf16 without mark.txt": plan.encode("utf-16-le"),
        "prose.txt": b"Geachte heer\n\nHierbij de brief.\n" * 1000,
        "prose.pdf": prose,
        "password.pdf": closed(),
        "pictures.pdf": drawn(lambda page: page.rect(50, 50, 200, 200, style="F")),
        "cut.pdf": prose[: len(prose) // 2],
        **{name: plan[: int(len(plan) * share)].encode() for name, share in cuts.items()},
    }


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """Read all in one process of little memory and time; return what it says of each."""
    folder = tmp_path_factory.mktemp("hostile")
    given = documents()
    for name, data in given.items():
        (folder / name).write_bytes(data)
    ended = subprocess.run(  # noqa: S603 - our own interpreter
        [sys.executable, "-c", READ_ALL, *given],
        cwd=folder,
        capture_output=True,
        text=True,
        timeout=SECONDS,
        check=False,
    )
    assert ended.returncode == 0, ended.stderr
    assert sorted(path.name for path in folder.iterdir()) == sorted(given)
    found: dict[str, str] = json.loads(ended.stdout)
    return found


@pytest.mark.parametrize("name", TOLD)
def test_a_hostile_document_ends_with_one_clear_error(told: dict[str, str], name: str) -> None:
    assert name in told
    assert name in told[name]
    assert TOLD[name] in told[name]
    assert "expected:" in told[name]
