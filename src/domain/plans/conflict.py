"""Wishes that cannot all be granted: a smallest set of them, and the cheapest way out."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Relaxation:
    """By which share a wish must give way to make room for all others."""

    wish: str
    share: float


@dataclass(frozen=True, slots=True)
class Conflict:
    """Wishes that contradict each other, any of which given up would end the conflict between them.

    `relaxations` are those of them that alone make room, the cheapest first.
    """

    wishes: tuple[str, ...]
    relaxations: tuple[Relaxation, ...] = ()


def smallest_conflict(
    wishes: Sequence[str], is_feasible_without: Callable[[frozenset[str]], bool]
) -> tuple[str, ...]:
    """Return a set of wishes that contradict each other while every smaller part of it does not.

    Each wish is left out in turn; if the rest still contradicts itself the wish is not needed.

    Args:
        wishes: All wishes, those to blame last first: what is tried early is left out sooner.
        is_feasible_without: Whether the wishes can be granted when these are given up.
    """
    given_up: frozenset[str] = frozenset()
    for wish in wishes:
        if not is_feasible_without(given_up | {wish}):
            given_up |= {wish}
    return tuple(wish for wish in wishes if wish not in given_up)
