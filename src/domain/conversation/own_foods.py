"""Foods of a user's own: told, saved from a meal, listed, forgotten."""

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
from domain.conversation.talk.taught import called, room_line, told_last, told_now
from domain.conversation.talk.which_meal import meal_to_repeat, slot_at, slot_of
from domain.conversation.which_wish import certain_wish
from domain.conversation.wording import drafted, listed, quoted
from domain.meals.diary import Portion
from domain.meals.nutrients import Nutrient
from domain.meals.quantities import Quantity
from domain.meals.reading import weigh
from domain.memory.kept_readings import read_named
from domain.memory.memory import MOST_PARTS_OF_ONE, Kind, Label, Part, Remembered
from domain.memory.names import NameFault, find_fault, is_said_of_food
from domain.memory.plausible import Oddity, find_oddity, parts_kcal
from domain.memory.statements import (
    LONGEST_STATEMENT,
    Saved,
    Told,
    asks_for_list,
    names_all,
    read_forgotten,
    read_saved,
    read_told,
    usual_slot,
)
from domain.messaging.keywords import find_keyword
from domain.messaging.text import simplify
from domain.pattern import Pattern
from domain.understanding.intents import Intent

_INTENT = Intent.SET_PROFILE
_THIS = Pattern(
    r"|(?:all )?(?:this|that|it)(?: all)?|(?:(?:this|that|my|the|my last|the last|last) )?meal"
    r"|(?:todo )?(?:esto|eso|lo)|(?:(?:esta|mi|la|mi ultima|la ultima) )comida|lo ultimo"
)
"""The meal told last; nothing at all means it as well."""
_SURE = Pattern(
    r"always(?: that)?|(?:please )?remember (?:that|it)|siempre(?: eso| asi)?|recuerda(?: eso|lo)"
)
_TOLD_BACK = (Nutrient.PROTEIN, Nutrient.CARBOHYDRATE, Nutrient.FAT)
_MACROS = frozenset(_TOLD_BACK)
_SHOWN = 12  # entries of a list: more are no message


def hear_own(situation: Situation, knowledge: Knowledge) -> Outcome | None:
    """Do what a message wants of the memory; None where it wants nothing of it."""
    text = situation.message.text
    if situation.profile.consented_at is None or len(text) > LONGEST_STATEMENT:
        return None
    if asks_for_list(text):
        return list_own(situation, knowledge)
    if _SURE.fullmatch(simplify(text).strip(".! ")):
        return _made_sure(situation, knowledge)
    if outcome := _forgotten(situation, knowledge):
        return outcome
    if saved := read_saved(text):
        return _save(saved, situation, knowledge)
    told = read_told(text, knowledge.foods, knowledge.nutrient_words)
    return _keep_told(told, situation, knowledge) if told else None


def tells_label(situation: Situation, knowledge: Knowledge) -> bool:
    """Whether a message is a food of one's own with the numbers of its label."""
    told = read_told(situation.message.text, knowledge.foods, knowledge.nutrient_words)
    return told is not None and told.label is not None and is_said_of_food(told.name)


def answer_odd(text: str, situation: Situation, knowledge: Knowledge) -> Outcome | None:
    """Keep a food whose numbers were doubted and are right."""
    told = read_told(text, knowledge.foods, knowledge.nutrient_words)
    return _keep_told(told, situation, knowledge, is_confirmed=True) if told else None


def list_own(situation: Situation, knowledge: Knowledge) -> Outcome:
    """Say what was taught."""
    texts, entries = knowledge.texts, situation.memory.entries[::-1]
    shown = [each for each in entries if each.is_sure]
    if not shown:
        return say(Intent.EXPORT_DATA, "own_none", situation, knowledge)
    more = len(shown) - _SHOWN
    lines = [
        texts.say("own_head", count=len(shown)),
        *(_line(each, knowledge) for each in shown[:_SHOWN]),
        texts.say("own_more", count=more) if more > 0 else "",
        texts.say("own_foot"),
    ]
    return saying(Intent.EXPORT_DATA, lines, situation)


def _line(entry: Remembered, knowledge: Knowledge) -> str:
    texts, parts = knowledge.texts, _summary(entry.parts, knowledge)
    if entry.kind is Kind.USUAL:
        slot = texts.say(f"slot_{entry.name}")
        return texts.say("own_usual_line", slot=slot, foods=parts)
    if entry.kind is Kind.WORDS:
        return texts.say("own_words_line", words=quoted(entry.name), foods=parts)
    portion = _one(entry, knowledge)
    return portion_line(portion, texts) if portion else ""


