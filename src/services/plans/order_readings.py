"""Orders read against the tables: what each asks of the planner."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property

from domain.conversation.order_turn import OrderSnapshot
from domain.conversation.outcome import Knowledge
from domain.meals.foods import Food
from domain.memory.own_recipes import kept_recipes
from domain.nutrition.food_kinds import FoodKinds
from domain.plans.cookbook import Cookbook, CookingTables
from domain.plans.dishes import Dish
from domain.plans.inventions import tasting
from domain.plans.ordering import (
    LIKED,
    House,
    Room,
    giving_way,
    request_of_order,
    revised_wishes,
    wishes_of_order,
)
from domain.plans.request import PlanRequest, wishes_of
from domain.plans.selection import Rules, select
from domain.plans.wishes import Wishes
from domain.recipes.kept import KeptRecipe, is_own
from services.plans.plan_week import PlanWeek
from services.plans.ports import Effort


@dataclass(frozen=True)
class Readings:
    """Orders read against the tables: what each asks of the planner.

    `kept` are recipes of a user beside those of the house; the cookbook has them already.
    """

    knowledge: Knowledge
    cookbook: Cookbook
    kept: tuple[KeptRecipe, ...] = ()

    @cached_property
    def house(self) -> House:
        """Return what orders are read against."""
        kinds = FoodKinds(self.knowledge.foods, self.knowledge.nutrition.classes)
        return House(self.knowledge.foods, kinds, self.tables.recipes)

    def having(self, snapshot: OrderSnapshot) -> "Readings":
        """Return the same with the recipes that stand in no book.

        They are those of the week an order changes, the user's own, and those of its advice.
        """
        kept = () if snapshot.week is None else snapshot.week.recipes
        own = kept_recipes(snapshot.memory)
        advised = () if snapshot.advice is None else snapshot.advice.recipes
        all_ = tuple({each.recipe_id: each for each in (*kept, *own, *advised)}.values())
        if not all_:
            return self
        return Readings(
            self.knowledge, self.cookbook.adding(all_, self.knowledge.foods.foods), all_
        )

    @property
    def tables(self) -> CookingTables:
        """Return all that is known about cooking."""
        return self.cookbook.tables

    @cached_property
    def foods(self) -> Mapping[str, Food]:
        """Return all foods by plain ids."""
        return {str(food_id): food for food_id, food in self.knowledge.foods.foods.items()}

    def command(self, snapshot: OrderSnapshot, effort: Effort, room: Room = Room.MEAL) -> PlanWeek:
        """Return what the planner is asked for, with the user's safety as it is now.

        A changed week may change as far as there is `room`.

        Raises:
            UnreadableRequestError: An allergy names nothing anybody knows.
            NoSuchMealError: The week has no meal there.
        """
        order, profile = snapshot.placed.order, snapshot.profile
        allergies = self.cookbook.avoided(profile.allergies or ())
        request = request_of_order(order, profile, self.knowledge.foods)
        request = replace(request, allergies=(*allergies, *request.allergies))
        rules = self.cookbook.rules(request)
        own = (each.recipe_id for each in self.kept if is_own(each.recipe_id))
        wishes = tasting(self._wishes(snapshot, request, rules, room), own, LIKED)
        return PlanWeek(wishes, rules, replace(effort, seed=request.seed))

    def _wishes(
        self, snapshot: OrderSnapshot, request: PlanRequest, rules: Rules, room: Room
    ) -> Wishes:
        order, profile = snapshot.placed.order, snapshot.profile
        base = wishes_of(request, self.tables.intakes, self.tables.recipes.values())
        if not order.is_change or snapshot.week is None:
            return wishes_of_order(order, base, profile, self.house)
        dishes = self.dishes(rules)
        wishes = revised_wishes(order, snapshot.week, base, profile, self.house, dishes)
        return giving_way(wishes, order, snapshot.week, room)

    def dishes(self, rules: Rules) -> Mapping[str, Dish]:
        """Return what a household may be offered, by plain ids."""
        priced = (
            each
            for each in self.tables.recipes.values()
            if each.mass_g_per_serving.keys() <= self.tables.offers.keys()
        )
        return {dish.dish_id: dish for dish in select(priced, rules).dishes}
