"""An order, with all that is known of its user → what the planner is asked for."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace

from domain.meals.foods import FoodTable
from domain.meals.vocabulary import canonical_words
from domain.nutrition.food_kinds import FoodKinds
from domain.plans.asking import DIETS_BY_NAME, english_of
from domain.plans.changes import eating_out, locked, refusing, rest_of_week, swapped, using_up
from domain.plans.dishes import MAIN_MEALS, Dish
from domain.plans.order import Change, ChangeKind, PlanOrder
from domain.plans.plan import Plan
from domain.plans.request import PLAUSIBLE_ENERGY_KCAL, Person, PlanRequest
from domain.plans.selection import is_disliked
from domain.plans.week import PlannedWeek
from domain.plans.wishes import LockedMeal, Wishes
from domain.profile.body import Body, Sex
from domain.profile.household import PLAUSIBLE_PEOPLE
from domain.profile.profile import Profile
from domain.profile.targets import (
    POPULATION_ENERGY_KCAL,
    POPULATION_PROTEIN_G,
    Caution,
    cautions_of,
    daily_targets,
)
from domain.recipes.diets import Diet
from domain.recipes.recipe import Recipe, Slot

ADULT = "adult"
_STAGES = (
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

USED_UP_PORTIONS = 2.0
"""How much of a food is used up where nobody says. Source: own choice, what is left of a pack"""

LOVED, LIKED, FINE, MEH, NEVER = 1.0, 0.8, 0.5, 0.25, 0.0
"""What a rating makes of a dish's taste. Source: own choice, even steps"""


@dataclass(frozen=True)
class House:
    """What orders are read against: foods, what kind each is, and the recipes by plain ids."""

    foods: FoodTable
    kinds: FoodKinds
    recipes: Mapping[str, Recipe]

    def unwanted(self, words: str) -> frozenset[str]:
        """Return the dishes that hold a food or kind of food."""
        return frozenset(name for name, each in self.recipes.items() if is_disliked(each, words))


def request_of_order(order: PlanOrder, profile: Profile, foods: FoodTable) -> PlanRequest:
    """Return the request an order makes with the profile as it is now."""
    asked = order.asked
    named = {DIETS_BY_NAME[name] for name in profile.diets if name in DIETS_BY_NAME}
    diets = sorted(asked.diets | named, key=tuple(Diet).index)
    dislikes = dict.fromkeys(english_of(each, foods) for each in (*profile.dislikes, *asked.without))
    return PlanRequest(
        persons=_persons(order, profile),
        starts_on=order.starts_on,
        diet=diets[0] if diets else None,
        more_diets=frozenset(diets[1:]),
        dislikes=tuple(dislikes),
        budget_usd_week=asked.budget_usd or profile.budget_usd_week,
        minutes_weekday=asked.minutes_weekday,
        minutes_weekend=asked.minutes_weekend,
        kitchens=asked.kitchens,
        seed=order.starts_on.toordinal(),
    )


def _persons(order: PlanOrder, profile: Profile) -> tuple[Person, ...]:
    """Return the user with their own targets, and others with those of the population."""
    body = profile.body_on(order.today)
    cautions = profile.cautions | cautions_of(body)
    targets = daily_targets(body, profile.goal, cautions)
    least, most = PLAUSIBLE_ENERGY_KCAL
    energy = min(max(targets.energy_kcal, least), most)
    user = Person(energy, targets.protein_g, life_stage_of(body))
    people = min(order.asked.people or profile.people or 1, PLAUSIBLE_PEOPLE[1])
    other = Person(POPULATION_ENERGY_KCAL, POPULATION_PROTEIN_G)
    return (user, *(other,) * (people - 1))


def life_stage_of(body: Body) -> str:
    """Return the life stage whose requirements a plan is held to; unknown is an adult."""
    if body.age_years is None or body.sex is None:
        return ADULT
    stages = [names for begins, names in _STAGES if begins <= body.age_years]
    names: Mapping[Sex | None, str] = stages[-1] if stages else {None: "child_4_8"}
    return names.get(body.sex) or names[None]


def refused_for(profile: Profile, house: House) -> frozenset[str]:
    """Return the foods that are no part of a plan in pregnancy and while breastfeeding."""
    kinds: frozenset[str] = frozenset()
    if Caution.PREGNANT in profile.cautions:
        kinds = NOT_IN_PREGNANCY | NOT_WHILE_BEARING
    elif Caution.BREASTFEEDING in profile.cautions:
        kinds = NOT_WHILE_BEARING
    if not kinds:
        return frozenset()
    used = {food_id for recipe in house.recipes.values() for food_id in recipe.mass_g_per_serving}
    return frozenset(food_id for food_id in used if house.kinds.of(food_id) & kinds)


def wishes_of_order(order: PlanOrder, base: Wishes, profile: Profile, house: House) -> Wishes:
    """Return a new week's wishes: the request's, what was rated, and what was said of single days."""
    wishes = _rated(base, profile)
    everywhere = range(len(wishes.days))
    wishes = refusing(wishes, everywhere, refused_for(profile, house))
    for change in order.changes:
        days = [n for n in everywhere if wishes.days[n].on in change.on]
        if change.kind is ChangeKind.EAT_OUT:
            for day in days:
                wishes = eating_out(wishes, day, change.slots)
        elif change.kind is ChangeKind.REFUSE:
            wishes = refusing(wishes, days, house.unwanted(change.what))
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
    """
    standing = week.standing
    today = max(0, min(week.index(order.today), len(standing.days)))
    wishes = replace(
        _rated(base, profile),
        days=standing.days,
        pantry=dict(standing.pantry),
        use_up=dict(standing.use_up),
        locked=tuple(lock for lock in standing.locked if lock.dish_id in dishes),
    )
    wishes = refusing(wishes, range(len(wishes.days)), refused_for(profile, house))
    plan = week.plan()
    wishes = rest_of_week(plan, wishes, today, (), {}, 0.0)
    revision = Revision(week, plan, wishes, today)
    for change in order.changes:
        revision = replace(revision, wishes=_changed(revision, change, house, dishes))
    return _without_lost(revision.wishes, dishes)


def _changed(
    revision: Revision, change: Change, house: House, dishes: Mapping[str, Dish]
) -> Wishes:
    week, plan, wishes = revision.week, revision.plan, revision.wishes
    days = [week.index(on) for on in change.on if week.find_day(on)]
    match change.kind:
        case ChangeKind.SWAP:
            for day in days:
                for slot in change.slots:
                    minutes = change.minutes_max
                    wishes = swapped(plan, wishes, day, slot, minutes_max=minutes, dishes=dishes)
            return wishes
        case ChangeKind.REFUSE:
            unwanted = house.unwanted(change.what)
            slots = change.slots or tuple(Slot)
            hit = {
                (day, meal.slot)
                for day, meal in plan.meals()
                if day in days and meal.slot in slots and meal.dish_id in unwanted
            }
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
        case ChangeKind.REST:
            return wishes


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


def _rated(wishes: Wishes, profile: Profile) -> Wishes:
    """Return the wishes with what the user said of dishes, which outweighs a wish for a kitchen."""
    return replace(wishes, tastes={**wishes.tastes, **profile.tastes})
