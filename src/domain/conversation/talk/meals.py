"""Logging meals."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from domain.conversation.outcome import Knowledge, Outcome, Situation
from domain.conversation.state import Pending
from domain.conversation.talk.advice import advise
from domain.conversation.talk.after_meal import (
    asked_after,
    diet_conflict,
    remembering,
    waiting,
    without_doubt,
)
from domain.conversation.talk.diary_edits import put
from domain.conversation.talk.meal_doubts import doubt_about
from domain.conversation.talk.replies import (
    allergen_warnings,
    day_line,
    meal_lines,
    question_about,
    range_line,
    saying,
    unchecked,
)
from domain.conversation.talk.stated_energy import StatedOfFoods, read_stated
from domain.conversation.talk.unknown_foods import keep_unread
from domain.conversation.wording import drafted
from domain.events import MealLogged
from domain.identity import MealId, ulid
from domain.meals.company import own_share
from domain.meals.corrected_amounts import read_only_amount
from domain.meals.diary import Meal, Portion
from domain.meals.estimates import may_be_food
from domain.meals.nutrients import Nutrient
from domain.meals.reading import Doubt, MealReading
from domain.meals.slips_of_tongue import without_slips
from domain.meals.unknown_food import words_counted
from domain.memory.kept_readings import read_named, read_told
from domain.messaging.phrases import spoken
from domain.pattern import Pattern
from domain.understanding.intents import Intent
from domain.understanding.time_words import (
    NIGHT_ENDS_HOUR,
    ROUNDED_AHEAD,
    When,
    read_when,
    without_when,
)

LONGEST_TEXT = 2000
"""Characters of a message that are read. Source: own choice; the longest WhatsApp text is 4,096."""
_PLAN = Pattern(
    r" (?:ill|i will|we will|gonna|(?:(?<!was )(?<!were )going|planning|plan|want) to)"
    r" (?:have|eat|make|cook|drink|order|grab) "
    r"|(?<!iba) (?:voy a|vamos a|quiero|pienso|planeo) (?:comer|cenar|desayunar|almorzar|tomar) "
)
_MAY_ASK = Pattern(
    r" (?:can|could|should|may|do|does|is|are|what|whats|how|why|when|which|who)"
    r"(?! (?:you|u|we|ya) ) |(?: puede| pueden| puedo| debo| cual| cuando| por que) "
)
_EATEN = Pattern(
    r" (?:had|ate|eaten|drank|comi|tome|cene|desayune|almorce|merende|bebi"
    r"|acab[oa](?:mos)? de (?:comer|tomar|cenar|desayunar|almorzar|merendar|beber)) "
)


def read(situation: Situation, knowledge: Knowledge, text: str | None = None) -> MealReading:
    """Read what a message names outright: by this it is judged whether it tells a meal at all."""
    told, kept = _told(situation, text, knowledge), knowledge.readings
    return (kept.named if kept else read_named)(told, knowledge.foods)


def heard(situation: Situation, knowledge: Knowledge, text: str | None = None) -> MealReading:
    """Return what a message that tells a meal says was eaten, whatever story is told around it.

    In what may be a question ("can budgies eat grapes") nothing is eaten but what it names alone.
    """
    told, kept = _told(situation, text, knowledge), knowledge.readings
    if _MAY_ASK.match(spoken(told)):
        return read(situation, knowledge, text)
    return (kept.told if kept else read_told)(told, knowledge.foods)


def _told(situation: Situation, text: str | None, knowledge: Knowledge) -> str:
    said = situation.message.text if text is None else text
    own = without_when(own_share(said[:LONGEST_TEXT]), situation.now)
    return without_slips(own, knowledge.foods)


def reads_whole(situation: Situation, knowledge: Knowledge) -> bool:
    """Whether a message is foods and nothing else."""
    reading = read(situation, knowledge)
    return bool(reading.portions) and not reading.unread


def when_eaten(situation: Situation, text: str) -> When:
    """Read when a message says it was, in the user's zone."""
    return read_when(text[:LONGEST_TEXT], situation.now)


def meal_of(
    situation: Situation, reading: MealReading, text: str, unread: tuple[Portion, ...] = ()
) -> Meal:
    """Return the meal a reading makes, with what is kept of the unread; its id is the message's."""
    message = situation.message
    when = when_eaten(situation, text)
    return Meal(
        meal_id=MealId(ulid(message.received_at, f"meal:{message.message_sid}")),
        eaten_at=instant_of(when, situation),
        day=when.day,
        slot=reading.slot,
        portions=reading.portions + unread,
    )


def log_meal(situation: Situation, knowledge: Knowledge, text: str | None = None) -> Outcome:
    """Record the foods a message names and say what was understood.

    A food nobody knows is recorded as an estimate. Where no words may be food nothing is recorded:
    the coach asks. What is not eaten yet, or may be a question, is not recorded either.
    """
    said = situation.message.text if text is None else text
    stated = stated_of_foods(said, situation, knowledge)
    reading = stated.reading if stated else heard(situation, knowledge, said)
    said = stated.rest if stated else said
    texts = knowledge.texts
    is_of_food = bool(reading.portions or reading.unread)
    if is_of_food and (_is_plan(said) or is_ahead(when_eaten(situation, said), situation)):
        return saying(Intent.LOG_MEAL, [texts.say("not_eaten_yet")], situation)
    unread = keep_unread(reading, knowledge)
    is_estimated = any(portion.estimate for portion in unread) and not may_ask(said)
    if not (reading.portions or is_estimated):
        warnings = allergen_warnings(situation, knowledge, unread, reading.heard)
        questions = [question_about(part, texts) for part in reading.unread[:1]]
        if read_only_amount(said, knowledge.foods):
            return saying(Intent.LOG_MEAL, [texts.say("amount_alone")], situation)
        lines = [*warnings, *(questions or [texts.say("fallback")])]
        outcome = saying(Intent.LOG_MEAL, lines, situation)
        pending = waiting(reading.unread[0], situation) if reading.unread else None
        return outcome if pending is None else _awaiting(outcome, pending)
    meal = meal_of(situation, reading, said, unread)
    return record(situation, knowledge, meal, reading, said, stated.line if stated else "")


