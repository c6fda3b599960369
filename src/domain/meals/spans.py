"""Places in a text, each from where to where."""

from collections.abc import Iterable

from domain.meals.foods import Span


def meets(span: Span, others: Iterable[Span]) -> bool:
    """Whether a place shares a letter with any of the others."""
    return any(start < span[1] and span[0] < end for start, end in others)


def is_in(span: Span, others: Iterable[Span]) -> bool:
    """Whether a place lies within one of the others."""
    return any(start <= span[0] and span[1] <= end for start, end in others)
