"""What a food probably costs that no table has a price of: a user's own recipe may hold any."""

from collections.abc import Iterable, Mapping

from domain.meals.foods import Food
from domain.plans.dishes import Offer
from domain.recipes.recipe import Recipe

DEARER_SHARE = 0.75
"""A food without a price costs more than this share of its like: a budget shall hold.

Source: own choice, the upper quartile
"""


def likely_offers(
    recipes: Iterable[Recipe], priced: Iterable[Recipe], offers: Mapping[str, Offer]
) -> Mapping[str, Offer]:
    """Return how foods of recipes are probably sold that have no offer, by what their like cost.

    Args:
        recipes: Those whose foods may have none.
        priced: Recipes whose foods tell what each group of foods costs.
        offers: How foods with a price are sold.
    """
    known = {each.food.food_id: each.food for one in priced for each in one.ingredients}
    wanted = {each.food.food_id: each.food for one in recipes for each in one.ingredients}
    found = (_likely(food, known.values(), offers) for food in wanted.values())
    return {each.food_id: each for each in found if each and each.food_id not in offers}


def _likely(food: Food, known: Iterable[Food], offers: Mapping[str, Offer]) -> Offer | None:
    all_ = [(each, offers[each.food_id]) for each in known if each.food_id in offers]
    like = [offer for each, offer in all_ if each.group == food.group]
    by_price = sorted(like or [offer for _, offer in all_], key=lambda each: each.usd_per_100_g)
    if not by_price:
        return None
    dearer = by_price[min(int(DEARER_SHARE * len(by_price)), len(by_price) - 1)]
    aisle = dearer.aisle if like else "other"
    return Offer(food.food_id, dearer.usd_per_100_g, aisle=aisle)
