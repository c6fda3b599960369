"""What a food beside a dish stands for in it: "oat milk latte", "muffins with a flax egg"."""

from collections.abc import Iterator, Sequence

from domain.safety.gate.lexicon import Role, Swap
from domain.safety.gate.ontology import Kinds
from domain.safety.gate.scanning import LINKS, Mention, Part, Sign

_MOST_LINKS = 3
"""Words between a dish and what is swapped in it: "muffins made with a flax egg"."""
_ON = frozenset({"on", "en"})
"""Words after which the dish follows: "vegan butter on toast"."""


def swaps_at(parts: Sequence[Part], place: int, food: Mention) -> Iterator[tuple[int, Kinds]]:
    """Yield where a dish is made otherwise, and without what, for the food named at a place."""
    if (swap := _swap_before(parts, place)) and food.term.words in swap.dishes:
        yield place, swap.kinds
    if (swap := food.term.swap) and (at := _dish_before(parts, place)) is not None:
        dish = _mention_at(parts, at)
        if dish is not None and dish.term.words in swap.dishes_after:
            yield at, swap.kinds


def _swap_before(parts: Sequence[Part], place: int) -> Swap | None:
    """Return what stands just before a dish, or on it, with at most one describing word between."""
    at = place - 1
    if _is_plain(parts, at):
        at -= 1
    if _is_on(parts, at):
        at -= 1
    before = _mention_at(parts, at)
    return before.term.swap if before is not None else None


def _dish_before(parts: Sequence[Part], place: int) -> int | None:
    """Return the place before the words that say a food is in something, None without them."""
    at, is_linked = place - 1, False
    while place - at <= _MOST_LINKS and isinstance(link := _part_at(parts, at), Sign):
        is_linked = is_linked or link.role is Role.WITH or link.said in LINKS
        if link.role not in {Role.WITH, Role.PLAIN}:
            return None
        at -= 1
    return at if is_linked else None


def _is_plain(parts: Sequence[Part], place: int) -> bool:
    part = _part_at(parts, place)
    return isinstance(part, Sign) and part.role is Role.PLAIN


def _is_on(parts: Sequence[Part], place: int) -> bool:
    part = _part_at(parts, place)
    return isinstance(part, Sign) and part.said in _ON


def _mention_at(parts: Sequence[Part], place: int) -> Mention | None:
    part = _part_at(parts, place)
    return part if isinstance(part, Mention) else None


def _part_at(parts: Sequence[Part], place: int) -> Part | None:
    return parts[place] if 0 <= place < len(parts) else None
