"""Logging meals."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from domain.conversation.outcome import Knowledge, Outcome, Situation
from domain.conversation.state import QUESTION_STANDS, Conversation, Pending, Question
from domain.conversation.talk.advice import advise
from domain.conversation.talk.diary_edits import put
from domain.conversation.talk.replies import (
    allergen_warnings,
    day_line,
    meal_lines,
    question_about,
    range_line,
    saying,
    shown_food,
    unchecked,
)
from domain.conversation.talk.unknown_foods import choices_for, keep_unread, question_for
from domain.conversation.wording import ReplyTexts, drafted
from domain.events import MealLogged
from domain.identity import MealId, ulid
from domain.meals.company import own_share
from domain.meals.corrected_amounts import read_only_amount
from domain.meals.diary import Meal, Portion
from domain.meals.estimates import may_be_food
from domain.meals.nutrients import Nutrient
from domain.meals.reading import Doubt, MealReading, Unread
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
_EATEN = Pattern(r" (?:had|ate|eaten|drank|comi|tome|cene|desayune|almorce|bebi) ")


def read(situation: Situation, knowledge: Knowledge, text: str | None = None) -> MealReading:
    """Read what a message names outright: by this it is judged whether it tells a meal at all."""
    told, kept = _told(situation, text), knowledge.readings
    return (kept.named if kept else read_named)(told, knowledge.foods)


def heard(situation: Situation, knowledge: Knowledge, text: str | None = None) -> MealReading:
    """Return what a message that tells a meal says was eaten, whatever story is told around it.

    In what may be a question ("can budgies eat grapes") nothing is eaten but what it names alone.
    """
    told, kept = _told(situation, text), knowledge.readings
    if _MAY_ASK.match(spoken(told)):
        return read(situation, knowledge, text)
    return (kept.told if kept else read_told)(told, knowledge.foods)


def _told(situation: Situation, text: str | None) -> str:
    said = situation.message.text if text is None else text
    return without_when(own_share(said[:LONGEST_TEXT]), situation.now)


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
    reading = heard(situation, knowledge, said)
    texts = knowledge.texts
    is_of_food = bool(reading.portions or reading.unread)
    if is_of_food and (_is_plan(said) or is_ahead(when_eaten(situation, said), situation)):
        return saying(Intent.LOG_MEAL, [texts.say("not_eaten_yet")], situation)
    unread = keep_unread(reading, knowledge)
    is_estimated = any(portion.estimate for portion in unread) and not _may_ask(said)
    if not (reading.portions or is_estimated):
        warnings = allergen_warnings(situation, knowledge, unread, reading.heard)
        questions = [question_about(part, texts) for part in reading.unread[:1]]
        if read_only_amount(said, knowledge.foods):
            return saying(Intent.LOG_MEAL, [texts.say("amount_alone")], situation)
        lines = [*warnings, *(questions or [texts.say("fallback")])]
        return _awaiting(saying(Intent.LOG_MEAL, lines, situation), reading, situation)
    meal = meal_of(situation, reading, said, unread)
    return record(situation, knowledge, meal, reading, said)


def may_be_unknown(situation: Situation, knowledge: Knowledge) -> bool:
    """Whether what a message tells may be a meal of foods nobody knows, and asks nothing."""
    reading = read(situation, knowledge)
    may_be = any(may_be_food(part.text, knowledge.foods) for part in reading.unread)
    return may_be and not _may_ask(situation.message.text)


def _may_ask(text: str) -> bool:
    return _MAY_ASK.match(spoken(text)) is not None or text.rstrip().endswith("?")


def record(
    situation: Situation, knowledge: Knowledge, meal: Meal, reading: MealReading, said: str = ""
) -> Outcome:
    """Put a meal into the diary and say it."""
    texts = knowledge.texts
    change = put(situation.conversation, meal, None)
    warnings = allergen_warnings(situation, knowledge, meal.portions, reading.heard)
    conflict = _diet_conflict(situation, knowledge, meal)
    is_busy = bool(warnings or reading.unread or conflict)
    advice, conversation = advise(change, meal, situation, knowledge, is_busy=is_busy)
    choices = _choices(meal, reading, knowledge)
    lines = [
        *meal_lines("meal_head", meal, texts),
        *warnings,
        *unchecked(situation, knowledge, meal.portions),
        day_line(change.day(situation, meal.day), situation.today, situation.targets, texts),
        texts.say("too_long", limit=LONGEST_TEXT) if len(said) > LONGEST_TEXT else "",
        advice or _one_question(conflict, reading, meal, choices, situation, texts),
    ]
    spare = "" if situation.profile.cautions else advice
    outcome = Outcome(
        intent=Intent.LOG_MEAL,
        profile=situation.profile,
        conversation=_asked_once(conversation, conflict, situation),
        draft=drafted(lines, _buttons(conflict, choices, texts), (range_line(meal, texts), spare)),
        events=(logged(meal, len(warnings)),),
        added=change.added,
        removed=change.removed,
        unknown_foods=_counted(reading, situation, knowledge),
    )
    return outcome if conflict else _awaiting(outcome, reading, situation, meal.meal_id, choices)


def _choices(meal: Meal, reading: MealReading, knowledge: Knowledge) -> tuple[str, ...]:
    """Return what the first part that was not read may be, where it is kept as an estimate."""
    if not reading.unread or _kept_as(reading.unread[0], meal).estimate is None:
        return ()
    return choices_for(reading.unread[0], knowledge)


def _kept_as(part: Unread, meal: Meal) -> Portion:
    return next(portion for portion in meal.portions if portion.text == part.text)


def _buttons(
    conflict: tuple[str, str] | None, choices: tuple[str, ...], texts: ReplyTexts
) -> tuple[str, ...]:
    if conflict:
        return texts.say("button_yes"), texts.say("button_no")
    undo = texts.say("button_undo")
    return (*choices, undo) if choices else (undo, texts.say("button_day"))


def _counted(reading: MealReading, situation: Situation, knowledge: Knowledge) -> tuple[str, ...]:
    """Return the words of the foods a message told that nobody knows."""
    texts = (part.text for part in reading.unread if part.doubt is Doubt.UNKNOWN_FOOD)
    return words_counted(texts, knowledge.foods, situation.profile.name)


def _one_question(
    conflict: tuple[str, str] | None,
    reading: MealReading,
    meal: Meal,
    choices: tuple[str, ...],
    situation: Situation,
    texts: ReplyTexts,
) -> str:
    """Return the one thing that is asked after a meal: the diet, an open part, if all is right.

    Empty where a question of the first conversation follows.
    """
    if conflict:
        diet, food = conflict
        return texts.say("diet_conflict", food=food, diet=texts.say(f"diet_{diet}"))
    if reading.unread:
        part = reading.unread[0]
        return question_for(part, _kept_as(part, meal), choices, texts)
    profile = situation.profile
    asks_next = profile.allergies is None or profile.goal is None
    return "" if asks_next else texts.say("how_to_correct")


def _awaiting(
    outcome: Outcome,
    reading: MealReading,
    situation: Situation,
    meal_id: str = "",
    choices: tuple[str, ...] = (),
) -> Outcome:
    """Let the question about the first part that could not be weighed wait for its answer."""
    if not reading.unread:
        return outcome
    part = reading.unread[0]
    expires_at = situation.message.received_at + QUESTION_STANDS
    kept = (part.text, part.doubt.value, meal_id, *choices)
    pending = Pending(Question.OPEN_PART, expires_at, kept)
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


def _diet_conflict(
    situation: Situation, knowledge: Knowledge, meal: Meal
) -> tuple[str, str] | None:
    """Return a diet and a food that does not go with it, if that was never asked about."""
    for diet in sorted(situation.profile.diets & {"vegan", "vegetarian"}):
        if f"conflict_{diet}" in situation.conversation.asked:
            continue
        for portion in meal.portions:
            food = knowledge.foods.food(portion.food_id)
            if food and diet not in food.tags:
                return diet, shown_food(portion, knowledge.texts)[0]
    return None


def _asked_once(
    conversation: Conversation, conflict: tuple[str, str] | None, situation: Situation
) -> Conversation:
    if conflict is None:
        return conversation
    expires_at = situation.message.received_at + QUESTION_STANDS
    return replace(
        conversation,
        asked=(*conversation.asked, f"conflict_{conflict[0]}"),
        pending=Pending(Question.DIET_CONFLICT, expires_at, (conflict[0],)),
    )
