"""The preview answers its own browser alone, and with the draft's files alone."""

from __future__ import annotations

import asyncio
import json
from typing import TYPE_CHECKING

import pytest
from starlette.testclient import TestClient

from analysis.desk.preview.page import DraftPage
from analysis.desk.preview.running import listening
from analysis.desk.preview.server import application, served_file
from analysis.desk.preview.state import DraftState, Snapshot
from analysis.errors import Problem, SettingsError

if TYPE_CHECKING:
    from pathlib import Path

SECRET = "s3cret"  # noqa: S105 - of a test
HTML = '<head></head><body><section id="vsi">Een</section></body>'


@pytest.fixture
def draft(tmp_path: Path) -> Path:
    """A draft with a file of data, next to something that is not part of it."""
    folder = tmp_path / "draft"
    (folder / "data").mkdir(parents=True)
    (folder / "data" / "norms.csv").write_text("a;b\n", encoding="utf-8")
    (tmp_path / "private.txt").write_text("private", encoding="utf-8")
    return folder


@pytest.fixture
def state() -> DraftState:
    """A page with one chapter is shown."""
    found = DraftState()
    found.change(page=DraftPage.split(HTML, ["vsi"]), busy="")
    return found


@pytest.fixture
def client(state: DraftState, draft: Path) -> TestClient:
    """A client that does not open a connection."""
    return TestClient(application(state, draft, SECRET), base_url="http://127.0.0.1:8780")


def test_the_page_has_the_script_and_is_not_stored(client: TestClient) -> None:
    answer = client.get(f"/{SECRET}/")
    assert 'src="preview.js"' in answer.text
    assert answer.headers["cache-control"] == "no-store"
    assert answer.headers["referrer-policy"] == "no-referrer"
    assert client.get(f"/{SECRET}/preview.js").headers["content-type"].startswith("text/javascript")


@pytest.mark.parametrize("path", ["/", "/index.html", "/wrong/", "/preview.js", f"/{SECRET}x/"])
def test_an_address_without_the_secret_is_not_found(client: TestClient, path: str) -> None:
    assert client.get(path).status_code == 404


@pytest.mark.parametrize("host", ["example.org", "127.0.0.1.example.org", "10.0.0.1:8780"])
def test_another_host_is_refused(client: TestClient, host: str) -> None:
    assert client.get(f"/{SECRET}/", headers={"host": host}).status_code == 400


@pytest.mark.parametrize("host", ["127.0.0.1:8780", "localhost:8780"])
def test_this_machine_is_answered(client: TestClient, host: str) -> None:
    assert client.get(f"/{SECRET}/", headers={"host": host}).status_code == 200


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE"])
def test_nothing_can_be_written(client: TestClient, method: str) -> None:
    assert client.request(method, f"/{SECRET}/").status_code == 405


def test_the_browser_says_which_chapter_is_open(client: TestClient, state: DraftState) -> None:
    assert client.post(f"/{SECRET}/opened/vsi").status_code == 204
    assert state.opened == "vsi"
    assert client.post("/opened/other").status_code == 404
    assert state.opened == "vsi"


def test_a_chapter_is_given_by_its_id(client: TestClient) -> None:
    assert client.get(f"/{SECRET}/chapter/vsi").text == '<section id="vsi">Een</section>'
    assert client.get(f"/{SECRET}/chapter/other").status_code == 404


def test_a_file_of_the_draft_is_given(client: TestClient) -> None:
    assert client.get(f"/{SECRET}/data/norms.csv").text == "a;b\n"


@pytest.mark.parametrize(
    "name",
    ["../private.txt", "data/../../private.txt", "%2e%2e/private.txt", "..%2fprivate.txt", "data/"],
)
def test_a_file_outside_the_draft_is_not_given(client: TestClient, name: str) -> None:
    answer = client.get(f"/{SECRET}/{name}")
    assert answer.status_code == 404
    assert "private\n" not in answer.text


@pytest.mark.parametrize(
    "name", ["../private.txt", "/etc/passwd", "data\\norms.csv", "data/\0", "data", "gone.csv"]
)
def test_a_name_that_leads_elsewhere_is_no_file(draft: Path, name: str) -> None:
    assert served_file(draft, name) is None


def test_a_symbolic_link_is_not_followed(draft: Path) -> None:
    (draft / "link.txt").symlink_to(draft.parent / "private.txt")
    (draft / "folder").symlink_to(draft.parent)
    assert served_file(draft, "link.txt") is None
    assert served_file(draft, "folder/private.txt") is None
    assert served_file(draft, "data/norms.csv") == draft / "data" / "norms.csv"


def test_the_socket_is_of_this_machine_alone_and_a_second_one_has_another_port() -> None:
    with listening(None) as first, listening(None) as second:
        assert first.getsockname()[0] == second.getsockname()[0] == "127.0.0.1"
        assert first.getsockname()[1] != second.getsockname()[1]


def test_a_taken_port_is_refused_with_a_remedy() -> None:
    with listening(None) as first, pytest.raises(SettingsError, match="which is taken"):
        listening(first.getsockname()[1])


def test_each_change_is_a_snapshot_and_the_newest_is_enough() -> None:
    """A browser that reads slowly misses what came in between."""

    async def follow() -> list[Snapshot | None]:
        state = DraftState()
        state.listen()
        shown = []
        async for snapshot in state.snapshots():
            shown.append(snapshot)
            if len(shown) == 1:
                state.change(busy="one")
                state.change(busy="two")
            else:
                state.close()
        return shown

    snapshots = asyncio.run(asyncio.wait_for(follow(), 60))
    assert [snapshot.busy if snapshot else None for snapshot in snapshots] == ["Starting", "two"]


def test_a_snapshot_tells_what_is_wrong_and_where() -> None:
    problem = Problem("data/raw/2023/norms.csv, row 2", "'x'", "a number", "Correct it.")
    found = json.loads(Snapshot(problems=(problem,)).document())
    assert found["problems"][0]["where"] == "data/raw/2023/norms.csv, row 2"
    assert found["problems"][0]["remedy"] == "Correct it."
