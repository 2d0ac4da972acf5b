"""Small report pages to compare."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

PAGE = """<!DOCTYPE html><html lang="nl"><body><nav><p>Inhoud</p></nav><main>
<header class="front" id="top"><h1>Plan</h1></header>
<section class="chapter" id="vsi"><h2>Inspectie<a class="here" href="#vsi"></a></h2>
<dl class="key-figures"><div><dt>Dossiers</dt><dd class="value">3 <small>van 9</small></dd>
<dd class="note">33 %</dd></div></dl>
<div class="prose"><p>Er zijn <b>3</b> dossiers, zie <a href="#f">figuur 1</a>.</p>
<ul><li>Een punt.</li></ul></div>
<figure id="vsi-fig-a"><figcaption><span class="number">Figuur 1.</span> Drie dossiers</figcaption>
<svg aria-label="Drie staven"><path id="a" d="M0 0"/></svg>
<table><thead><tr><th>Jaar</th><th>Aantal</th></tr></thead>
<tbody><tr><th>2022</th><td>3</td></tr></tbody></table><p class="note">Elk jaar telt.</p></figure>
<div class="table" id="vsi-tbl-b"><table><caption><span class="number">Tabel 1.</span>
 Normen</caption>
<thead><tr><th>Norm</th><th>Doel</th><th>Resultaat</th></tr></thead><tbody>
<tr><th>Snel</th><td>90</td><td>80</td></tr><tr><th>Juist</th><td>95</td><td>96</td></tr>
<tr><th>Helder</th><td>70</td><td>71</td></tr></tbody></table></div>
<details class="code"><pre>show(x)</pre></details></section>
</main></body></html>
"""
CHAPTER = """<section class="chapter" id="wonen"><h2>Wonen</h2><p>Een zin.</p><p>Nog een.</p>
<div class="table" id="w"><table><caption>T</caption><tr><td>1</td></tr></table></div></section>
"""
DATA = "norm,doel\nSnel,90\nJuist,95\n"


def changed(*replacements: tuple[str, str]) -> str:
    """Return the page with some texts replaced, each of which it must have."""
    found = PAGE
    for old, new in replacements:
        assert old in found, old
        found = found.replace(old, new, 1)
    return found


def write_report(folder: Path, page: str = PAGE, data: str = DATA) -> Path:
    """Write a report of a page, a data file and an executed notebook."""
    for name in ("data", "notebooks"):
        (folder / name).mkdir(parents=True)
    (folder / "index.html").write_text(page, encoding="utf-8")
    (folder / "data/norms.csv").write_text(data, encoding="utf-8")
    (folder / "notebooks/vsi.ipynb").write_text(page, encoding="utf-8")
    return folder