def stated_of_foods(said: str, situation: Situation, knowledge: Knowledge) -> StatedOfFoods | None:
    """Return what a message tells that is foods and their energy: "had pizza, 500 kcal".

    Where it says that something was eaten a story is looked through for it.
    """
    is_eaten = _EATEN.search(spoken(said)) is not None

    def read_part(text: str) -> MealReading:
        told = read(situation, knowledge, text)
        return heard(situation, knowledge, text) if told.unread and is_eaten else told

    return read_stated(said[:LONGEST_TEXT], read_part, knowledge, may_be_unknown=is_eaten)


def may_be_unknown(situation: Situation, knowledge: Knowledge) -> bool:
    """Whether what a message tells may be a meal of foods nobody knows, and asks nothing."""
    reading = read(situation, knowledge)
    may_be = any(may_be_food(part.text, knowledge.foods) for part in reading.unread)
    return may_be and not may_ask(situation.message.text)


def may_ask(text: str) -> bool:
    """Whether a message may be a question."""
    return _MAY_ASK.match(spoken(text)) is not None or text.rstrip().endswith("?")


def record(
    situation: Situation,
    knowledge: Knowledge,
    meal: Meal,
    reading: MealReading,
    said: str = "",
    note: str = "",
) -> Outcome:
    """Put a meal into the diary and say it, with a note of how it was read."""
    texts = knowledge.texts
    change = put(without_doubt(situation.conversation), meal, None)
    warnings = allergen_warnings(situation, knowledge, meal.portions, reading.heard)
    is_unknown = any(portion.food_id is None for portion in meal.portions)
    is_busy = bool(warnings or is_unknown or diet_conflict(situation, knowledge, meal))
    told = _told(situation, said, knowledge) if said else ""
    doubt = None if is_busy else doubt_about(meal, told, situation, knowledge)
    is_busy = is_busy or doubt is not None
    advice, conversation = advise(change, meal, situation, knowledge, is_busy=is_busy)
    asked = asked_after(meal, reading, None if advice else doubt, situation, knowledge)
    lines = [
        *meal_lines("meal_head", meal, texts),
        note,
        *warnings,
        *unchecked(situation, knowledge, meal.portions),
        day_line(change.day(situation, meal.day), situation.today, situation.targets, texts),
        texts.say("too_long", limit=LONGEST_TEXT) if len(said) > LONGEST_TEXT else "",
        advice or asked.line,
    ]
    spare = "" if situation.profile.cautions else advice
    return Outcome(
        intent=Intent.LOG_MEAL,
        profile=situation.profile,
        conversation=remembering(asked, conversation, situation.message.received_at),
        draft=drafted(lines, asked.buttons, (range_line(meal, texts), spare)),
        events=(logged(meal, len(warnings)),),
        added=change.added,
        removed=change.removed,
        unknown_foods=_counted(reading, situation, knowledge),
    )


def _counted(reading: MealReading, situation: Situation, knowledge: Knowledge) -> tuple[str, ...]:
    """Return the words of the foods a message told that nobody knows."""
    texts = (part.text for part in reading.unread if part.doubt is Doubt.UNKNOWN_FOOD)
    return words_counted(texts, knowledge.foods, situation.profile.name)


def _awaiting(outcome: Outcome, pending: Pending) -> Outcome:
    return replace(outcome, conversation=replace(outcome.conversation, pending=pending))


def logged(meal: Meal, warnings: int) -> MealLogged:
    """Return the event of a meal."""
    energy = meal.totals[Nutrient.ENERGY]
    return MealLogged(
        meal_id=meal.meal_id,
        day=meal.day,
        energy_kcal=energy.amount,
        foods=len(meal.portions),
        uncounted_foods=energy.uncounted,
        allergen_warnings=warnings,
        estimated_foods=energy.estimated,
    )


def instant_of(when: When, situation: Situation, otherwise: datetime | None = None) -> datetime:
    """Return when a meal was eaten: at the time said, else at the hour of `otherwise` or of now.

    After midnight belongs to the evening before: "last night at 1" is an hour of today.
    """
    zone = ZoneInfo(situation.profile.zone)
    hour = (otherwise or situation.message.received_at).astimezone(zone).time()
    at = _at(when.day, when.clock or hour, zone)
    later = _at(when.day + timedelta(days=1), when.clock or hour, zone)
    is_night = (when.clock or hour).hour < NIGHT_ENDS_HOUR
    if is_night and later <= situation.message.received_at:
        return later
    return at if when.clock else min(at, situation.message.received_at)


def _at(day: date, clock: time, zone: ZoneInfo) -> datetime:
    return datetime.combine(day, clock, zone).astimezone(UTC)


def is_ahead(when: When, situation: Situation) -> bool:
    """Whether a time is still to come: tomorrow, or this evening at 8 when it is noon."""
    if when.is_future or when.clock is None:
        return when.is_future
    return instant_of(when, situation) > situation.message.received_at + ROUNDED_AHEAD


def _is_plan(text: str) -> bool:
    said = spoken(text[:LONGEST_TEXT])
    return _PLAN.search(said) is not None and not _EATEN.search(said)
