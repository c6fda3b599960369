"""Keeping foods of a user's own: told by their labels or parts, or saved from a meal."""

from dataclasses import replace
from zoneinfo import ZoneInfo

from domain.conversation.outcome import Knowledge, Outcome, Situation
from domain.conversation.state import QUESTION_STANDS, Pending, Question
from domain.conversation.talk.foods import nutrient_amount
from domain.conversation.talk.replies import (
    allergen_warnings,
    portion_line,
    say,
    saying,
    shown_food,
)
from domain.conversation.talk.taught import room_line, told_now
from domain.conversation.talk.which_meal import meal_to_repeat, slot_at, slot_of
from domain.conversation.which_wish import certain_wish
from domain.conversation.wording import drafted, listed, quoted
from domain.meals.diary import Portion
from domain.meals.nutrients import Nutrient
from domain.meals.reading import LARGEST_PORTION_G, amount_text
from domain.memory.kept_readings import read_named
from domain.memory.memory import MOST_PARTS_OF_ONE, Kind, Label, Part, Remembered
from domain.memory.names import NameFault, find_fault, is_said_of_food
from domain.memory.plausible import Oddity, find_oddity, parts_kcal
from domain.memory.statements import Saved, Told, read_told
from domain.messaging.keywords import find_keyword
from domain.pattern import Pattern
from domain.understanding.intents import Intent

_INTENT = Intent.SET_PROFILE
THIS = Pattern(
    r"|(?:all )?(?:this|that|it)(?: all)?|(?:(?:this|that|my|the|my last|the last|last) )?meal"
    r"|(?:todo )?(?:esto|eso|lo)|(?:(?:esta|mi|la|mi ultima|la ultima) )comida|lo ultimo"
)
"""The meal told last; nothing at all means it as well."""
_TOLD_BACK = (Nutrient.PROTEIN, Nutrient.CARBOHYDRATE, Nutrient.FAT)
_MACROS = frozenset(_TOLD_BACK)


def answer_odd(text: str, situation: Situation, knowledge: Knowledge) -> Outcome | None:
    """Keep a food whose numbers were doubted and are right."""
    told = read_told(text, knowledge.foods, knowledge.nutrient_words)
    return keep_told(told, situation, knowledge, is_confirmed=True) if told else None


def save(saved: Saved, situation: Situation, knowledge: Knowledge) -> Outcome | None:
    """Save a meal under a name; None where no meal is meant."""
    portions, slot = _portions_meant(saved.which, situation, knowledge)
    if not portions:
        is_this = THIS.fullmatch(saved.which)
        return say(_INTENT, "own_nothing_to_save", situation, knowledge) if is_this else None
    if saved.slot is not None:
        entry = Remembered(Kind.USUAL, saved.slot or slot, parts=tuple(map(Part.of, portions)))
        return _keep(entry, situation, knowledge)
    return _keep_dish(saved.name, portions, 1.0, situation, knowledge)


def _portions_meant(
    which: str, situation: Situation, knowledge: Knowledge
) -> tuple[tuple[Portion, ...], str]:
    """Return the portions of the meal that is meant, and its slot."""
    recent = situation.conversation.recent
    if THIS.fullmatch(which):
        meal = recent[-1] if recent else None
    else:
        reading = read_named(which, knowledge.foods)
        if reading.portions and not reading.unread:
            return reading.portions, slot_at(situation.now)
        is_of_meal = bool(reading.slot) or not reading.unread
        meal = meal_to_repeat(which, situation, knowledge) if is_of_meal else None
    if meal is None:
        return (), ""
    zone = ZoneInfo(situation.profile.zone)
    return meal.meal(knowledge.foods).portions, slot_of(meal, zone)


def keep_told(
    told: Told, situation: Situation, knowledge: Knowledge, *, is_confirmed: bool = False
) -> Outcome | None:
    """Keep what a message tells of a food; None where it is said of no food.

    `is_confirmed` tells that numbers which do not go together are right all the same.
    """
    if told.slot is not None and told.reading:
        parts = tuple(map(Part.of, told.reading.portions))
        slot = told.slot or slot_at(situation.now)
        return _keep(Remembered(Kind.USUAL, slot, parts=parts), situation, knowledge)
    if not is_said_of_food(told.name):
        return None
    if told.label is None:
        portions = told.reading.portions if told.reading else ()
        return _keep_dish(told.name, portions, told.servings, situation, knowledge)
    fault = _fault(told.name, situation, knowledge)
    if fault is None:
        fault = _oddity(told.name, told.label, situation, knowledge, is_confirmed=is_confirmed)
    entry = Remembered(Kind.LABEL, told.name, label=told.label)
    return fault or _keep(entry, situation, knowledge)


def _oddity(
    name: str, label: Label, situation: Situation, knowledge: Knowledge, *, is_confirmed: bool
) -> Outcome | None:
    """Return what is said of numbers no food has, or asked once of numbers few have."""
    oddity = find_oddity(label)
    if oddity is Oddity.IMPOSSIBLE:
        return say(_INTENT, "own_impossible", situation, knowledge, name=quoted(name))
    if oddity is None or is_confirmed:
        return None
    return _doubted(oddity, name, label, situation, knowledge)


