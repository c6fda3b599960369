"""An order, with all that is known of its user → what the planner is asked for."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from enum import Enum

from domain.meals.foods import FoodId, FoodTable
from domain.meals.vocabulary import canonical_words
from domain.nutrition.food_kinds import FoodKinds
from domain.plans.asking import DIETS_BY_NAME, english_of, kinds_of
from domain.plans.changes import (
    DishNotServedError,
    eating_out,
    locked,
    refusing,
    rest_of_week,
    swapped,
    using_up,
)
from domain.plans.dishes import MAIN_MEALS, Dish
from domain.plans.narrowing import liking
from domain.plans.order import NOT_VEGAN, NOT_VEGETARIAN, Asked, Change, ChangeKind, PlanOrder
from domain.plans.plan import Plan
from domain.plans.request import (
    PLAUSIBLE_ENERGY_KCAL,
    PLAUSIBLE_MINUTES,
    USUAL_PROTEIN_SHARE,
    WEEKDAYS,
    Person,
    PlanRequest,
)
from domain.plans.selection import is_disliked
from domain.plans.week import PlannedWeek
from domain.plans.wishes import LockedMeal, Wishes
from domain.profile.body import Body, Sex
from domain.profile.household import PLAUSIBLE_PEOPLE
from domain.profile.profile import Profile
from domain.profile.targets import (
    KCAL_PER_G,
    POPULATION_ENERGY_KCAL,
    Caution,
    Targets,
    cautions_of,
    daily_targets,
)
from domain.recipes.diets import Diet, fits, is_seafood
from domain.recipes.recipe import Recipe, Slot

NOT_OF_DIET = {NOT_VEGETARIAN: Diet.VEGETARIAN, NOT_VEGAN: Diet.VEGAN}
"""What is refused on a day that keeps to a diet."""
ADULT = "adult"
_STAGES: tuple[tuple[int, Mapping[Sex | None, str]], ...] = (
    (4, {None: "child_4_8"}),
    (9, {Sex.MALE: "boy_9_13", Sex.FEMALE: "girl_9_13"}),
    (14, {Sex.MALE: "man_14_18", Sex.FEMALE: "woman_14_18"}),
    (19, {Sex.MALE: "man_19_50", Sex.FEMALE: "woman_19_50"}),
    (51, {Sex.MALE: "man_51_up", Sex.FEMALE: "woman_51_up"}),
)
"""The life stages of `data/plans/intakes.csv`, by the age they begin at."""

NOT_IN_PREGNANCY = frozenset({"raw", "alcohol", "liver", "soft_cheese", "deli_meat"})
"""Kinds of food that are no part of a plan then.

Source: US FDA, Food Safety for Moms-to-Be, 2024; NHS, Foods to avoid in pregnancy, 2023
"""

NOT_WHILE_BEARING = frozenset({"high_mercury_fish", "alcohol"})
"""Source: US FDA and EPA, Advice about Eating Fish, 2024; US Surgeon General 2005"""

DISHES_COOKED = 2.5
"""Dishes of a day that take their whole time; with "20 minutes" the cook is busy for 50 at most.

Source: own choice; the others are leftovers or put together
"""

USED_UP_PORTIONS = 2.0
"""How much of a food is used up where nobody says. Source: own choice, what is left of a pack"""

DOLLAR_WITHIN_BUDGET = 0.25
"""What a dollar less is worth, in points: a budget is a limit, not an aim.

Source: own choice, after reading twelve plans that cost the same whatever the budget
"""

SEAFOOD_TASTE, SEAFOOD_G = 0.25, 60.0
"""How much more a dish with that much fish or shellfish a serving is wished for.

Source: Dietary Guidelines for Americans 2020-2025, 8 ounces of seafood a week
"""

ROUNDING_USD = 0.25
"""Kept back of a budget. Source: own choice, forty prices rounded to cents each"""

LOVED, LIKED, FINE, MEH, NEVER = 1.0, 0.8, 0.5, 0.25, 0.0
"""What a rating makes of a dish's taste. Source: own choice, even steps"""


@dataclass(frozen=True)
class House:
    """What orders are read against: foods, what kind each is, and the recipes by plain ids.

    `for_less` are the recipes as they are cooked where the money does not do for these.
    """

    foods: FoodTable
    kinds: FoodKinds
    recipes: Mapping[str, Recipe]
    for_less: Mapping[str, Recipe] = field(default_factory=dict)

    def holding(self, words: str) -> frozenset[str]:
        """Return the dishes that hold a food or kind of food, or do not keep to a diet.

        They count as they may be cooked.
        """
        cooked = (*self.recipes.items(), *self.for_less.items())
        return frozenset(name for name, each in cooked if holds(each, words))

    @property
    def food_ids(self) -> frozenset[FoodId]:
        """Return the foods that go into the recipes."""
        cooked = (*self.recipes.values(), *self.for_less.values())
        return frozenset(food_id for each in cooked for food_id in each.mass_g_per_serving)


