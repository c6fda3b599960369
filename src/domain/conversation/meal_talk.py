"""Logging meals, taking them back, and how the day stands."""

from dataclasses import replace
from datetime import date, datetime
from zoneinfo import ZoneInfo

from domain.conversation.intents import Intent
from domain.conversation.outcome import Knowledge, Outcome, Situation
from domain.conversation.places import local_day
from domain.conversation.profile import Conversation, MealReference
from domain.conversation.wording import ReplyTexts, kcal, listed, quoted, shape
from domain.events import AllergiesChanged, MealLogged, MealRemoved
from domain.identity import MealId, ulid
from domain.meals.diary import Day, Meal, Portion
from domain.meals.nutrients import Nutrient, Total, Totals, total
from domain.meals.reading import MealReading, Unread, read_meal
from domain.safety.allergens import Allergy
from domain.understanding.time_words import When, read_when, without_when

LONGEST_TEXT = 2000
"""Characters of a message that are read. Source: own choice; the longest WhatsApp text is 4,096."""
_SHOWN_PORTIONS = 8
_REMEMBERED_MEALS = 10
_REFERENCE_ENERGY_KCAL = 2000  # Source: US FDA, 21 CFR 101.9(c)(9), general reference


def read(situation: Situation, knowledge: Knowledge, text: str | None = None) -> MealReading:
    """Read what a message says was eaten."""
    said = situation.message.text if text is None else text
    return read_meal(without_when(said[:LONGEST_TEXT], _local_now(situation)), knowledge.foods)


def meal_of(situation: Situation, reading: MealReading, text: str) -> Meal:
    """Return the meal a reading makes; its id follows from the message."""
    message = situation.message
    return Meal(
        meal_id=MealId(ulid(message.received_at, f"meal:{message.message_sid}")),
        eaten_at=message.received_at,
        day=_when(situation, text).day,
        slot=reading.slot,
        portions=reading.portions + _unknown(reading),
    )


def _unknown(reading: MealReading) -> tuple[Portion, ...]:
    return tuple(Portion.unknown(part.text, quoted(part.text)) for part in reading.unread)


def log_meal(situation: Situation, knowledge: Knowledge, text: str | None = None) -> Outcome:
    """Record the foods a message names and say what was understood.

    Where no food at all is known nothing is recorded: the coach asks.
    """
    said = situation.message.text if text is None else text
    reading = read(situation, knowledge, said)
    if not reading.portions:
        return _ask(situation, knowledge, reading)
    if _when(situation, said).is_future:
        draft = shape([knowledge.texts.say("not_eaten_yet")], situation.message.user.channel)
        return Outcome(Intent.LOG_MEAL, situation.profile, situation.conversation, draft)
    meal = meal_of(situation, reading, said)
    day = situation.day(meal.day).with_meal(meal)
    warnings = _warnings(situation, knowledge, meal.portions)
    lines = [
        *meal_lines("meal_head", meal, knowledge.texts),
        *warnings,
        _day_line(day, situation, knowledge.texts),
        *_questions(reading, knowledge.texts),
        *_unread_end(said, knowledge.texts),
        knowledge.texts.say("how_to_correct"),
    ]
    buttons = (knowledge.texts.say("button_undo"), knowledge.texts.say("button_day"))
    return Outcome(
        intent=Intent.LOG_MEAL,
        profile=situation.profile,
        conversation=_remembering(situation, meal),
        draft=shape(lines, situation.message.user.channel, buttons),
        events=(_logged(meal, len(warnings)),),
        added=(meal,),
    )


def undo(situation: Situation, knowledge: Knowledge) -> Outcome:
    """Take back the latest meal that has not been taken back yet, and say which it was."""
    channel, texts = situation.message.user.channel, knowledge.texts
    conversation = situation.conversation
    if not conversation.recent:
        draft = shape([texts.say("nothing_to_undo")], channel)
        return Outcome(Intent.UNDO, situation.profile, conversation, draft)
    *kept, last = conversation.recent
    on = date.fromisoformat(last.day)
    lines = [texts.say("undone", summary=last.summary, energy=kcal(last.energy_kcal))]
    if on in situation.days:
        lines.append(_day_line(situation.days[on].without_meal(last.meal_id), situation, texts))
    return Outcome(
        intent=Intent.UNDO,
        profile=situation.profile,
        conversation=replace(conversation, recent=tuple(kept)),
        draft=shape(lines, channel),
        events=(MealRemoved(last.meal_id, on),),
        removed=(last,),
    )


