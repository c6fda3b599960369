"""Correcting meals, taking edits back, eating the same again."""

from dataclasses import replace
from datetime import date

from domain.conversation.outcome import Knowledge, Outcome, Situation
from domain.conversation.state import RememberedMeal
from domain.conversation.talk.diary_edits import DiaryChange, put, remove, take_back
from domain.conversation.talk.meals import logged, record, when_eaten
from domain.conversation.talk.replies import (
    allergen_warnings,
    day_line,
    meal_lines,
    say,
    saying,
)
from domain.conversation.wording import shape
from domain.events import EventBody, MealRemoved
from domain.identity import MealId, ulid
from domain.meals.corrections import Corrected, Missed, correct, is_only_time, slot_meant
from domain.meals.diary import Meal
from domain.meals.reading import MealReading
from domain.meals.vocabulary import canonical_words
from domain.understanding.intents import Intent


def undo(situation: Situation, knowledge: Knowledge) -> Outcome:
    """Take back the latest edit of the diary that has not been taken back yet, and say which."""
    texts, conversation = knowledge.texts, situation.conversation
    if not conversation.edits:
        return say(Intent.UNDO, "nothing_to_undo", situation, knowledge)
    edit = conversation.edits[-1]
    restored = None if edit.before is None else edit.before.meal(knowledge.foods)
    change, was = take_back(conversation, edit, restored)
    lines = _undone_lines(restored, was, knowledge)
    on = restored.day if restored else was.day if was else situation.today
    lines.append(
        day_line(change.day(situation, on), situation.today, situation.targets, texts)
        if on in situation.days or on == situation.today
        else ""
    )
    return _changed(Intent.UNDO, change, lines, situation)


def _undone_lines(
    restored: Meal | None, was: RememberedMeal | None, knowledge: Knowledge
) -> list[str]:
    texts = knowledge.texts
    if restored is not None:
        back = RememberedMeal.of(restored)
        energy = texts.energy(back.energy_kcal(knowledge.foods))
        return [texts.say("undone_back", summary=back.summary(), energy=energy)]
    if was is None:
        return [texts.say("nothing_to_undo")]
    energy = texts.energy(was.energy_kcal(knowledge.foods))
    return [texts.say("undone", summary=was.summary(), energy=energy)]


def correct_meal(situation: Situation, knowledge: Knowledge) -> Outcome:
    """Change a recent meal by what the message says of it; ask where that is not clear."""
    meal = _meal_meant(situation)
    if meal is None:
        return say(Intent.CORRECT_MEAL, "nothing_to_correct", situation, knowledge)
    text = situation.message.text
    before = meal.meal(knowledge.foods)
    when = when_eaten(situation, text)
    if when.is_said and not when.is_future and is_only_time(text, knowledge.foods):
        return _replaced(replace(before, day=when.day), meal, situation, knowledge)
    result = correct(before.portions, text, knowledge.foods)
    if result is Missed.NOTHING_LEFT:
        return _removed(meal, situation, knowledge)
    if isinstance(result, Missed):
        return _ask_again(result, meal, situation, knowledge)
    return _replaced(_as_corrected(before, result), meal, situation, knowledge)


def _as_corrected(before: Meal, result: Corrected) -> Meal:
    return replace(before, portions=result.portions, slot=result.slot or before.slot)


def _meal_meant(situation: Situation) -> RememberedMeal | None:
    """Return the meal a correction is about: one whose food or slot is named, else the latest."""
    recent = situation.conversation.recent
    if not recent:
        return None
    said = set(canonical_words(situation.message.text))
    latest = recent[-1]
    if any(said & _food_words(portion.name) for portion in latest.portions):
        return latest
    named = [
        meal
        for meal in recent
        if meal.day == latest.day
        and any(said & _food_words(portion.name) for portion in meal.portions)
    ]
    return named[-1] if named else latest


def _food_words(name: str) -> set[str]:
    return set(canonical_words(name))


def _replaced(
    meal: Meal, before: RememberedMeal, situation: Situation, knowledge: Knowledge
) -> Outcome:
    texts = knowledge.texts
    change = put(situation.conversation, meal, before)
    warnings = allergen_warnings(situation, knowledge, meal.portions)
    line = day_line(change.day(situation, meal.day), situation.today, situation.targets, texts)
    lines = [*meal_lines("changed_head", meal, texts), *warnings, line]
    events = (logged(meal, len(warnings)),)
    return _changed(Intent.CORRECT_MEAL, change, lines, situation, events)


def _removed(meal: RememberedMeal, situation: Situation, knowledge: Knowledge) -> Outcome:
    change = remove(situation.conversation, meal)
    texts = knowledge.texts
    energy = texts.energy(meal.energy_kcal(knowledge.foods))
    lines = [
        texts.say("undone", summary=meal.summary(), energy=energy),
        day_line(
            change.day(situation, meal.day), situation.today, situation.targets, knowledge.texts
        ),
    ]
    return _changed(Intent.CORRECT_MEAL, change, lines, situation)


def _ask_again(
    missed: Missed, meal: RememberedMeal, situation: Situation, knowledge: Knowledge
) -> Outcome:
    return saying(
        Intent.CORRECT_MEAL,
        [knowledge.texts.say(f"correction_{missed.value}", meal=meal.summary())],
        situation,
    )


def repeat_meal(situation: Situation, knowledge: Knowledge) -> Outcome:
    """Log an earlier meal again: the one of the slot or day named, else the latest."""
    meal = _meal_to_repeat(situation)
    if meal is None:
        return say(Intent.REPEAT_MEAL, "nothing_to_repeat", situation, knowledge)
    message = situation.message
    again = replace(
        meal.meal(knowledge.foods),
        meal_id=MealId(ulid(message.received_at, f"meal:{message.message_sid}")),
        eaten_at=message.received_at,
        day=situation.today,
    )
    outcome = record(situation, knowledge, again, MealReading(again.portions, (), again.slot))
    return replace(outcome, intent=Intent.REPEAT_MEAL)


def _meal_to_repeat(situation: Situation) -> RememberedMeal | None:
    text = situation.message.text
    slot, when = slot_meant(text), when_eaten(situation, text)
    fitting = [
        meal
        for meal in situation.conversation.recent
        if (not slot or meal.slot == slot or not meal.slot)
        and (not when.is_said or when.day in {situation.today, meal.day})
    ]
    exact = [meal for meal in fitting if meal.slot == slot] if slot else fitting
    found = exact or fitting
    return found[-1] if found else None


def _changed(
    intent: Intent,
    change: DiaryChange,
    lines: list[str],
    situation: Situation,
    events: tuple[EventBody, ...] = (),
) -> Outcome:
    kept: set[tuple[MealId, date]] = {(meal.meal_id, meal.day) for meal in change.added}
    gone = tuple(
        MealRemoved(place.meal_id, place.day)
        for place in change.removed
        if (place.meal_id, place.day) not in kept
    )
    return Outcome(
        intent=intent,
        profile=situation.profile,
        conversation=change.conversation,
        draft=shape(lines, situation.message.user.channel),
        events=(*gone, *events),
        added=change.added,
        removed=change.removed,
    )