def holds(recipe: Recipe, words: str) -> bool:
    """Whether a dish holds a food or kind of food; or what a diet of `NOT_OF_DIET` leaves out."""
    if diet := NOT_OF_DIET.get(words):
        return not fits(recipe, diet, {})
    return any(is_disliked(recipe, each) for each in kinds_of(words))


def request_of_order(order: PlanOrder, profile: Profile, foods: FoodTable) -> PlanRequest:
    """Return the request an order makes with the profile as it is now."""
    asked = order.asked
    named = {DIETS_BY_NAME[name] for name in profile.diets if name in DIETS_BY_NAME}
    diets = sorted(asked.diets | named, key=tuple(Diet).index)
    told = (english_of(each, foods) for each in (*profile.dislikes, *asked.without))
    dislikes = dict.fromkeys(kind for each in told for kind in kinds_of(each))
    return PlanRequest(
        persons=_persons(order, profile),
        starts_on=order.starts_on,
        allergies=asked.kept_away,
        diet=diets[0] if diets else None,
        more_diets=frozenset(diets[1:]),
        dislikes=tuple(dislikes),
        budget_usd_week=_budget(asked.budget_usd or profile.budget_usd_week),
        minutes_weekday=_of_a_day(asked.minutes_weekday),
        minutes_weekend=_of_a_day(asked.minutes_weekend),
        kitchens=asked.kitchens,
        seed=order.starts_on.toordinal(),
    )


def _budget(usd: float | None) -> float | None:
    """Return what a week may cost so that its list, rounded line by line, costs no more."""
    return None if usd is None else usd - ROUNDING_USD


def _of_a_day(minutes: int | None) -> int | None:
    """Return the cook's minutes of a day where each of its dishes may take so many."""
    return None if minutes is None else min(round(DISHES_COOKED * minutes), PLAUSIBLE_MINUTES[1])


def minutes_on(on: date, asked: Asked) -> int | None:
    """Return how long a dish may take on a day until it stands on the table; None: any time."""
    return asked.minutes_weekday if on.weekday() < WEEKDAYS else asked.minutes_weekend


def _without_slow(wishes: Wishes, asked: Asked, house: House) -> Wishes:
    """Return the wishes without dishes that take longer than a day of its kind has."""
    for day, wish in enumerate(wishes.days):
        limit = minutes_on(wish.on, asked)
        if limit is not None:
            slow = {name for name, each in house.recipes.items() if each.minutes > limit}
            wishes = refusing(wishes, [day], slow)
    return wishes


def _persons(order: PlanOrder, profile: Profile) -> tuple[Person, ...]:
    """Return the user with their own targets, and others with those of the population."""
    body = profile.body_on(order.today)
    cautions = profile.cautions | cautions_of(body)
    targets = daily_targets(body, profile.goal, cautions)
    least, most = PLAUSIBLE_ENERGY_KCAL
    energy = min(max(targets.energy_kcal, least), most)
    user = Person(energy, _protein_g(targets, energy), life_stage_of(body))
    people = min(order.asked.people or profile.people or 1, PLAUSIBLE_PEOPLE[1])
    usual = round(POPULATION_ENERGY_KCAL * USUAL_PROTEIN_SHARE / KCAL_PER_G)
    other = Person(POPULATION_ENERGY_KCAL, usual)
    return (user, *(other,) * (people - 1))


def _protein_g(targets: Targets, energy_kcal: float) -> float | None:
    """Return the protein of a day; of a body nobody knows what people usually eat."""
    if targets.is_personal or targets.protein_g is None:
        return targets.protein_g
    return round(energy_kcal * USUAL_PROTEIN_SHARE / KCAL_PER_G)


def life_stage_of(body: Body) -> str:
    """Return the life stage whose requirements a plan is held to; unknown is an adult."""
    if body.age_years is None or body.sex is None:
        return ADULT
    youngest = _STAGES[0][1]
    begun = [names for begins, names in _STAGES if begins <= body.age_years] or [youngest]
    return begun[-1].get(body.sex) or begun[-1][None]


def refused_for(profile: Profile, house: House) -> frozenset[str]:
    """Return the foods that are no part of a plan in pregnancy and while breastfeeding."""
    kinds: frozenset[str] = frozenset()
    if Caution.PREGNANT in profile.cautions:
        kinds = NOT_IN_PREGNANCY | NOT_WHILE_BEARING
    elif Caution.BREASTFEEDING in profile.cautions:
        kinds = NOT_WHILE_BEARING
    if not kinds:
        return frozenset()
    return frozenset(food_id for food_id in house.food_ids if house.kinds.of(food_id) & kinds)


