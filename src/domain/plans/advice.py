"""What a model is asked about an order, what it answered, and the order that makes.

A model sees the words nobody read and what must never be served, nothing else of a user. What it
makes of words narrows the week, never widens it, and touches no profile.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from domain.plans.calendar import WEEK_DAYS
from domain.plans.narrowing import ONE_PAN, REFUSE, WEEKDAYS, less
from domain.plans.order import Asked, Change, ChangeKind, PlanOrder
from domain.profile.profile import Profile
from domain.recipes.diets import Diet
from domain.recipes.kept import KeptRecipe
from domain.recipes.recipe import Kitchen, Slot

FREE_TIER = "free"


@dataclass(frozen=True, slots=True)
class RecipeAsked:
    """A recipe that is wanted; `theme` are the user's own words about it."""

    slot: Slot
    count: int = 1
    minutes_max: int | None = None
    kitchens: frozenset[Kitchen] = frozenset()
    theme: str = ""


@dataclass(frozen=True, slots=True)
class AdviceQuestion:
    """What of an order a model may be asked: words to sort, a recipe to propose.

    Of allergies it is told only which foods are not allowed, of people nothing.
    """

    starts_on: date
    words: str = ""
    allergies: tuple[str, ...] = ()
    diets: tuple[Diet, ...] = ()
    recipe: RecipeAsked | None = None
    dislikes: tuple[str, ...] = ()
    tier: str = FREE_TIER


@dataclass(frozen=True, slots=True)
class Advice:
    """What a model answered about an order: a form it filled, recipes it proposed; both judged.

    `by` is where the form came from and `why` why there is none; `why_no_recipe` tells the same
    of recipes.
    """

    filled: Mapping[str, Any] | None = None
    by: str = ""
    why: str = ""
    recipes: tuple[KeptRecipe, ...] = ()
    why_no_recipe: str = ""


@dataclass(frozen=True, slots=True)
class Heard:
    """How the words of an order that no rule read were used.

    `unused` are those that were not; `is_dropped` says that a model understood them and no week
    could keep what it made of them.
    """

    filled: Mapping[str, Any] | None = None
    unused: str = ""
    is_dropped: bool = False


def heard_in(
    order: PlanOrder, profile: Profile, advice: Advice | None, *, is_used: bool
) -> Heard | None:
    """Return how the words of an order were used; None where there were none."""
    if not order.unread:
        return None
    if advice is None or advice.filled is None:
        return Heard(unused=order.unread)
    if not is_used:
        return Heard(unused=order.unread, is_dropped=True)
    return Heard(_narrower(order, profile, advice.filled), str(advice.filled["unplaced"]))


def _narrower(order: PlanOrder, profile: Profile, filled: Mapping[str, Any]) -> dict[str, Any]:
    """Return a form without the limits that are no smaller than those that stood before."""
    stood = {
        "budget_usd_week": order.asked.budget_usd or profile.budget_usd_week,
        "minutes_weekday": order.asked.minutes_weekday,
        "minutes_weekend": order.asked.minutes_weekend,
    }
    smaller = {
        name: None if limit is not None and (filled[name] or limit) >= limit else filled[name]
        for name, limit in stood.items()
    }
    return {**filled, **smaller}


def advised_order(order: PlanOrder, profile: Profile, filled: Mapping[str, Any]) -> PlanOrder:
    """Return an order narrowed by what a model made of its words; nothing is ever loosened.

    A budget and a time only shrink, also against what the profile says; diets and foods left out
    are added to.
    """
    asked = order.asked
    budget = asked.budget_usd or profile.budget_usd_week
    more = Asked(
        diets=frozenset(map(Diet, filled["diets"])),
        budget_usd=less(budget, filled["budget_usd_week"]),
        minutes_weekday=less(asked.minutes_weekday, filled["minutes_weekday"]),
        minutes_weekend=less(asked.minutes_weekend, filled["minutes_weekend"]),
        kitchens=asked.kitchens | frozenset(map(Kitchen, filled["kitchens"])),
        without=tuple(filled["dislikes"]),
        kept_away=tuple(filled["allergies"]),
        likes=tuple(filled["likes"]),
        is_one_pan=filled["pans"] == ONE_PAN,
    )
    changes = (*order.changes, *_of_days(filled, order.starts_on))
    return replace(order, asked=asked.and_then(more), changes=changes)


def _of_days(filled: Mapping[str, Any], starts_on: date) -> Iterator[Change]:
    days = [starts_on + timedelta(days=n) for n in range(WEEK_DAYS)]
    for each in filled["days"]:
        on = tuple(day for day in days if WEEKDAYS[day.weekday()] == each["weekday"])
        if each["kind"] == REFUSE:
            yield Change(ChangeKind.REFUSE, on, what=each["what"])
        else:
            yield Change(ChangeKind.EAT_OUT, on, tuple(map(Slot, each["meals"])))
