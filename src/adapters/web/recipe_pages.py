"""Recipes on pages of the web, read from their schema.org markup."""

from dataclasses import dataclass

from adapters.web.page import PageFetcher
from domain.recipes.written import MOST_INGREDIENTS, WrittenRecipe, servings_in
from services.recipes.ports import NoRecipeError

_LONGEST_NAME, _LONGEST_LINE, _LONGEST_STEP, _MOST_STEPS = 120, 200, 1_000, 40
"""What is taken of a page, so that it fits a queue's message whatever the page says."""


@dataclass(frozen=True)
class SchemaOrgRecipePages:
    """Fetches a page safely and lets recipe-scrapers read what was fetched; it fetches nothing."""

    fetcher: PageFetcher

    def recipe_at(self, url: str) -> WrittenRecipe:
        """Return the recipe of a page.

        Raises:
            UnsafeAddressError: An address on the way is not of the open web.
            PageUnavailableError: The page cannot be had within the limits.
            NoRecipeError: There is no recipe on the page.
        """
        last_url, html = self.fetcher.fetch(url)
        return recipe_in(html, last_url)


def recipe_in(html: str, url: str) -> WrittenRecipe:
    """Return the recipe marked up in a page.

    Raises:
        NoRecipeError: There is none, or one without ingredients.
    """
    from recipe_scrapers import scrape_html  # noqa: PLC0415 - it takes a second to import

    try:
        page = scrape_html(html, org_url=url, supported_only=False)
        lines, name = page.ingredients(), page.title()
    except Exception as error:  # whatever a page of the web can make a parser raise
        raise NoRecipeError("no recipe on the page") from error
    written = tuple(line.strip() for line in lines if line.strip())[:MOST_INGREDIENTS]
    if not written:
        raise NoRecipeError("a recipe without ingredients")
    return WrittenRecipe(
        (name or "")[:_LONGEST_NAME],
        _servings(page),
        tuple(line[:_LONGEST_LINE] for line in written),
        tuple(step[:_LONGEST_STEP] for step in _steps(page)[:_MOST_STEPS]),
        _minutes(page),
        _category(page)[:_LONGEST_NAME],
    )


def _servings(page: object) -> int | None:
    try:
        return servings_in(str(page.yields()))  # type: ignore[attr-defined] # untyped
    except Exception:  # noqa: BLE001 - what it serves is asked then
        return None


def _minutes(page: object) -> int | None:
    try:
        return int(page.total_time()) or None  # type: ignore[attr-defined] # untyped
    except Exception:  # noqa: BLE001 - most pages tell, none must
        return None


def _category(page: object) -> str:
    try:
        return str(page.category() or "")  # type: ignore[attr-defined] # untyped
    except Exception:  # noqa: BLE001 - it only helps to tell a breakfast from a dinner
        return ""


def _steps(page: object) -> tuple[str, ...]:
    try:
        return tuple(page.instructions_list())  # type: ignore[attr-defined] # untyped
    except Exception:  # noqa: BLE001 - a recipe may come without steps
        return ()
