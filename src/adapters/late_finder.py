"""The finder of foods in sentences, made or read when the first sentence needs it."""

from collections.abc import Callable
from functools import cached_property

from domain.meals.foods import FoodFinder, Found, Span


class LateFinder:
    """Implements `FoodFinder` with one that costs nothing before it is used.

    Most meals are lists of names, and a function that starts for one of them reads no index.
    """

    def __init__(self, make: Callable[[], FoodFinder]) -> None:
        """Take what makes, or reads, the finder."""
        self._make = make

    @cached_property
    def finder(self) -> FoodFinder:
        """The one that does the work."""
        return self._make()

    def find(self, text: str) -> tuple[tuple[Found, ...], tuple[Span, ...]]:
        """Return the foods in the order said, and where words stand that no food was found for."""
        return self.finder.find(text)

    def knows(self, word: str) -> bool:
        """Whether a word belongs to a food or to the talk around it."""
        return self.finder.knows(word)
