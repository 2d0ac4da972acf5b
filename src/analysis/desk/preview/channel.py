"""A connection between two processes that carries JSON documents, one a line."""

from __future__ import annotations

import json
import select
from threading import Lock
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import socket
    from collections.abc import Mapping

PORTION = 1 << 16


class Channel:
    """One end of the connection; what has arrived and was not read yet is kept here.

    A buffered stream would not do: `select` does not see what the stream has read ahead. Several
    threads may send; one receives.
    """

    def __init__(self, connection: socket.socket) -> None:
        self._connection = connection
        self._sending = Lock()
        self._arrived = b""

    def send(self, document: Mapping[str, Any]) -> None:
        """Send a document.

        Raises
        ------
        OSError
            When the other end is closed.
        """
        line = json.dumps(document).encode() + b"\n"
        with self._sending:
            self._connection.sendall(line)

    def waits(self) -> bool:
        """Tell whether something has arrived, at once."""
        return b"\n" in self._arrived or self._readable(0)

    def receive(self, seconds: float | None = None) -> dict[str, Any] | None:
        """Return the next document; None when none arrives for so long.

        Raises
        ------
        EOFError
            When the other end is closed.
        OSError
            When the connection is broken.
        """
        while b"\n" not in self._arrived:
            if not self._readable(seconds):
                return None
            portion = self._connection.recv(PORTION)
            if not portion:
                raise EOFError
            self._arrived += portion
        line, _, self._arrived = self._arrived.partition(b"\n")
        found: dict[str, Any] = json.loads(line)
        return found

    def close(self) -> None:
        """Close this end."""
        self._connection.close()

    def _readable(self, seconds: float | None) -> bool:
        return bool(select.select([self._connection], [], [], seconds)[0])
