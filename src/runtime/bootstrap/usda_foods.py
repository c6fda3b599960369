"""USDA's foods behind the product's own, where a built table is deployed."""

from copy import copy
from dataclasses import replace
from pathlib import Path

from adapters.food_table.reader import UsdaTable
from adapters.food_table.usda import UsdaCatalogue
from adapters.food_table.wider import UsdaFoods
from adapters.late_finder import LateFinder
from adapters.meal_resolvers import usda_finder
from domain.conversation.outcome import Knowledge
from domain.errors import InvalidTableError
from domain.meals.diary import Portion
from domain.meals.resolving.lexicon import Lexicon
from domain.meals.resolving.meal_resolver import MealResolver
from runtime.observability import logger

UNUSABLE = "food table cannot be used"
"""What is logged then; an alarm counts it."""


def usda_table(file: str) -> UsdaTable | None:
    """Return the built USDA table; None where the file is none that this version reads.

    A layer of another version costs the coach USDA's foods, not its voice: it goes on with the
    product's own and says so in the log.
    """
    table = UsdaTable(Path(file))
    try:
        logger.info("food table", version=table.version)
    except InvalidTableError as error:
        _log_unusable(error)
        return None
    return table


def with_usda(found: Knowledge, file: str) -> Knowledge:
    """Return the tables with USDA's foods behind the own, which keep the indexes they have.

    Nothing of the file is read before a food is met that the own table does not know.
    """
    table = usda_table(file)
    if table is None:
        return found
    catalogue = UsdaCatalogue(
        table, lambda text: found.allergens.allergens_of(Portion.unknown(text))
    )
    finder = LateFinder(lambda: usda_finder(table, _lexicon(found)))
    foods = copy(found.foods)
    object.__setattr__(foods, "wider", UsdaFoods(catalogue, finder, _log_unusable))
    return replace(found, foods=foods)


def _lexicon(found: Knowledge) -> Lexicon:
    """Return the words and weights the own foods are found with."""
    own = found.foods.finder
    resolver = own.finder if isinstance(own, LateFinder) else own
    if not isinstance(resolver, MealResolver):
        raise InvalidTableError("the own foods have no words to find others with")
    return resolver.lexicon


def _log_unusable(error: InvalidTableError) -> None:
    logger.error(UNUSABLE, reason=str(error))
