"""Port calls are counted, and the process dies where it is told to."""

import subprocess
import sys
import types
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from local.fault_points import PortCalls, install_fault_points, with_fault_points


class Store:
    """A port."""

    limit = 3

    def load(self, key: str) -> str:
        return f"loaded {key}"

    def fail(self) -> None:
        raise KeyError("missing")


Store.__module__ = "adapters.store"


@dataclass(frozen=True, slots=True)
class Inner:
    store: Any
    when: Callable[[], int] = lambda: 0


@dataclass(frozen=True, slots=True)
class Outer:
    users: Any
    inner: Inner
    limit: int = 5
    folder: Path = Path()

    def run(self) -> str:
        return self.users.load("u") + self.inner.store.load("i")


Inner.__module__ = Outer.__module__ = "services.something"


def test_calls_of_ports_are_counted_however_deep_they_lie() -> None:
    calls = PortCalls()
    use_case = with_fault_points(Outer(Store(), Inner(Store())), "outer", calls)

    answer = use_case.run()

    assert answer == "loaded uloaded i"
    assert calls.trace == ["users.load", "store.load"]


def test_everything_that_is_no_port_stays_what_it_is() -> None:
    original = Outer(Store(), Inner(Store()))

    wrapped = with_fault_points(original, "outer", PortCalls())

    assert isinstance(wrapped, Outer)
    assert (wrapped.limit, wrapped.folder) == (original.limit, original.folder)
    assert original.users.__class__ is Store


def test_a_wrapped_port_looks_like_the_port() -> None:
    calls = PortCalls()
    port = with_fault_points(Store(), "store", calls)

    assert isinstance(port, Store)
    assert port.limit == 3
    with pytest.raises(KeyError, match="missing"):
        port.fail()
    assert calls.trace == ["store.fail"]


def test_a_port_that_is_a_function_is_counted_under_its_field() -> None:
    calls = PortCalls()

    def draw() -> int:
        return 4

    draw.__module__ = "adapters.random_source"
    inner = with_fault_points(Inner(Store(), draw), "inner", calls)

    assert inner.when() == 4
    assert calls.trace == ["when"]


def test_factories_of_the_bootstrap_are_replaced_and_nothing_else() -> None:
    calls = PortCalls()
    built: list[int] = []

    def outer() -> Outer:
        built.append(1)
        return Outer(Store(), Inner(Store()))

    def settings() -> dict[str, str]:
        return {"a": "b"}

    def other() -> Store:
        return Store()

    outer.__module__ = settings.__module__ = "runtime.bootstrap"
    module = types.ModuleType("handlers.some")
    vars(module).update(outer=outer, settings=settings, other=other)

    install_fault_points(module, calls)
    module.outer().run()
    module.outer().run()
    module.other().load("x")

    assert built == [1]
    assert calls.trace == ["users.load", "store.load"] * 2
    assert module.settings() == {"a": "b"}


def test_a_bootstrap_of_several_modules_is_one_bootstrap() -> None:
    calls = PortCalls()

    def store() -> Store:
        return Store()

    store.__module__ = "runtime.bootstrap.some"
    module = types.ModuleType("handlers.some")
    vars(module).update(store=store)

    install_fault_points(module, calls)
    module.store().load("x")

    assert calls.trace == ["store.load"]


PROGRAM = """
from local.fault_points import PortCalls, with_fault_points
class Store:
    def save(self, n): print("saved", n, flush=True)
Store.__module__ = "adapters.store"
calls = PortCalls()
calls.begin({order})
store = with_fault_points(Store(), "store", calls)
for n in (1, 2, 3): store.save(n)
"""


@pytest.mark.parametrize(
    ("order", "saved", "code"),
    [
        ({"point": 2, "when": "before"}, [1], 137),
        ({"point": 2, "when": "after"}, [1, 2], 137),
        ({"point": 9, "when": "after"}, [1, 2, 3], 0),
        (None, [1, 2, 3], 0),
    ],
)
def test_the_process_dies_exactly_where_it_was_told(
    order: dict[str, Any] | None, saved: list[int], code: int
) -> None:
    done = subprocess.run(  # noqa: S603  # our own program
        [sys.executable, "-c", PROGRAM.replace("{order}", repr(order))],
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode == code
    assert done.stdout.split("\n")[:-1] == [f"saved {n}" for n in saved]
