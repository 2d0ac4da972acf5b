"""A signal that ends a run raises in the main thread, wherever it arrives."""

from __future__ import annotations

import signal
import sys
import time
import weakref
from contextlib import suppress
from typing import TYPE_CHECKING, Any

import pytest

from analysis.publishing.run.interrupt import GRACE_SECONDS, LOOK_SECONDS, Terminated, terminable

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

#: Seconds after which a signal counts as lost.
LOST = 10


@pytest.fixture(autouse=True)
def _usual_handlers() -> Iterator[None]:
    """Hear the signals that a process in the background inherits as ignored."""
    usual: dict[signal.Signals, Any] = {
        signal.SIGINT: signal.default_int_handler,
        signal.SIGTERM: signal.SIG_DFL,
    }
    if hasattr(signal, "SIGHUP"):
        usual[signal.SIGHUP] = signal.SIG_DFL
    before = {one: signal.signal(one, handler) for one, handler in usual.items()}
    yield
    for one, handler in before.items():
        signal.signal(one, handler)


class Thing:
    """Something to refer to."""


class Destroyed:
    """Gets a signal in its destructor."""

    def __del__(self) -> None:
        signal.raise_signal(signal.SIGINT)


def in_a_destructor() -> None:
    Destroyed()


def in_a_finalizer() -> None:
    thing = Thing()
    weakref.finalize(thing, signal.raise_signal, signal.SIGINT)
    del thing


def in_a_callback_of_a_weak_reference() -> None:
    thing = Thing()
    reference = weakref.ref(thing, lambda _: signal.raise_signal(signal.SIGINT))
    del thing
    assert reference() is None


def arrive_and_wait(arrives: Callable[[], None]) -> None:
    arrives()
    end = time.monotonic() + LOST
    while time.monotonic() < end:
        time.sleep(0.01)


@pytest.mark.parametrize(
    "arrives", [in_a_destructor, in_a_finalizer, in_a_callback_of_a_weak_reference]
)
def test_a_signal_where_python_ignores_errors_is_raised_a_moment_later(
    arrives: Callable[[], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "unraisablehook", lambda _: None)  # pytest's own keeps the error
    with terminable(), pytest.raises(KeyboardInterrupt):
        arrive_and_wait(arrives)


@pytest.mark.parametrize(
    "name", ["SIGINT", "SIGTERM", pytest.param("SIGHUP", marks=pytest.mark.posix)]
)
def test_a_signal_raises_at_once_elsewhere(name: str) -> None:
    with terminable(), pytest.raises(Terminated):
        signal.raise_signal(signal.Signals[name])


def test_a_signal_that_ended_its_block_is_not_repeated() -> None:
    with pytest.raises(Terminated), terminable():
        signal.raise_signal(signal.SIGTERM)
    time.sleep(4 * LOOK_SECONDS)


def test_a_signal_that_is_caught_is_not_repeated_while_its_block_ends() -> None:
    with terminable():
        with suppress(Terminated):
            signal.raise_signal(signal.SIGTERM)
        time.sleep(GRACE_SECONDS / 2)
    time.sleep(GRACE_SECONDS)


def clean_up(done: list[str]) -> None:
    try:
        signal.raise_signal(signal.SIGTERM)
    finally:
        time.sleep(4 * LOOK_SECONDS)
        done.append("cleaned up")


def test_a_signal_is_not_repeated_while_its_block_cleans_up() -> None:
    done: list[str] = []
    with pytest.raises(Terminated), terminable():
        clean_up(done)
    assert done == ["cleaned up"]


def test_the_handlers_are_those_from_before_afterwards() -> None:
    before = signal.getsignal(signal.SIGINT)
    with terminable():
        assert signal.getsignal(signal.SIGINT) is not before
    assert signal.getsignal(signal.SIGINT) is before


def test_an_ignored_signal_stays_ignored() -> None:
    before = signal.signal(signal.SIGTERM, signal.SIG_IGN)
    try:
        with terminable():
            signal.raise_signal(signal.SIGTERM)
    finally:
        signal.signal(signal.SIGTERM, before)
