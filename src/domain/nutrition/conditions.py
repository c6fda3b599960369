"""The small language rules are written in: comparisons of what is known, joined by and and or.

    meal.sodium_mg > 800 and slot != breakfast

What is not known makes a comparison neither true nor false, and a rule is only told where its
condition is true: three-valued logic, after Kleene.
"""

import math
import operator
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Protocol

from domain.pattern import Pattern

_TEST = Pattern(r"(?P<name>[a-z][a-z0-9_.]*) (?P<sign><=|>=|<|>|!=|=) (?P<value>[a-z0-9_.]+)")
_NUMBER = Pattern(r"\d+(?:\.\d+)?")
_COMPARE: Mapping[str, Callable[[float, float], bool]] = {
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
}


@dataclass(frozen=True, slots=True)
class Bounds:
    """What is known of an amount: it is at least `low` and at most `high`."""

    low: float
    high: float

    @classmethod
    def exactly(cls, amount: float) -> "Bounds":
        """Return the bounds of an amount that is known."""
        return cls(amount, amount)

    @classmethod
    def at_least(cls, amount: float) -> "Bounds":
        """Return the bounds of an amount that something may come to."""
        return cls(amount, math.inf)


class Facts(Protocol):
    """What conditions are held against."""

    def bounds(self, name: str) -> Bounds | None:
        """Return what is known of an amount; None is nothing."""

    def words(self, name: str) -> frozenset[str]:
        """Return the words that hold: "diet" may be vegan and halal."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """An amount against a number."""

    name: str
    sign: str
    limit: float

    def holds(self, facts: Facts) -> bool | None:
        """Whether it is true whatever the unknown part comes to; None where that decides."""
        bounds = facts.bounds(self.name)
        if bounds is None:
            return None
        compare = _COMPARE[self.sign]
        outcomes = {compare(bounds.low, self.limit), compare(bounds.high, self.limit)}
        return outcomes.pop() if len(outcomes) == 1 else None

    def excess(self, facts: Facts) -> float:
        """Return how far beyond the limit the known amount lies, 0 to 1 of the limit."""
        bounds = facts.bounds(self.name)
        if bounds is None:
            return 0.0
        distance = abs(bounds.low - self.limit)
        return min(1.0, distance / self.limit) if self.limit else 1.0


@dataclass(frozen=True, slots=True)
class Membership:
    """A word that must, or must not, be among those that hold."""

    name: str
    value: str
    is_wanted: bool

    def holds(self, facts: Facts) -> bool | None:
        """Whether it holds."""
        return (self.value in facts.words(self.name)) is self.is_wanted

    def excess(self, facts: Facts) -> float:  # noqa: ARG002 - the same for whatever is known
        """Return 1: a word holds or does not."""
        return 1.0


Test = Comparison | Membership


@dataclass(frozen=True, slots=True)
class Condition:
    """Alternatives, each of tests that must all hold; the first test is what it is about."""

    alternatives: tuple[tuple[Test, ...], ...]

    def holds(self, facts: Facts) -> bool | None:
        """Whether any alternative holds; None where what is unknown decides."""
        outcomes = [_all(tuple(t.holds(facts) for t in tests)) for tests in self.alternatives]
        if True in outcomes:
            return True
        return None if None in outcomes else False

    def excess(self, facts: Facts) -> float:
        """Return how far the first alternative that holds is beyond what it asks for, 0 to 1."""
        holding = (tests for tests in self.alternatives if _all_hold(tests, facts))
        return next((tests[0].excess(facts) for tests in holding), 0.0)

    @property
    def tests(self) -> tuple[Test, ...]:
        """Every test of every alternative."""
        return tuple(test for tests in self.alternatives for test in tests)


def parse_condition(text: str) -> Condition:
    """Read a condition; `and` binds before `or`.

    Raises:
        ValueError: A test is not of the form "name sign value".
    """
    alternatives = (each.split(" and ") for each in text.split(" or "))
    return Condition(tuple(tuple(map(_parse_test, tests)) for tests in alternatives))


def _parse_test(text: str) -> Test:
    match = _TEST.fullmatch(text.strip())
    if match is None:
        raise ValueError(f"no test: {text!r}")
    name, sign, value = match["name"], match["sign"], match["value"]
    if sign in _COMPARE and _NUMBER.fullmatch(value):
        return Comparison(name, sign, float(value))
    if sign in _COMPARE or _NUMBER.fullmatch(value):
        raise ValueError(f"no test: {text!r}")
    return Membership(name, value, sign == "=")


def _all(outcomes: tuple[bool | None, ...]) -> bool | None:
    if False in outcomes:
        return False
    return None if None in outcomes else True


def _all_hold(tests: tuple[Test, ...], facts: Facts) -> bool:
    return _all(tuple(test.holds(facts) for test in tests)) is True