def wishes_of_order(order: PlanOrder, base: Wishes, profile: Profile, house: House) -> Wishes:
    """Return a new week's wishes: the request's, ratings, and what was said of single days."""
    wishes = _as_liked(base, order.asked, profile, house)
    everywhere = range(len(wishes.days))
    wishes = refusing(wishes, everywhere, refused_for(profile, house))
    wishes = _without_slow(wishes, order.asked, house)
    for change in order.changes:
        days = [n for n in everywhere if wishes.days[n].on in change.on]
        if change.kind is ChangeKind.EAT_OUT:
            for day in days:
                wishes = eating_out(wishes, day, change.slots)
        elif change.kind is ChangeKind.REFUSE:
            wishes = refusing(wishes, days, house.holding(change.what))
        elif change.kind is ChangeKind.USE_UP:
            wishes = _using_up(wishes, change.what, house.foods)
    return wishes


@dataclass(frozen=True)
class Revision:
    """A week that stands, and how it is to change: its plan, the wishes so far, today's place."""

    week: PlannedWeek
    plan: Plan
    wishes: Wishes
    today: int


def revised_wishes(
    order: PlanOrder,
    week: PlannedWeek,
    base: Wishes,
    profile: Profile,
    house: House,
    dishes: Mapping[str, Dish],
) -> Wishes:
    """Return the wishes under which a week is planned anew so that only what must change does.

    Days that are over stay as they were planned; of the others everything is kept that the change
    does not touch. A dish that may not be served any more is kept nowhere.

    Raises:
        NoSuchMealError: The week has no meal there.
        DishNotServedError: A dish that was named may not be served.
    """
    standing = week.standing
    today = max(0, min(week.index(order.today), len(standing.days)))
    wishes = replace(
        _as_liked(base, order.asked, profile, house),
        days=standing.days,
        pantry=dict(standing.pantry),
        use_up=dict(standing.use_up),
        locked=tuple(lock for lock in standing.locked if lock.dish_id in dishes),
    )
    wishes = refusing(wishes, range(len(wishes.days)), refused_for(profile, house))
    plan = week.plan()
    wishes = rest_of_week(plan, wishes, today, (), {}, 0.0)
    revision = Revision(week, plan, wishes, today)
    revision = replace(revision, wishes=_swapped(revision, order.changes, dishes))
    for change in order.changes:
        revision = replace(revision, wishes=_changed(revision, change, house))
    return _without_lost(revision.wishes, dishes)


def _swapped(revision: Revision, changes: tuple[Change, ...], dishes: Mapping[str, Dish]) -> Wishes:
    """Return the wishes with all meals that are swapped; one sentence swaps them in one way."""
    swaps = [change for change in changes if change.kind is ChangeKind.SWAP]
    if not swaps:
        return revision.wishes
    named = swaps[0].dish_id
    if named and named not in dishes:
        raise DishNotServedError(named)
    return swapped(
        revision.plan,
        revision.wishes,
        _meals_of(swaps, revision.week),
        minutes_max=swaps[0].minutes_max,
        dishes=dishes,
        named=named,
    )


def _meals_of(changes: Iterable[Change], week: PlannedWeek) -> tuple[tuple[int, Slot], ...]:
    """Return the meals that changes name, by the places of their days."""
    return tuple(
        (week.index(on), slot)
        for change in changes
        for on in change.on
        if week.find_day(on)
        for slot in change.slots
    )


def _changed(revision: Revision, change: Change, house: House) -> Wishes:
    week, plan, wishes = revision.week, revision.plan, revision.wishes
    days = [week.index(on) for on in change.on if week.find_day(on)]
    match change.kind:
        case ChangeKind.REFUSE:
            unwanted = house.holding(change.what)
            slots = change.slots or tuple(Slot)
            hit = {
                (day, meal.slot)
                for day, meal in plan.meals()
                if day in days and meal.slot in slots and meal.dish_id in unwanted
            }
            if not hit:
                return refusing(_as_it_is(revision), days, unwanted)
            kept = locked(plan, wishes, _kept(revision, hit))
            return refusing(kept, days, unwanted)
        case ChangeKind.EAT_OUT:
            gone = {(day, slot) for day in days for slot in change.slots}
            kept = locked(plan, wishes, _kept(revision, gone))
            for day in days:
                kept = eating_out(kept, day, change.slots)
            return kept
        case ChangeKind.USE_UP:
            free = {(d, m.slot) for d, m in plan.meals() if m.slot in MAIN_MEALS}
            kept = locked(plan, wishes, _kept(revision, free))
            return _using_up(kept, change.what, house.foods)
        case _:
            return wishes


