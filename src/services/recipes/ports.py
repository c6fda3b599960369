"""What reading a user's recipe needs from the outside world."""

from typing import Protocol

from domain.errors import UserFacingError
from domain.recipes.written import WrittenRecipe


class UnsafeAddressError(UserFacingError):
    """The address is not one of the open web, or leads to one that is not."""


class PageUnavailableError(UserFacingError):
    """The page did not come in time, is no page, or is too large."""


class NoRecipeError(UserFacingError):
    """The page holds no recipe that is marked up as one."""


class RecipePages(Protocol):
    """Recipes on pages of the web."""

    def recipe_at(self, url: str) -> WrittenRecipe:
        """Return the recipe of a page.

        Raises:
            UnsafeAddressError: The address is private, or not http or https.
            PageUnavailableError: The page cannot be had within the limits.
            NoRecipeError: There is no recipe on the page.
        """
        ...
