"""Wishes about a plan that stands: each returns the wishes under which the week is planned anew.

What is not to change is locked; what is, is left free. So the same planner and the same verifier
answer "swap Tuesday's dinner" and "we ate out on Monday".
"""

from collections.abc import Collection, Mapping
from dataclasses import replace

from domain.errors import UserFacingError
from domain.plans.dishes import Dish
from domain.plans.plan import Plan
from domain.plans.wishes import DayWish, LockedMeal, Wishes
from domain.recipes.recipe import Slot


class NoSuchMealError(UserFacingError):
    """The plan has no meal there."""


class DishNotServedError(NoSuchMealError):
    """The dish that was named may not be served, or is not there any more."""


def locked(plan: Plan, wishes: Wishes, meals: Collection[tuple[int, Slot]]) -> Wishes:
    """Return the wishes with these meals kept ("I like Tuesday's dinner"); portions may change."""
    found = [_lock(plan, day, slot) for day, slot in meals]
    rest = tuple(lock for lock in wishes.locked if (lock.day, lock.slot) not in meals)
    return replace(wishes, locked=(*rest, *found))


def swapped(
    plan: Plan,
    wishes: Wishes,
    meals: Collection[tuple[int, Slot]],
    *,
    minutes_max: int | None = None,
    dishes: Mapping[str, Dish] | None = None,
    named: str = "",
) -> Wishes:
    """Return the wishes with meals free and other dishes wanted there, everything else kept.

    Leftovers of their own cooking go with them. With `minutes_max` something quick is wanted:
    slower dishes are refused on those days, those already planned for them aside. With `named`
    that dish is wanted, though it was given up on that day before; where it was planned it may
    give way, as a dish comes once a week.

    Raises:
        NoSuchMealError: The plan has no meal there.
    """
    unwanted = {at: _lock(plan, *at).dish_id for at in meals}
    gone = {*unwanted.values(), named}
    kept = [
        (day, meal.slot)
        for day, meal in plan.meals()
        if meal.dish_id not in gone
        and (day, meal.slot) not in unwanted
        and not wishes.days[day].is_over
    ]
    locks = (each for each in wishes.locked if (each.day, each.slot) not in unwanted)
    freed = replace(wishes, locked=tuple(each for each in locks if each.dish_id not in gone))
    changed = locked(plan, freed, kept)
    slow = frozenset(
        dish.dish_id
        for dish in (dishes or {}).values()
        if minutes_max is not None and dish.ready_minutes > minutes_max
    )
    for (day, _), dish_id in unwanted.items():
        changed = refusing(changed, [day], {dish_id, *slow})
    return _served(changed, unwanted, named) if named else changed


def _served(wishes: Wishes, meals: Collection[tuple[int, Slot]], dish_id: str) -> Wishes:
    days = {day for day, _ in meals}
    wanted = tuple(
        replace(wish, refused=wish.refused - {dish_id}) if day in days else wish
        for day, wish in enumerate(wishes.days)
    )
    locks = (LockedMeal(day, slot, dish_id) for day, slot in meals)
    return replace(wishes, days=wanted, locked=(*wishes.locked, *locks))


def refusing(wishes: Wishes, days: Collection[int], refused: Collection[str]) -> Wishes:
    """Return the wishes with foods, kinds or dishes refused on some days ("no fish on Friday")."""
    return replace(
        wishes,
        days=tuple(
            replace(wish, refused=wish.refused | set(refused)) if day in days else wish
            for day, wish in enumerate(wishes.days)
        ),
    )


def eating_out(wishes: Wishes, day: int, slots: Collection[Slot]) -> Wishes:
    """Return the wishes without some meals of a day; the rest of the day is aimed at their share.

    What is eaten out is not counted: nobody knows it yet.
    """
    days = list(wishes.days)
    days[day] = replace(days[day], slots=tuple(s for s in days[day].slots if s not in slots))
    gone = {(day, slot) for slot in slots}
    rest = tuple(lock for lock in wishes.locked if (lock.day, lock.slot) not in gone)
    return replace(wishes, days=tuple(days), locked=rest)


def using_up(wishes: Wishes, food_id: str, grams: float) -> Wishes:
    """Return the wishes with a food at home that the week must use ("use up the spinach")."""
    at_home = max(wishes.pantry.get(food_id, 0.0), grams)
    return replace(
        wishes,
        pantry={**wishes.pantry, food_id: at_home},
        use_up={**wishes.use_up, food_id: grams},
    )


def rest_of_week(
    plan: Plan,
    wishes: Wishes,
    today: int,
    not_eaten: Collection[tuple[int, Slot]],
    bought_g: Mapping[str, float],
    spent_usd: float,
) -> Wishes:
    """Return the wishes of the days from today on, after days that went as they went.

    Meals of the days before are kept as eaten; those `not_eaten` fall out, and what was bought
    for them is at home.

    `today` is the first day to plan anew, counted from 0; `not_eaten` are meals of earlier days;
    `bought_g` is what the shopping list brought home and `spent_usd` what it cost.
    """
    days = tuple(
        _over(day, wish, not_eaten) if day < today else wish for day, wish in enumerate(wishes.days)
    )
    eaten = tuple(
        LockedMeal(day, meal.slot, meal.dish_id, meal.quarters)
        for day, meal in plan.meals()
        if day < today and (day, meal.slot) not in not_eaten
    )
    later = tuple(lock for lock in wishes.locked if lock.day >= today)
    foods = sorted(wishes.pantry.keys() | bought_g.keys())
    at_home = {food: wishes.pantry.get(food, 0.0) + bought_g.get(food, 0.0) for food in foods}
    return replace(
        wishes,
        days=days,
        locked=(*eaten, *later),
        pantry=at_home,
        spent_usd=wishes.spent_usd + spent_usd,
    )


def _over(day: int, wish: DayWish, not_eaten: Collection[tuple[int, Slot]]) -> DayWish:
    slots = tuple(slot for slot in wish.slots if (day, slot) not in not_eaten)
    return replace(wish, slots=slots, is_over=True)


def _lock(plan: Plan, day: int, slot: Slot) -> LockedMeal:
    meal = plan.find(day, slot)
    if meal is None:
        raise NoSuchMealError(f"no {slot} on day {day}")
    return LockedMeal(day, slot, meal.dish_id)
