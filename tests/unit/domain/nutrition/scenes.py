"""Meals in their surroundings, made from foods and grams."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from domain.conversation.outcome import Knowledge, Situation
from domain.conversation.state import Conversation
from domain.conversation.talk.advice import circumstances
from domain.conversation.talk.diary_edits import put
from domain.identity import MealId
from domain.meals.diary import Day, Meal, Portion
from domain.meals.foods import FoodId
from domain.nutrition.circumstances import Circumstances
from tests.unit.domain.builders import TODAY, a_message, a_user

Foods = Mapping[str, float | None]
ZONE = ZoneInfo("America/New_York")


def a_meal(
    knowledge: Knowledge,
    foods: Foods,
    *,
    slot: str = "",
    hour: int = 13,
    meal_id: str = "M",
    on=TODAY,
) -> Meal:
    """A meal of foods and grams; a food without grams is one nobody knows."""
    portions = tuple(
        Portion.unknown(name)
        if mass_g is None
        else Portion.of(knowledge.foods.foods[FoodId(name)], mass_g, "", name)
        for name, mass_g in foods.items()
    )
    eaten_at = datetime(on.year, on.month, on.day, hour, 30, tzinfo=ZONE)
    return Meal(MealId(meal_id), eaten_at, on, slot, portions)


def a_situation(
    knowledge: Knowledge,
    *,
    today: tuple[Foods, ...] = (),
    past: tuple[Foods, ...] = (),
    conversation: Conversation = Conversation(),  # noqa: B008 - frozen
    text: str = "",
    hour: int = 13,
    **known: object,
) -> Situation:
    """What is known when a message comes: earlier meals of today, the days before, newest first."""
    days = {TODAY: Day(TODAY)}
    for number, foods in enumerate(today):
        days[TODAY] = days[TODAY].with_meal(a_meal(knowledge, foods, meal_id=f"T{number}"))
    for back, foods in enumerate(past, start=1):
        on = TODAY - timedelta(days=back)
        days[on] = Day(on).with_meal(a_meal(knowledge, foods, meal_id=f"P{back}", on=on))
    at = datetime(TODAY.year, TODAY.month, TODAY.day, hour, 30, tzinfo=ZONE)
    profile = replace(a_user(), **known)
    return Situation(a_message(text, at=at), profile, False, conversation, days)  # noqa: FBT003


def a_scene(
    knowledge: Knowledge, foods: Foods, *, slot: str = "", hour: int = 13, **more: object
) -> Circumstances:
    """What is known around a meal that was just logged."""
    situation = a_situation(knowledge, hour=hour, **more)
    meal = a_meal(knowledge, foods, slot=slot, hour=hour)
    return circumstances(put(situation.conversation, meal, None), meal, situation, knowledge)
