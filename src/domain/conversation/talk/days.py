"""How the day and the week stand."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta

from domain.conversation.outcome import Knowledge, Outcome, Situation
from domain.conversation.state import Conversation, RememberedMeal
from domain.conversation.talk.about_you import next_question
from domain.conversation.talk.meals import when_eaten
from domain.conversation.talk.meaning import answer_intake
from domain.conversation.talk.replies import (
    NAMED_DAYS,
    amounts,
    day_line,
    say,
    saying,
    shown_food,
    uncounted,
)
from domain.conversation.wording import ReplyTexts, listed
from domain.identity import MealId
from domain.meals.diary import Day
from domain.meals.foods import FoodId
from domain.meals.nutrients import Nutrient
from domain.messaging.text import simplify
from domain.pattern import Pattern
from domain.profile.goal import Goal
from domain.profile.targets import Targets
from domain.understanding.day_words import list_days
from domain.understanding.intents import Intent

_WEEK = 7
_SHOWN_MEALS, _SHOWN_FOODS = 8, 5
_LONGER = Pattern(r"\b(?:months?|year|mes(?:es)?|ano|all time|30 days|30 dias)\b")


def ask_day(situation: Situation, knowledge: Knowledge) -> Outcome:
    """Say how a day stands, today unless another is named: the sum of the meals logged for it."""
    asked_on = when_eaten(situation, situation.message.text).day
    is_earlier = timedelta() < situation.today - asked_on <= NAMED_DAYS
    day = situation.day(asked_on if is_earlier else situation.today)
    if outcome := answer_intake(situation, knowledge, [day]):
        return outcome
    eaten = _eaten(day, situation, knowledge)
    if is_earlier:
        lines = [*eaten, *_lines_of(day, situation, knowledge.texts)]
        return saying(Intent.ASK_DAY, lines, situation)
    if not day.meals:
        return say(Intent.ASK_DAY, "day_empty", situation, knowledge)
    lines = [*eaten, *_day_lines(day, situation.targets, knowledge.texts)]
    question, conversation = _worth_asking(situation, knowledge.texts)
    outcome = saying(Intent.ASK_DAY, [*lines, question], situation)
    return outcome if conversation is None else replace(outcome, conversation=conversation)


def _eaten(day: Day, situation: Situation, knowledge: Knowledge) -> list[str]:
    """Return a line for each meal of a day where a message asks what was eaten, as it was told."""
    if not knowledge.means("what_eaten", situation.message.text):
        return []
    told = sorted(day.meals)  # ids sort by time
    more = len(told) - _SHOWN_MEALS
    return [
        *(_eaten_line(meal_id, day, situation, knowledge) for meal_id in told[:_SHOWN_MEALS]),
        knowledge.texts.say("eaten_more", count=more) if more > 0 else "",
    ]


def _eaten_line(meal_id: MealId, day: Day, situation: Situation, knowledge: Knowledge) -> str:
    """Return what a meal was, its first foods by name, and its energy."""
    texts, recent = knowledge.texts, situation.conversation.recent
    meal = next((each for each in recent if each.meal_id == meal_id), None)
    names = _foods_of(meal, knowledge) if meal else _foods_known(day.foods.get(meal_id), knowledge)
    others = len(names) - _SHOWN_FOODS
    if others > 0:
        names = [*names[:_SHOWN_FOODS], texts.say("eaten_others", count=others)]
    energy = day.meals[meal_id][Nutrient.ENERGY]
    slot = texts.say(f"slot_{meal.slot}") if meal and meal.slot else ""
    return texts.say_energy(
        "eaten_line",
        slot=texts.say("slot", slot=slot) if slot else "",
        foods=listed(tuple(names), texts),
        energy=texts.energy(energy.amount),
        uncounted=uncounted(energy, texts),
    )


def _foods_of(meal: RememberedMeal, knowledge: Knowledge) -> list[str]:
    portions = meal.meal(knowledge.foods).portions
    return [shown_food(portion, knowledge.texts)[0] for portion in portions]


def _foods_known(foods: Mapping[FoodId, float] | None, knowledge: Knowledge) -> list[str]:
    """Return what foods the diary knows of an older meal; that it was one where it knows none."""
    texts, table = knowledge.texts, knowledge.foods.foods
    names = texts.food_names
    called = [
        (names.name_of(food_id, "") if names else "") or table[food_id].name
        for food_id in foods or ()
        if food_id in table
    ]
    return called or [texts.say("eaten_unknown")]


def _lines_of(day: Day, situation: Situation, texts: ReplyTexts) -> list[str]:
    """Return how a day of the last week was."""
    line = day_line(day, situation.today, situation.targets, texts)
    return [line, *_macro_lines(day, texts)] if day.meals else [line]


def _worth_asking(situation: Situation, texts: ReplyTexts) -> tuple[str, Conversation | None]:
    """Ask for what a target needs, of people whose goal gains from one."""
    wants_target = situation.profile.goal in {Goal.LOSE_WEIGHT, Goal.BUILD_MUSCLE}
    if not wants_target or situation.targets.is_personal:
        return "", None
    return next_question(situation, texts)


def names_one_day(situation: Situation) -> bool:
    """Whether a message asks for one day of the last week: "how did i do on monday"."""
    named = set(list_days(simplify(situation.message.text), situation.now))
    return len(named) == 1


def ask_week(situation: Situation, knowledge: Knowledge) -> Outcome:
    """Say how the last seven days stand: the average over the days that have meals."""
    texts = knowledge.texts
    if names_one_day(situation):
        return ask_day(situation, knowledge)
    days = [situation.day(situation.today - timedelta(days=back)) for back in range(_WEEK)]
    if outcome := answer_intake(situation, knowledge, days):
        return outcome
    logged = [day for day in days if day.meals]
    if not logged:
        return say(Intent.ASK_WEEK, "week_empty", situation, knowledge)
    lines = [
        texts.say("week_only") if _LONGER.search(simplify(situation.message.text)) else "",
        texts.say("week_head", days=len(logged)),
        *[_week_line(day, texts) for day in reversed(logged)],
        texts.say_energy("week_average", **_average(logged, texts)),
    ]
    if situation.targets.is_personal:
        lines.append(
            texts.say_energy("week_target", target=texts.aim(situation.targets.energy_kcal))
        )
    return saying(Intent.ASK_WEEK, lines, situation)


def _week_line(day: Day, texts: ReplyTexts) -> str:
    energy = day.totals[Nutrient.ENERGY]
    return texts.say_energy(
        "week_line",
        day=texts.say(f"weekday_{day.on.weekday()}"),
        energy=texts.energy(energy.amount),
        uncounted=uncounted(energy, texts),
    )


def _average(days: list[Day], texts: ReplyTexts) -> dict[str, str]:
    def mean(nutrient: Nutrient) -> float:
        return sum(day.totals[nutrient].amount for day in days) / len(days)

    return {
        "energy": texts.energy(mean(Nutrient.ENERGY)),
        "protein": f"{mean(Nutrient.PROTEIN):.0f}",
        "fiber": f"{mean(Nutrient.FIBER):.0f}",
    }


def _day_lines(day: Day, targets: Targets, texts: ReplyTexts) -> list[str]:
    energy = day.totals[Nutrient.ENERGY]
    macros, meals = _macro_lines(day, texts)
    left = targets.energy_kcal - energy.amount
    head = "day_head_of" if targets.is_personal else "day_head"
    return [
        texts.say_energy(
            head,
            energy=texts.energy(energy.amount),
            uncounted=uncounted(energy, texts),
            target=texts.aim(targets.energy_kcal),
        ),
        macros,
        texts.say_energy("day_left", left=texts.energy(left))
        if targets.is_personal and left > 0
        else "",
        meals,
    ]


def _macro_lines(day: Day, texts: ReplyTexts) -> list[str]:
    totals = day.totals
    return [
        texts.say(
            "day_macros",
            fiber=f"{totals[Nutrient.FIBER].amount:.0f}",
            sodium=texts.whole(totals[Nutrient.SODIUM].amount),
            **amounts(totals, texts),
        ),
        texts.say("day_meals", meals=len(day.meals)),
    ]
