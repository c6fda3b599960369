"""What came of reading a page of the web that a user named, as it enters their talk."""

from dataclasses import dataclass
from enum import StrEnum


class PageFault(StrEnum):
    """Why there is no recipe: no address of the open web, a page not to be had, one without."""

    UNSAFE = "unsafe"
    UNAVAILABLE = "unavailable"
    NO_RECIPE = "no_recipe"


@dataclass(frozen=True, slots=True)
class PageRead:
    """The recipe of a page in the page's words, or why there is none.

    `servings` and `minutes` are None where the page does not tell; `category` is what it calls
    the dish.
    """

    fault: PageFault | None = None
    name: str = ""
    servings: int | None = None
    ingredient_lines: tuple[str, ...] = ()
    steps: tuple[str, ...] = ()
    minutes: int | None = None
    category: str = ""
