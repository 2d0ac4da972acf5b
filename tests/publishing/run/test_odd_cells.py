"""Cells with odd displays, run by real kernels, end in the same page each time or in a problem."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from analysis.publishing.page.checks import ReportError
from analysis.publishing.verify import verify
from publishing.run.small import figure, run_report, write_project

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.kernel

DISPLAYED = [
    figure("a"),
    "from IPython.display import HTML, JSON, Latex, Markdown, Math, display",
    "display(Markdown('**vet** en $x^2$'))",
    "display(Math(r'\\frac{a}{b}'), Latex(r'$$\\sqrt{x}$$'))",
    "display(JSON({'ë': [1, None]}))",
    "display(HTML('<details><summary>Meer</summary>tekst</details>'))",
    "from tqdm.auto import tqdm\nfor _ in tqdm(range(3)): pass",
    "import ipywidgets\nipywidgets.IntSlider()",
    "handle = display('een', display_id='x')\nhandle.update('twee')",
    "from IPython.display import clear_output\nprint('weg')\nclear_output()\n'blijft'",
    "import os\nos.write(1, b'van het besturingssysteem\\n')",
    "import sys\nprint('\\x1b[31mrood\\x1b[0m\\r100%', file=sys.stderr)",
    "%%html\n<b>magie</b>",
    "import pandas as pd\npd.Series([1, pd.NA], dtype='Int64')",
    "{'een': 1, 'twee': '<b>'}",
    "None",
]
#: What no kind of output can be.
REFUSED = {
    "object()": "the address of an object",
    "print": "a bare Python object",
    "[len, 1]": "a bare Python object",
    "import pandas as pd\npd.DataFrame({'a': [1]})": "without title and alternative text",
    "from IPython.display import Javascript\nJavascript('1')": "is a script",
    "from IPython.display import display\n"
    "display({'application/vnd.vegalite.v5+json': {}}, raw=True)": "an interactive chart",
    "from IPython.display import SVG\nSVG('<svg/>')": "without title and alternative text",
}
#: HTML that cannot be part of a page, which is checked when all outputs are of a kind.
REFUSED_HTML = {
    "from IPython.display import HTML\nHTML('<div>open')": "<div>, which is not closed",
    "from IPython.display import IFrame\nIFrame('https://a.be', 1, 1)": "<iframe>",
    "from IPython.display import Image\nImage(url='https://a.be/x.png')": "https://a.be/x.png",
}


def test_what_cells_display_is_the_same_each_time(tmp_path: Path) -> None:
    project = write_project(tmp_path, {"a": DISPLAYED, "b": [figure("b")]})
    page = run_report(project).read_text(encoding="utf-8")
    for shows in ("<strong>vet", "twee", "blijft", "<b>magie</b>", "&lt;NA&gt;"):
        assert shows in page
    for hidden in ("3/3", "IntSlider(", "een</", "besturingssysteem</pre>", "100%</pre>"):
        assert hidden not in page
    assert verify(project, 2023).files > 0


@pytest.mark.parametrize("cells", [REFUSED, REFUSED_HTML], ids=["outputs", "HTML"])
def test_what_cannot_be_shown_names_each_cell(tmp_path: Path, cells: dict[str, str]) -> None:
    project = write_project(tmp_path, {"a": list(cells), "b": [figure("b")]})
    with pytest.raises(ReportError) as caught:
        run_report(project)
    found = {one.where: one.found for one in caught.value.problems}
    assert list(found) == [f"chapter 'a', code cell {place + 2}" for place in range(len(cells))]
    said = zip(found.values(), cells.values(), strict=True)
    assert [(one, expected) for one, expected in said if expected not in one] == []
