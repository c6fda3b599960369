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
from domain.plans.inventions import tasting
from domain.plans.menu import Menu
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
from domain.plans.week import PlannedWeek
from domain.plans.wishes import Wishes
from domain.recipes.kept import KeptRecipe, is_invented, is_own
from services.plans.plan_week import PlanWeek
from services.plans.ports import Effort


@dataclass(frozen=True)
class Readings:
    """Orders read against the tables: what each asks of the planner.

    `kept` are recipes of a user beside those of the house; the cookbook has them already. `staying`
    are dishes of weeks that stand: they are cooked as they are kept.
    """

    knowledge: Knowledge
    cookbook: Cookbook
    kept: tuple[KeptRecipe, ...] = ()
    staying: frozenset[str] = frozenset()

    def house(self, menu: Menu, *, has_budget: bool) -> House:
        """Return what orders are read against: every way in which a dish may be cooked."""
        kinds = FoodKinds(self.knowledge.foods, self.knowledge.nutrition.classes)
        for_less = menu.for_less.recipes if has_budget else {}
        return House(self.knowledge.foods, kinds, menu.recipes, for_less)

    def having(self, snapshot: OrderSnapshot, drafted: PlannedWeek | None = None) -> "Readings":
        """Return the same with the recipes that stand in no book.

        They are those of the week an order changes and of one that was `drafted`, whose dishes
        stay as they are, the user's own, and those of the order's advice; of a week that gives
        way to a new one only what was made up for the user.
        """
        weeks = (snapshot.week if snapshot.placed.order.is_change else None, drafted)
        standing = tuple(each for each in weeks if each is not None)
        made_up = () if snapshot.week is None else snapshot.week.recipes
        kept = (
            *(each for each in made_up if is_invented(each.recipe_id)),
            *(each for week in standing for each in week.recipes),
        )
        own = kept_recipes(snapshot.memory)
        advised = () if snapshot.advice is None else snapshot.advice.recipes
        all_ = tuple({each.recipe_id: each for each in (*kept, *own, *advised)}.values())
        cookbook = self.cookbook.adding(all_, self.knowledge.foods.foods)
        staying = frozenset(meal.dish_id for week in standing for _, meal in week.meals())
        return Readings(self.knowledge, cookbook, all_, staying)

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
        menu = Menu(self.tables.book, self.tables.offers, rules, staying=self.staying)
        own = (each.recipe_id for each in self.kept if is_own(each.recipe_id))
        wishes = tasting(self._wishes(snapshot, request, menu, room), own, LIKED)
        return PlanWeek(wishes, menu, replace(effort, seed=request.seed))

    def _wishes(
        self, snapshot: OrderSnapshot, request: PlanRequest, menu: Menu, room: Room
    ) -> Wishes:
        order, profile = snapshot.placed.order, snapshot.profile
        base = wishes_of(request, self.tables.intakes, self.tables.recipes.values())
        house = self.house(menu, has_budget=base.budget_usd is not None)
        if not order.is_change or snapshot.week is None:
            return wishes_of_order(order, base, profile, house)
        wishes = revised_wishes(order, snapshot.week, base, profile, house, menu.dishes)
        return giving_way(wishes, order, snapshot.week, room)
