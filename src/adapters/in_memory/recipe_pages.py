"""RecipePages in a dict: what each address holds, or the error it answers with."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from domain.recipes.written import WrittenRecipe
from services.recipes.ports import PageUnavailableError


@dataclass(frozen=True, slots=True)
class InMemoryRecipePages:
    """Pages by their addresses; what is not there is unavailable."""

    pages: Mapping[str, WrittenRecipe | Exception] = field(default_factory=dict)

    def recipe_at(self, url: str) -> WrittenRecipe:
        """See RecipePages.recipe_at."""
        found = self.pages.get(url)
        if found is None:
            raise PageUnavailableError("no such page")
        if isinstance(found, Exception):
            raise found
        return found