def ask_day(situation: Situation, knowledge: Knowledge) -> Outcome:
    """Say how the user's day stands: the sum of the meals logged for it."""
    texts = knowledge.texts
    today = situation.day(local_day(situation.message.received_at, situation.profile.zone))
    lines = _day_lines(today, texts) if today.meals else [texts.say("day_empty")]
    draft = shape(lines, situation.message.user.channel)
    return Outcome(Intent.ASK_DAY, situation.profile, situation.conversation, draft)


def tell_allergies(
    situation: Situation, knowledge: Knowledge, allergies: tuple[Allergy, ...]
) -> Outcome:
    """Keep allergies told at any time, beside those told before, and say them back."""
    known = situation.profile.allergies or ()
    kept = known + tuple(each for each in allergies if each not in known)
    said = knowledge.texts.say("allergies_kept", allergies=listed(tuple(a.said for a in kept)))
    return Outcome(
        intent=Intent.SET_PROFILE,
        profile=replace(situation.profile, allergies=kept),
        conversation=situation.conversation,
        draft=shape([said], situation.message.user.channel),
        events=(AllergiesChanged(len(kept)),),
    )


def meal_lines(head: str, meal: Meal, texts: ReplyTexts) -> list[str]:
    """Return the lines that say what was understood and what is in it."""
    slot = texts.say("slot", slot=meal.slot) if meal.slot else ""
    shown = [_portion_line(portion, texts) for portion in meal.portions[:_SHOWN_PORTIONS]]
    totals = meal.totals
    uncounted = totals[Nutrient.ENERGY].uncounted
    return [
        texts.say(head, slot=slot),
        *shown,
        _more_line(meal.portions[_SHOWN_PORTIONS:], texts),
        texts.say("meal_total", **_amounts(totals)),
        texts.say("meal_uncounted", count=uncounted) if uncounted else "",
    ]


def _ask(situation: Situation, knowledge: Knowledge, reading: MealReading) -> Outcome:
    """Ask about what is not known; an allergen its words tell of is said even so."""
    warnings = _warnings(situation, knowledge, _unknown(reading))
    questions = _questions(reading, knowledge.texts) or [knowledge.texts.say("fallback")]
    lines = [*warnings, *questions]
    draft = shape(lines, situation.message.user.channel)
    return Outcome(Intent.LOG_MEAL, situation.profile, situation.conversation, draft)


def _questions(reading: MealReading, texts: ReplyTexts) -> list[str]:
    """Return the question about the first part that could not be read: one at a time."""
    return [_question(part, texts) for part in reading.unread[:1]]


def _unread_end(text: str, texts: ReplyTexts) -> list[str]:
    return [texts.say("too_long", limit=LONGEST_TEXT)] if len(text) > LONGEST_TEXT else []


def _question(part: Unread, texts: ReplyTexts) -> str:
    return texts.say(part.doubt.value, text=quoted(part.text))


def _when(situation: Situation, text: str) -> When:
    return read_when(text[:LONGEST_TEXT], _local_now(situation))


def _local_now(situation: Situation) -> datetime:
    return situation.message.received_at.astimezone(ZoneInfo(situation.profile.zone))


def _portion_line(portion: Portion, texts: ReplyTexts) -> str:
    if portion.mass_g is None:
        return texts.say("meal_line_unknown", name=portion.name)
    energy = portion.nutrients.get(Nutrient.ENERGY)
    if energy is None:
        return texts.say("meal_line_unknown", name=portion.name)
    return texts.say(
        "meal_line", name=portion.name, amount=_weighed_amount(portion), energy=kcal(energy)
    )


