"""Documents arrive whole and in order, however the system cuts them up."""

from __future__ import annotations

import json
import socket
from typing import TYPE_CHECKING

import pytest

from analysis.desk.preview.channel import Channel

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture
def ends() -> Iterator[tuple[socket.socket, Channel]]:
    """A raw end to write bytes into, and the channel that reads them."""
    raw, other = socket.socketpair()
    with raw, other:
        yield raw, Channel(other)


def test_two_documents_that_arrive_at_once_are_read_one_by_one(
    ends: tuple[socket.socket, Channel],
) -> None:
    """The second needs no further bytes to be seen."""
    raw, channel = ends
    raw.sendall(b'{"busy": "vsi"}\n{"outcome": {}}\n')
    assert channel.receive(60) == {"busy": "vsi"}
    assert channel.waits()
    assert channel.receive(60) == {"outcome": {}}
    assert not channel.waits()
    assert channel.receive(0) is None


def test_a_document_in_parts_is_read_when_it_is_whole(ends: tuple[socket.socket, Channel]) -> None:
    raw, channel = ends
    raw.sendall(b'{"busy": ')
    assert channel.receive(0) is None
    raw.sendall(b'"vsi"}\n')
    assert channel.receive(60) == {"busy": "vsi"}


def test_what_one_end_sends_the_other_receives(ends: tuple[socket.socket, Channel]) -> None:
    raw, channel = ends
    channel.send({"run": "\n één"})
    assert json.loads(raw.recv(1000)) == {"run": "\n één"}


def test_a_closed_end_is_noticed(ends: tuple[socket.socket, Channel]) -> None:
    raw, channel = ends
    raw.close()
    assert channel.waits()
    with pytest.raises(EOFError):
        channel.receive(60)
