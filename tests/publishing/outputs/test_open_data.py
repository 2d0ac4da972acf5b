"""The open data of the real tables, validated with the tools of the standards."""

from __future__ import annotations

import hashlib
import json
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import openpyxl
import pandas as pd
import pyshacl
import pytest
import rdflib
import yaml

from analysis.paths import Project
from analysis.publishing.outputs.output import OutputContext
from analysis.publishing.outputs.registry import of_tables, outputs_named

SHAPES = Path(__file__).parent / "dcat-ap-3.0.1"
pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning")  # of rdflib, by itself
DCAT = rdflib.Namespace("http://www.w3.org/ns/dcat#")


def write_open_data(context: OutputContext) -> None:
    for output in outputs_named(of_tables()):
        output.writer()(context)


@pytest.fixture(scope="module")
def data(built: Project, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("exports")
    write_open_data(OutputContext(built, 2023, folder))
    return folder / "data"


def test_every_processed_table_is_exported_with_all_its_rows(built: Project, data: Path) -> None:
    sheets = openpyxl.load_workbook(data / "planmonitor-2023.xlsx", read_only=True)
    for path in built.processed(2023).glob("*.parquet"):
        rows = len(pd.read_parquet(path))
        assert len(pd.read_csv(data / f"{path.stem}.csv")) == rows
        assert sheets[path.stem].max_row == rows + 1


def test_values_are_those_of_the_plan(data: Path) -> None:
    inspections = pd.read_csv(data / "inspections.csv")
    assert inspections.loc[inspections["total"], "cases_current"].tolist() == [2579]


def valid(data: Path) -> dict[str, Any]:
    """Return frictionless's report, from a separate process because the library prints warnings."""
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-m", "frictionless", "validate", "--json",
         "datapackage.json"],
        cwd=data, capture_output=True, text=True, check=False,
    )  # fmt: skip
    found: dict[str, Any] = json.loads(done.stdout)
    return found


@pytest.mark.process
def test_frictionless_finds_the_package_and_every_row_valid(data: Path) -> None:
    report = valid(data)
    assert report["valid"], report
    assert report["stats"]["tasks"] == len(list(data.glob("*.csv")))


def test_the_package_holds_checksums_and_descriptions(data: Path) -> None:
    package = json.loads((data / "datapackage.json").read_text(encoding="utf-8"))
    for resource in package["resources"]:
        content = (data / resource["path"]).read_bytes()
        assert resource["hash"] == f"sha256:{hashlib.sha256(content).hexdigest()}"
        assert resource["bytes"] == len(content)
        assert all(field["description"] for field in resource["schema"]["fields"])
    norms = next(one for one in package["resources"] if one["name"] == "norms")
    step = next(one for one in norms["schema"]["fields"] if one["name"] == "step")
    assert step["constraints"]["enum"] == ["far_under", "under", "met", "above"]


@pytest.fixture(scope="module")
def decided(built: Project, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same data with a licence and a contact in the settings."""
    root = tmp_path_factory.mktemp("decided")
    shutil.copytree(built.root / "params", root / "params")
    (root / "data").symlink_to(built.root / "data")
    path, terms = root / "params/report.yaml", {"contact": "Datateam", "email": "data@wse.example"}
    settings = yaml.safe_load(path.read_text(encoding="utf-8"))
    settings["open_data"] = terms | {"licence": "https://data.example/licentie"}
    path.write_text(yaml.safe_dump(settings, allow_unicode=True), encoding="utf-8")
    folder = root / "report"
    folder.mkdir()
    write_open_data(OutputContext(Project(root), 2023, folder))
    return folder / "data"


@pytest.mark.parametrize("shapes", ["shapes.ttl", "range.ttl"])
def test_the_catalogue_conforms_to_dcat_ap(data: Path, shapes: str) -> None:
    """By the official SHACL shapes of the EU, release 3.0.1."""
    graph = rdflib.Graph().parse(data / "dcat.jsonld", format="json-ld", publicID="https://x.be/")
    conforms, _, words = pyshacl.validate(graph, shacl_graph=str(SHAPES / shapes))
    assert conforms, words


def test_undecided_metadata_is_stated_as_such(data: Path) -> None:
    """No licence is invented."""
    unstated = "De uitgever heeft geen licentie en geen contactpunt opgegeven."
    for name in ("datapackage.json", "dcat.jsonld"):
        text = (data / name).read_text(encoding="utf-8")
        assert unstated in text
        assert "contactPoint" not in text
        assert '"licenses"' not in text


@pytest.mark.process
def test_licence_and_contact_come_from_the_settings(decided: Path) -> None:
    graph = rdflib.Graph().parse(decided / "dcat.jsonld", format="json-ld", publicID="https://x/")
    for shapes in ("shapes.ttl", "range.ttl"):
        assert pyshacl.validate(graph, shacl_graph=str(SHAPES / shapes))[0]
    licences = list(graph.objects(None, rdflib.DCTERMS.license))
    assert licences == [rdflib.URIRef("https://data.example/licentie")] * len(licences)
    assert len(licences) == len(list(graph.objects(None, DCAT.downloadURL)))
    (contact,) = graph.objects(None, DCAT.contactPoint)
    email = graph.value(contact, rdflib.URIRef("http://www.w3.org/2006/vcard/ns#hasEmail"))
    assert str(email) == "mailto:data@wse.example"
    package = json.loads((decided / "datapackage.json").read_text(encoding="utf-8"))
    assert package["licenses"] == [{"path": "https://data.example/licentie"}]
    assert package["contributors"][1]["email"] == "data@wse.example"
    assert "opgegeven" not in package["description"]
    assert valid(decided)["valid"]


def test_the_shapes_reject_a_dataset_without_title(data: Path) -> None:
    content = json.loads((data / "dcat.jsonld").read_text(encoding="utf-8"))
    del content["@graph"][1]["dct:title"]
    graph = rdflib.Graph().parse(data=json.dumps(content), format="json-ld", publicID="https://x/")
    assert not pyshacl.validate(graph, shacl_graph=str(SHAPES / "shapes.ttl"))[0]


def test_the_catalogue_links_to_every_file(data: Path) -> None:
    base = "https://opendata.example/2023/"
    graph = rdflib.Graph().parse(data / "dcat.jsonld", format="json-ld", publicID=base)
    files = {str(address).removeprefix(base) for address in graph.objects(None, DCAT.downloadURL)}
    assert files == {path.name for path in data.iterdir()} - {"dcat.jsonld"}


def test_the_same_tables_give_the_same_bytes(built: Project, data: Path, tmp_path: Path) -> None:
    write_open_data(OutputContext(built, 2023, tmp_path))
    for path in data.iterdir():
        assert (tmp_path / "data" / path.name).read_bytes() == path.read_bytes(), path.name