def _summary(parts: tuple[Part, ...], knowledge: Knowledge) -> str:
    """Return the foods of a dish or meal by name."""
    portions = (part.portion(knowledge.foods) for part in parts)
    names = (shown_food(portion, knowledge.texts)[0] for portion in portions)
    return ", ".join(dict.fromkeys(names))


def _one(entry: Remembered, knowledge: Knowledge) -> Portion | None:
    """Return one portion of a food of one's own."""
    food = knowledge.foods.foods[entry.food_id]
    portion = weigh(food, Quantity(is_said=False), entry.name)
    return portion if isinstance(portion, Portion) else None


def _made_sure(situation: Situation, knowledge: Knowledge) -> Outcome | None:
    doubtful = [each for each in told_last(situation) if not each.is_sure]
    if not doubtful:
        return None
    entry = replace(doubtful[0], is_sure=True)
    memory = told_now(situation.memory, entry, situation)
    words, food = quoted(entry.name), _summary(entry.parts, knowledge)
    outcome = say(_INTENT, "words_learned", situation, knowledge, words=words, food=food)
    return replace(outcome, memory=memory)


def _forgotten(situation: Situation, knowledge: Knowledge) -> Outcome | None:
    found = read_forgotten(situation.message.text)
    if found is None:
        return None
    name, is_certain = found
    gone = _meant(name, situation) if is_certain else ()
    if not gone:
        return None
    texts, memory = knowledge.texts, situation.memory.forget(*gone)
    names = tuple(f'"{called(each, texts)}"' for each in gone[:_SHOWN])
    line = texts.say("own_forgotten", names=listed(names, texts))
    return replace(saying(_INTENT, [line], situation), memory=memory)


def _meant(name: str, situation: Situation) -> tuple[Remembered, ...]:
    """Return what is to be forgotten."""
    memory = situation.memory
    if _THIS.fullmatch(name):
        return told_last(situation)
    if names_all(name):
        return memory.entries
    slot = usual_slot(name)
    if slot is not None:
        usual = memory.find(slot or _slot_now(situation), is_usual=True)
        return (usual,) if usual else ()
    entry = memory.find(name)
    return (entry,) if entry else ()


def _slot_now(situation: Situation) -> str:
    return slot_at(situation.now)


def _save(saved: Saved, situation: Situation, knowledge: Knowledge) -> Outcome | None:
    """Save a meal under a name; None where no meal is meant."""
    portions, slot = _portions_meant(saved.which, situation, knowledge)
    if not portions:
        is_this = _THIS.fullmatch(saved.which)
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
    if _THIS.fullmatch(which):
        meal = recent[-1] if recent else None
    else:
        reading = read_named(which, knowledge.foods)
        if reading.portions and not reading.unread:
            return reading.portions, _slot_now(situation)
        is_of_meal = bool(reading.slot) or not reading.unread
        meal = meal_to_repeat(which, situation, knowledge) if is_of_meal else None
    if meal is None:
        return (), ""
    zone = ZoneInfo(situation.profile.zone)
    return meal.meal(knowledge.foods).portions, slot_of(meal, zone)


def _keep_told(
    told: Told, situation: Situation, knowledge: Knowledge, *, is_confirmed: bool = False
) -> Outcome | None:
    if told.slot is not None and told.reading:
        parts = tuple(map(Part.of, told.reading.portions))
        slot = told.slot or _slot_now(situation)
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


def _fault(name: str, situation: Situation, knowledge: Knowledge) -> Outcome | None:
    """Return what is said where nothing may be called so."""
    message = replace(situation.message, text=name, button="")
    is_command = find_keyword(message) is not None or certain_wish(name, knowledge) is not None
    fault = find_fault(name, knowledge.foods, is_command=is_command)
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
    lines = [*_said_back(kept, situation, after), room_line(gone, texts)]
    pending = situation.conversation.pending
    is_answered = pending is not None and pending.question is Question.OWN_FOOD
    conversation = replace(situation.conversation, pending=None if is_answered else pending)
    return replace(saying(_INTENT, lines, situation), memory=memory, conversation=conversation)


def _said_back(entry: Remembered, situation: Situation, knowledge: Knowledge) -> list[str]:
    texts = knowledge.texts
    if entry.kind is Kind.USUAL:
        slot = texts.say(f"slot_{entry.name}")
        return [texts.say("own_usual_saved", slot=slot, foods=_summary(entry.parts, knowledge))]
    portion = _one(entry, knowledge)
    if portion is None:
        return []
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