class Room(Enum):
    """How much of a week may give way to a change: what must, its days, or all that is to come."""

    MEAL = "meal"
    DAY = "day"
    WEEK = "week"


def giving_way(wishes: Wishes, order: PlanOrder, week: PlannedWeek, room: Room) -> Wishes:
    """Return the wishes of a changed week with more of it free, where nothing else fits.

    What the user locked or named and days that are over stay.
    """
    if room is Room.MEAL:
        return wishes
    days = {week.index(on) for change in order.changes for on in change.on if week.find_day(on)}
    if room is Room.WEEK:
        days = set(range(len(wishes.days)))
    wanted = {(lock.day, lock.slot) for lock in week.standing.locked}
    wanted |= {*_meals_of((each for each in order.changes if each.dish_id), week)}
    kept = (
        lock
        for lock in wishes.locked
        if lock.day not in days or wishes.days[lock.day].is_over or (lock.day, lock.slot) in wanted
    )
    return replace(wishes, locked=tuple(kept))


def _as_it_is(revision: Revision) -> Wishes:
    """Return the wishes with every meal to come kept, portions and all."""
    come = [
        LockedMeal(day, meal.slot, meal.dish_id, meal.quarters)
        for day, meal in revision.plan.meals()
        if not revision.wishes.days[day].is_over
    ]
    past = [lock for lock in revision.wishes.locked if revision.wishes.days[lock.day].is_over]
    return replace(revision.wishes, locked=(*past, *come))


def _kept(revision: Revision, freed: Collection[tuple[int, Slot]]) -> list[tuple[int, Slot]]:
    """Return the meals that stay: not those freed, and no dish of which one is cooked there."""
    plan, wishes = revision.plan, revision.wishes
    gone = {meal.dish_id for day, meal in plan.meals() if (day, meal.slot) in freed}
    cooked = {
        meal.dish_id
        for day, meal in plan.meals()
        if (day, meal.slot) in freed and not meal.is_leftover
    }
    return [
        (day, meal.slot)
        for day, meal in plan.meals()
        if (day, meal.slot) not in freed
        and not wishes.days[day].is_over
        and not (meal.dish_id in gone & cooked and meal.is_leftover)
    ]


def _without_lost(wishes: Wishes, dishes: Mapping[str, Dish]) -> Wishes:
    """Return the wishes without meals of days to come whose dish may not be served any more.

    One of a day that is over falls out of its day: what was eaten instead nobody knows.
    """
    lost = [lock for lock in wishes.locked if lock.dish_id not in dishes]
    days = list(wishes.days)
    for lock in lost:
        if days[lock.day].is_over:
            slots = tuple(slot for slot in days[lock.day].slots if slot != lock.slot)
            days[lock.day] = replace(days[lock.day], slots=slots)
    kept: tuple[LockedMeal, ...] = tuple(lock for lock in wishes.locked if lock not in lost)
    return replace(wishes, days=tuple(days), locked=kept)


def _using_up(wishes: Wishes, words: str, foods: FoodTable) -> Wishes:
    """Return the wishes with a food that must be used, two usual portions of it."""
    food = foods.find(canonical_words(words))
    if food is None:
        return wishes
    grams = USED_UP_PORTIONS * food.portions.get(food.usual_unit, 100.0)
    return using_up(wishes, food.food_id, grams)


def _as_liked(wishes: Wishes, asked: Asked, profile: Profile, house: House) -> Wishes:
    """Return the wishes with what makes a week one that people cook and a dietitian signs.

    Money below the budget counts little; fish comes up where nothing speaks against it; what the
    user said of a dish outweighs all of it.
    """
    recipes = house.recipes.values()
    wished = liking(wishes, recipes, asked.likes, is_one_pan=asked.is_one_pan)
    seafood = {
        name: min(1.0, wished.taste(name) + SEAFOOD_TASTE)
        for name, recipe in house.recipes.items()
        if _is_of_seafood(recipe)
    }
    liked = {
        name: max(LIKED, wished.taste(name))
        for words in profile.likes
        for name in house.holding(english_of(words, house.foods))
    }
    tastes = {**wished.tastes, **seafood, **liked, **profile.tastes}
    weights = replace(wished.weights, of_a_dollar=DOLLAR_WITHIN_BUDGET)
    return replace(wished, tastes=tastes, weights=weights)


def _is_of_seafood(recipe: Recipe) -> bool:
    grams = (
        mass_g
        for food_id, mass_g in recipe.mass_g_per_serving.items()
        if any(
            each.food.food_id == food_id and is_seafood(each.food) for each in recipe.ingredients
        )
    )
    return sum(grams) >= SEAFOOD_G