def _keep_dish(
    name: str,
    portions: tuple[Portion, ...],
    servings: float,
    situation: Situation,
    knowledge: Knowledge,
) -> Outcome | None:
    if fault := _fault(name, situation, knowledge):
        return fault
    if len(portions) > MOST_PARTS_OF_ONE:
        return say(_INTENT, "own_too_many", situation, knowledge, most=MOST_PARTS_OF_ONE)
    unknown = [each.name for each in portions if each.food_id is None]
    if unknown:
        return say(_INTENT, "own_part_unknown", situation, knowledge, food=quoted(unknown[0]))
    parts = tuple(map(Part.of, portions))
    entry = Remembered(Kind.DISH, name, parts=parts, servings=servings)
    return _keep(entry, situation, knowledge)


def name_fault(name: str, situation: Situation, knowledge: Knowledge) -> NameFault | None:
    """Return why nothing may be called so."""
    message = replace(situation.message, text=name, button="")
    is_command = find_keyword(message) is not None or certain_wish(name, knowledge) is not None
    return find_fault(name, knowledge.foods, is_command=is_command)


def _fault(name: str, situation: Situation, knowledge: Knowledge) -> Outcome | None:
    """Return what is said where nothing may be called so."""
    fault = name_fault(name, situation, knowledge)
    if fault is None:
        return None
    key = "own_name_long" if fault is NameFault.TOO_LONG else "own_name_taken"
    return say(_INTENT, key, situation, knowledge, name=quoted(name))


def _doubted(
    oddity: Oddity, name: str, label: Label, situation: Situation, knowledge: Knowledge
) -> Outcome:
    """Ask once about numbers that do not go together."""
    texts = knowledge.texts
    key = "own_odd_mass" if oddity is Oddity.HEAVIER_THAN_ITSELF else "own_odd_energy"
    energy = dict(label.nutrients).get(Nutrient.ENERGY, 0.0)
    values = {"told": texts.energy(energy), "parts": texts.energy(parts_kcal(label))}
    said = texts.say_energy(key, name=quoted(name), **values)
    outcome = saying(_INTENT, [said], situation)
    expires_at = situation.message.received_at + QUESTION_STANDS
    pending = Pending(Question.OWN_FOOD, expires_at, (situation.message.text,))
    draft = drafted(
        [outcome.draft.text if outcome.draft else ""],
        (texts.say("button_yes"), texts.say("button_no")),
    )
    conversation = replace(outcome.conversation, pending=pending)
    return replace(outcome, conversation=conversation, draft=draft)


def _keep(entry: Remembered, situation: Situation, knowledge: Knowledge) -> Outcome:
    """Remember a thing and say it back."""
    memory, gone = situation.memory.keep(entry)
    memory = told_now(memory, memory.entries[-1], situation)
    kept, texts = memory.entries[-1], knowledge.texts
    after = knowledge.as_known_to(memory)
    is_usual = entry.kind is Kind.USUAL
    if not is_usual and (one_portion(kept, after).mass_g or 0) > LARGEST_PORTION_G:
        return say(_INTENT, "own_impossible", situation, knowledge, name=quoted(entry.name))
    lines = [*_said_back(kept, situation, after), room_line(gone, texts)]
    pending = situation.conversation.pending
    is_answered = pending is not None and pending.question is Question.OWN_FOOD
    conversation = replace(situation.conversation, pending=None if is_answered else pending)
    return replace(saying(_INTENT, lines, situation), memory=memory, conversation=conversation)


def _said_back(entry: Remembered, situation: Situation, knowledge: Knowledge) -> list[str]:
    texts = knowledge.texts
    if entry.kind is Kind.USUAL:
        slot = texts.say(f"slot_{entry.name}")
        return [texts.say("own_usual_saved", slot=slot, foods=summary_of(entry.parts, knowledge))]
    portion = one_portion(entry, knowledge)
    shown = _TOLD_BACK if entry.label is None else tuple(n for n, _ in entry.label.nutrients)
    known = tuple(
        nutrient_amount(portion, each, texts)
        for each in shown
        if each in portion.nutrients and each is not Nutrient.ENERGY
    )
    is_told_in_part = entry.kind is Kind.LABEL and not portion.nutrients.keys() >= _MACROS
    return [
        texts.say("own_saved"),
        portion_line(portion, texts),
        texts.say("own_numbers", numbers=listed(known, texts)) if known else "",
        texts.say("own_rest_unknown") if is_told_in_part else "",
        *allergen_warnings(situation, knowledge, (portion,)),
        texts.say("own_how_to_log", name=quoted(entry.name)),
    ]


def one_portion(entry: Remembered, knowledge: Knowledge) -> Portion:
    """Return one portion of a food of one's own."""
    food = knowledge.foods.foods[entry.food_id]
    unit = food.usual_unit
    return Portion.of(food, food.portions[unit], amount_text(1, unit), entry.name)


def summary_of(parts: tuple[Part, ...], knowledge: Knowledge) -> str:
    """Return the foods of a dish or meal by name."""
    portions = (part.portion(knowledge.foods) for part in parts)
    names = (shown_food(portion, knowledge.texts)[0] for portion in portions)
    return ", ".join(dict.fromkeys(names))