def _more_line(portions: tuple[Portion, ...], texts: ReplyTexts) -> str:
    """Return the line for foods there is no room for, so that the lines still add up."""
    if not portions:
        return ""
    energy = total(portion.nutrients for portion in portions)[Nutrient.ENERGY]
    return texts.say("meal_more", count=len(portions), energy=kcal(energy.amount))


def _weighed_amount(portion: Portion) -> str:
    """Return how much was understood: " ×2 (100 g)", ", 1 bowl (300 g)", ", 200 g"."""
    mass = f"{portion.mass_g:.0f} g"
    amount = portion.amount
    if not amount or amount.endswith((" g", " kg")):
        return f", {amount or mass}"
    if amount == "1":
        return f" ({mass})"
    return f" ×{amount} ({mass})" if " " not in amount else f", {amount} ({mass})"


def _amounts(totals: Totals) -> dict[str, str]:
    return {
        "energy": kcal(totals[Nutrient.ENERGY].amount),
        "protein": f"{totals[Nutrient.PROTEIN].amount:.0f}",
        "carbs": f"{totals[Nutrient.CARBOHYDRATE].amount:.0f}",
        "fat": f"{totals[Nutrient.FAT].amount:.0f}",
    }


def _uncounted(energy: Total, texts: ReplyTexts) -> str:
    return texts.say("day_uncounted", count=energy.uncounted) if energy.uncounted else ""


def _day_line(day: Day, situation: Situation, texts: ReplyTexts) -> str:
    energy = day.totals[Nutrient.ENERGY]
    values = {"energy": kcal(energy.amount), "uncounted": _uncounted(energy, texts)}
    if day.on == local_day(situation.message.received_at, situation.profile.zone):
        return texts.say("day_line", **values)
    return texts.say("day_line_other", day=f"{day.on:%A}", **values)


def _day_lines(day: Day, texts: ReplyTexts) -> list[str]:
    totals = day.totals
    energy = totals[Nutrient.ENERGY]
    return [
        texts.say(
            "day_head",
            energy=kcal(energy.amount),
            uncounted=_uncounted(energy, texts),
            reference=kcal(_REFERENCE_ENERGY_KCAL),
        ),
        texts.say(
            "day_macros",
            fiber=f"{totals[Nutrient.FIBER].amount:.0f}",
            sodium=kcal(totals[Nutrient.SODIUM].amount),
            **_amounts(totals),
        ),
        texts.say("day_meals", meals=len(day.meals)),
    ]


def _warnings(
    situation: Situation, knowledge: Knowledge, portions: tuple[Portion, ...]
) -> list[str]:
    """Return one line for each allergy and food, however often the food was named."""
    found = knowledge.allergens.warnings(situation.profile.allergies or (), portions)
    return list(dict.fromkeys(_warning(allergy, portion, knowledge) for allergy, portion in found))


def _warning(allergy: Allergy, portion: Portion, knowledge: Knowledge) -> str:
    carried = allergy.allergens & knowledge.allergens.allergens_of(portion)
    if not carried:
        return knowledge.texts.say(
            "allergen_warning_named", food=portion.name, said=quoted(allergy.said)
        )
    return knowledge.texts.say(
        "allergen_warning",
        food=portion.name,
        said=quoted(allergy.said),
        allergens=listed(tuple(name.replace("_", " ") for name in sorted(carried))),
    )


def _remembering(situation: Situation, meal: Meal) -> Conversation:
    summary = quoted(", ".join(_summary(portion) for portion in meal.portions), 120)
    energy = meal.totals[Nutrient.ENERGY].amount
    reference = MealReference(meal.meal_id, meal.day.isoformat(), summary, energy)
    recent = (*situation.conversation.recent, reference)[-_REMEMBERED_MEALS:]
    return replace(situation.conversation, recent=recent)


def _summary(portion: Portion) -> str:
    return f"{portion.amount} {portion.name}".strip()


def _logged(meal: Meal, warnings: int) -> MealLogged:
    energy = meal.totals[Nutrient.ENERGY]
    return MealLogged(
        meal_id=meal.meal_id,
        day=meal.day,
        energy_kcal=energy.amount,
        foods=len(meal.portions),
        uncounted_foods=energy.uncounted,
        allergen_warnings=warnings,
    )
