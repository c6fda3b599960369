"""Counts the port calls of an invocation and can kill the process before or after the n-th.

A handler gets its use cases from factories of `runtime.bootstrap`. Inside a local sandbox those
factories are replaced, in the handler's module, by ones that return the same object with each port
behind a `PortProxy`. The product does not know.
"""

import copy
import dataclasses
import functools
import os
import types
from collections.abc import Callable, Mapping
from datetime import date, time, timedelta, tzinfo
from decimal import Decimal
from enum import Enum
from pathlib import Path
from typing import Any, Final

type Value = Any  # of the product, whatever it is

BOOTSTRAP: Final = "runtime.bootstrap"
USE_CASES: Final = "services"
_NEVER_PORTS: Final = ("domain", "runtime", "contracts")
_PLAIN: Final = (
    *(str, bytes, int, float, bool, type(None), type, tuple, list, set, frozenset),
    *(Mapping, Decimal, Enum, Path, date, time, timedelta, tzinfo),
)
_KILLED: Final = 137


@dataclasses.dataclass(slots=True)
class PortCalls:
    """The port calls of the invocation that runs now, and where it is to die."""

    trace: list[str] = dataclasses.field(default_factory=list)
    point: int | None = None
    when: str = "before"

    def begin(self, fault: dict[str, Any] | None) -> None:
        """Start counting anew, with this order (or none)."""
        self.trace = []
        self.point = fault["point"] if fault else None
        self.when = fault["when"] if fault else "before"

    def enter(self, name: str) -> int:
        """Note a call and die before it if that is the order; return its number."""
        self.trace.append(name)
        number = len(self.trace)
        self._die_if(number, "before")
        return number

    def leave(self, number: int) -> None:
        """Die after this call if that is the order."""
        self._die_if(number, "after")

    def _die_if(self, number: int, when: str) -> None:
        if number == self.point and when == self.when:
            os._exit(_KILLED)


class PortProxy:
    """Behaves as the port it stands for; every call of a method is counted."""

    def __init__(self, port: Value, name: str, calls: PortCalls) -> None:
        """Stand for this port under this name."""
        object.__setattr__(self, "_port", port)
        object.__setattr__(self, "_name", name)
        object.__setattr__(self, "_calls", calls)

    @property  # type: ignore[misc]
    def __class__(self) -> type:  # noqa: D105  # isinstance() sees the port
        return type(self._port)

    def __getattr__(self, name: str) -> Value:
        """Return the port's attribute; a method comes back counted."""
        attribute = getattr(self._port, name)
        if not callable(attribute) or isinstance(attribute, type):
            return attribute
        return _counted(attribute, f"{self._name}.{name}", self._calls)

    def __setattr__(self, name: str, value: Value) -> None:
        """Set the port's attribute."""
        setattr(self._port, name, value)

    def __call__(self, *args: Value, **kwargs: Value) -> Value:
        """Call a port that is itself a function."""
        return _counted(self._port, self._name, self._calls)(*args, **kwargs)


def _counted(function: Callable[..., Any], name: str, calls: PortCalls) -> Callable[..., Any]:
    @functools.wraps(function)
    def call(*args: Value, **kwargs: Value) -> Value:
        number = calls.enter(name)
        try:
            return function(*args, **kwargs)
        finally:
            calls.leave(number)

    return call


def with_fault_points(value: Value, name: str, calls: PortCalls) -> Value:
    """Return the use case with each of its ports behind a proxy, or the port itself proxied."""
    if _is_use_case(value):
        clone = copy.copy(value)
        for field in dataclasses.fields(value):
            part = with_fault_points(getattr(value, field.name), field.name, calls)
            object.__setattr__(clone, field.name, part)
        return clone
    return PortProxy(value, name, calls) if _is_port(value) else value


def _area(value: Value) -> str:
    module = value.__module__ if isinstance(value, types.FunctionType) else type(value).__module__
    return (module or "").split(".", 1)[0]


def _is_use_case(value: Value) -> bool:
    is_instance = dataclasses.is_dataclass(value) and not isinstance(value, type)
    return is_instance and _area(value) == USE_CASES


def _is_port(value: Value) -> bool:
    return not isinstance(value, _PLAIN) and _area(value) not in _NEVER_PORTS


def install_fault_points(module: types.ModuleType, calls: PortCalls) -> None:
    """Replace each factory of the bootstrap in this handler's module by one that counts."""
    for name, value in list(vars(module).items()):
        is_factory = callable(value) and not isinstance(value, type)
        if is_factory and _is_from_bootstrap(value):
            setattr(module, name, _wrapped_factory(value, name, calls))


def _is_from_bootstrap(factory: Callable[..., Any]) -> bool:
    """Whether a factory is defined in the bootstrap, which is one module or a package of them."""
    module = getattr(factory, "__module__", None) or ""
    return module == BOOTSTRAP or module.startswith(f"{BOOTSTRAP}.")


def _wrapped_factory(
    factory: Callable[..., Any], name: str, calls: PortCalls
) -> Callable[..., Any]:
    @functools.cache
    def build(*args: Value, **kwargs: Value) -> Value:
        built = factory(*args, **kwargs)
        is_ours = _is_use_case(built) or _area(built) == "adapters"
        return with_fault_points(built, name, calls) if is_ours else built

    return functools.wraps(factory)(build)
