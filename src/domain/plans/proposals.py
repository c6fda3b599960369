"""What a model makes of the words our own rules did not read: proposals that can only narrow."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from domain.adviser.schema import (
    MOST_FAULTS,
    Schema,
    choice,
    closed,
    faults_of,
    listed,
    maybe,
    number,
    text,
    whole,
)
from domain.meals.foods import FoodTable
from domain.messaging.text import words
from domain.plans.asking import food_in
from domain.plans.changes import eating_out, refusing
from domain.plans.narrowing import (
    ANY_PANS,
    EAT_OUT,
    ONE_PAN,
    REFUSE,
    WEEKDAYS,
    less,
    liking,
    with_diets,
)
from domain.plans.request import PLAUSIBLE_MINUTES, PlanRequest
from domain.plans.selection import is_disliked
from domain.plans.wishes import Wishes
from domain.profile.household import PLAUSIBLE_BUDGET_USD_WEEK
from domain.recipes.diets import Diet
from domain.recipes.recipe import Kitchen, Recipe, Slot
from domain.safety.gate.gate import Gate

LONGEST_UNPLACED = 300  # characters, as many as are ever asked about

_DAY = closed(
    weekday=choice(WEEKDAYS),
    kind=choice((REFUSE, EAT_OUT)),
    what=text(40, 0),
    meals=listed(choice(tuple(Slot)), len(Slot)),
)
FORM: Schema = closed(
    diets=listed(choice(tuple(Diet)), 3),
    allergies=listed(text(40), 10),
    dislikes=listed(text(40), 15),
    kitchens=listed(choice(tuple(Kitchen)), len(Kitchen)),
    budget_usd_week=maybe(number(*PLAUSIBLE_BUDGET_USD_WEEK)),
    minutes_weekday=maybe(whole(5, PLAUSIBLE_MINUTES[1])),
    minutes_weekend=maybe(whole(5, PLAUSIBLE_MINUTES[1])),
    likes=listed(text(40), 10),
    pans=choice((ANY_PANS, ONE_PAN)),
    days=listed(_DAY, 14),
    unplaced=text(LONGEST_UNPLACED, 0),
)
"""What an answer to the question about words must look like."""


@dataclass(frozen=True, slots=True)
class DayProposal:
    """What was said of one day of the week, 0 is Monday: a food refused, or meals eaten out."""

    weekday: int
    refused: str = ""
    out: tuple[Slot, ...] = ()


@dataclass(frozen=True, slots=True)
class Narrowed:
    """A request with what words added to it, and what they say of single days."""

    request: PlanRequest
    days: tuple[DayProposal, ...] = ()
    likes: tuple[str, ...] = ()
    is_one_pan: bool = False

    def applied(self, wishes: Wishes, recipes: Iterable[Recipe]) -> Wishes:
        """Return a week's wishes with what holds on single days of it.

        A food refused keeps away every recipe that holds it or is called so.
        """
        book = tuple(recipes)
        wishes = liking(wishes, book, self.likes, is_one_pan=self.is_one_pan)
        for proposal in self.days:
            meant = [n for n, day in enumerate(wishes.days) if day.on.weekday() == proposal.weekday]
            for day in meant:
                wishes = eating_out(wishes, day, proposal.out)
            if proposal.refused:
                unwanted = {r.recipe_id for r in book if is_disliked(r, proposal.refused)}
                wishes = refusing(wishes, meant, unwanted)
        return wishes


def faults_of_words(
    filled: Mapping[str, Any], gate: Gate, foods: FoodTable, asked: str
) -> tuple[str, ...]:
    """Return what is wrong with a filled form: its shape first, then words that name no food.

    `asked` are the words the form was filled for; what could not be placed must be among them.
    """
    faults = tuple(faults_of(filled, FORM)) or tuple(_unread(filled, gate, foods, asked))
    return faults[:MOST_FAULTS]


def _unread(filled: Mapping[str, Any], gate: Gate, foods: FoodTable, asked: str) -> Iterator[str]:
    refused = [day["what"] for day in filled["days"] if day["kind"] == REFUSE]
    if not set(words(filled["unplaced"])) <= set(words(asked)):
        yield "unplaced: are not the person's own words"
    for said in (*filled["dislikes"], *filled["likes"], *refused):
        contents = gate.contents(said)
        if contents.unknown or not contents.foods or not food_in(said, foods):
            yield f"{said!r} names no food"
    for said in filled["allergies"]:
        if not gate.avoidance(said).is_clear:
            yield f"{said!r} names no allergen"
    for day in filled["days"]:
        if day["kind"] == EAT_OUT and not day["meals"]:
            yield f"no meals are eaten out on {day['weekday']}"


def narrowed(request: PlanRequest, filled: Mapping[str, Any]) -> Narrowed:
    """Return a request narrowed by a filled form that has no faults.

    Nothing is ever taken back: allergies and dislikes are added to, a budget or a time only
    shrinks, diets are held beside those before. What words wish for in kitchens is a matter of
    taste and added.
    """
    return Narrowed(
        replace(
            request,
            allergies=_added(request.allergies, filled["allergies"]),
            dislikes=_added(request.dislikes, filled["dislikes"]),
            **with_diets(request, map(Diet, filled["diets"])),
            kitchens=request.kitchens | frozenset(map(Kitchen, filled["kitchens"])),
            budget_usd_week=less(request.budget_usd_week, filled["budget_usd_week"]),
            minutes_weekday=less(request.minutes_weekday, filled["minutes_weekday"]),
            minutes_weekend=less(request.minutes_weekend, filled["minutes_weekend"]),
        ),
        tuple(map(_day, filled["days"])),
        tuple(filled["likes"]),
        filled["pans"] == ONE_PAN,
    )


def _added(before: tuple[str, ...], more: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys((*before, *more)))


def _day(filled: Mapping[str, Any]) -> DayProposal:
    weekday = WEEKDAYS.index(filled["weekday"])
    if filled["kind"] == REFUSE:
        return DayProposal(weekday, refused=filled["what"])
    return DayProposal(weekday, out=tuple(map(Slot, filled["meals"])))
