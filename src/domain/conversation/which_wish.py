"""What a message that answers nothing wants: one wish, the first of several, or a question."""

import re
from dataclasses import dataclass, replace

from domain.conversation.outcome import Knowledge, Outcome, Situation
from domain.conversation.recent_meal_words import wish_of_recent_meal
from domain.conversation.state import QUESTION_STANDS, Pending, Question, RememberedMeal
from domain.conversation.talk import meals
from domain.conversation.talk.about_you import forget
from domain.conversation.talk.foods import asks_of_food
from domain.conversation.talk.replies import say
from domain.conversation.wishes import act, is_granted, is_of_someone_else
from domain.conversation.wording import drafted, listed, quoted
from domain.meals.correction_words import is_plain_meal
from domain.meals.naming import foods_named_in
from domain.meals.strange_words import is_strange_word
from domain.meals.vocabulary import canonical_words
from domain.messaging.phrases import spoken
from domain.messaging.reply import Draft
from domain.messaging.text import simplify, words
from domain.pattern import Pattern
from domain.profile.facts import read_facts
from domain.profile.tastes import without_chores
from domain.understanding.decide import RED_FLAG, By, Decision, decide
from domain.understanding.intents import Intent
from domain.understanding.time_words import without_when

LONGEST_LIST = 500
"""Characters in which several wishes are looked for. Source: own choice, three SMS."""
_MOST_PARTS = 5
_PLAIN = 0.6  # confidence of a part that counts as a wish of its own. Source: own choice
_KEPT_TEXT = 500  # characters of a message that waits for the answer to "which one?"
_MOST_OFFERED = 2
_SHORT_REQUEST = 4  # words
_SHORT_REPORT = 7  # words
_MEAL = Intent.LOG_MEAL
_MISTAKEN_FOR_MEALS = frozenset(
    {Intent.CORRECT_MEAL, Intent.RATE_MEAL, Intent.SCORE_FOOD, Intent.SET_PROFILE}
    | {Intent.CONFIRM, Intent.DECLINE}
    | {Intent.SUGGEST_MEAL, Intent.SWAP_MEAL, Intent.SHOPPING_LIST, Intent.RECIPE}
)
"""What a classifier may take a bare list of foods for."""
_MISTAKEN_FOR_FACTS = frozenset(
    {Intent.CORRECT_MEAL, Intent.UNDO, Intent.RATE_MEAL, Intent.RECIPE, Intent.LOG_MEAL}
    | {Intent.CONFIRM, Intent.DECLINE, Intent.GREET, Intent.HELP, Intent.ASK_INSIGHTS}
    | {Intent.SCORE_FOOD, Intent.EXPORT_DATA, Intent.SET_PROFILE, Intent.OUT_OF_SCOPE}
    | {Intent.LOG_SYMPTOM, Intent.ASK_DAY, Intent.REPEAT_MEAL, Intent.LOG_WEIGHT}
)
"""What a classifier may take a fact about the sender for."""
_EATEN = Pattern(r" (?:had|ate|drank|comi|tome|cene|desayune|almorce|bebi) ")
_LONGEST_FACT = 9  # words
_FOOD_WORDS = (1, 2, 3)  # most names of foods are no longer
_PLAIN_TEXT = Pattern(r"[\w\s.,;:'\"()&+/%½¼¾×-]+!?")  # no thumbs, no stars
_ASKING = Pattern(r"(?:is|are|can|could|should|again|otra vez)\b", re.IGNORECASE)
_BUTTONS = {
    "button_undo": Intent.UNDO,
    "button_day": Intent.ASK_DAY,
    "button_plan": Intent.PLAN_WEEK,
    "button_list": Intent.SHOPPING_LIST,
    "button_recipe": Intent.RECIPE,
}
_DEPENDS_ON_QUESTION = frozenset({Intent.CONFIRM, Intent.DECLINE})
_OF_THE_DIARY = frozenset(
    {Intent.LOG_MEAL, Intent.CORRECT_MEAL, Intent.UNDO, Intent.REPEAT_MEAL, Intent.LOG_WEIGHT}
)
_TOLD_OF_A_DAY = frozenset(
    {Intent.LOG_MEAL, Intent.ASK_DAY, Intent.CORRECT_MEAL, Intent.REPEAT_MEAL, Intent.RATE_MEAL}
)
"""What a classifier may take a sentence for that only goes on with the story of what was eaten."""
_STORY = 25  # words at least, more than a list of wishes has. Source: own choice
_FOODS_OF_STORY = 3
_OF_WHAT_WAS_EATEN = Pattern(
    r"(?:is|are|was|were) (?:that|this|it|these|those|they|my \w+) "
    r"|(?:eso|esto) (?:es|era|fue) .*\?"
)
_SMALL_TALK = frozenset(
    {
        Intent.GREET,
        Intent.THANKS,
        Intent.HELP,
        Intent.CONFIRM,
        Intent.DECLINE,
        Intent.OUT_OF_SCOPE,
        Intent.RED_FLAG,
        Intent.START,
        Intent.STOP,
    }
)
_BESIDE_A_MEAL = frozenset({Intent.OUT_OF_SCOPE, Intent.RED_FLAG})
"""What is said with a meal without being a wish; danger that is one was answered before."""
_MANNERS = frozenset({Intent.GREET, Intent.THANKS})
_BETWEEN_WISHES = Pattern(
    r"(?<=[.!?;])\s+|\n+|,?\s+(?:and also|and then|also|then|y también|y luego|además)\s+"
    r"|,?\s+(?:and|y)\s+(?=(?:how|what|which|can you|could you|show|remind|plan|give me"
    r"|cu[aá]nt[ao]s?|c[oó]mo|qu[eé]|mu[eé]strame|recu[eé]rdame)\b)",
    re.IGNORECASE,
)


_WELL_KNOWN = "en"
_ASKING_FOR_MEAL = (
    "ready", "greet", "welcome_back", "day_empty", "meal_again", "only_signs", "nothing_said",
    "nothing_asked", "attached_photo", "attached_voice", "attached_sticker",
)  # fmt: skip
"""Texts that ask what was eaten."""
_ORDERS_WEEK = Pattern(
    r"(?:(?:please|pls|can you|could you|hey|por favor),? )*"
    r"(?:plan|planea|planifica) (?:(?:me|my|our|the|next|mi|la|nuestra) )*(?:week|semana)\b"
    r"(?!.*\b(?:had|ate|drank|log|logged|comi|cene|desayune|almorce|bebi)\b)"
)
"""Whatever follows ("I hate washing up, invent a dinner") says what the week should be like."""

_JOINING = Pattern(r"\A(?:(?:and|also|then|y|también|además|luego)\s+)+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Wish:
    """What a message wants, and whether that is sure; `text` says it."""

    intent: Intent
    text: str
    runner_up: Intent | None = None
    confidence: float = 1.0
    is_sure: bool = True


def grant(situation: Situation, knowledge: Knowledge) -> Outcome:
    """Do what a message wants, ask where that is in doubt, and do the first of several wishes."""
    if several := _several(situation, knowledge):
        return _first_of(several, situation, knowledge)
    wish = find_wish(situation, knowledge)
    if wish.intent not in _OF_THE_DIARY and (outcome := forget(situation, knowledge)):
        return outcome
    if wish.is_sure:
        return act(wish.intent, situation, knowledge)
    return _ask_which(wish, situation, knowledge)


def find_wish(situation: Situation, knowledge: Knowledge) -> Wish:
    """Return what a message wants: what was read of its words overrules a doubtful guess."""
    text = situation.message.text
    if certain := certain_wish(text, knowledge):
        return Wish(certain, text)
    decision = _decided(text, situation.conversation.last_said, knowledge)
    if decision.by is By.RULES:
        return Wish(Intent(decision.intent), text)
    if is_strange_word(text, knowledge.foods):
        return Wish(_MEAL, text, is_sure=_awaits_meal(situation, knowledge))
    read = _read(decision, situation, knowledge)
    if read is not None:
        return Wish(read, text)
    return Wish(
        intent=Intent(decision.intent),
        text=text,
        runner_up=Intent(decision.runner_up) if decision.runner_up else None,
        confidence=decision.confidence,
        is_sure=decision.is_sure,
    )


def _awaits_meal(situation: Situation, knowledge: Knowledge) -> bool:
    """Whether the coach just asked what was eaten: one word nobody knows is an answer then.

    At any other time it may as well be a name, a medicine or another language, and is asked about;
    always where words of other talk are hardly known, in all languages but English.
    """
    if situation.profile.language != _WELL_KNOWN:
        return False
    said = situation.conversation.last_said
    return any(knowledge.texts.say(key).partition("\n")[0] in said for key in _ASKING_FOR_MEAL)


def _decided(text: str, context: str, knowledge: Knowledge) -> Decision:
    """Decide with what the coach said last, and without it where that leaves doubt."""
    text = without_chores(text)
    decision = decide(text, context, knowledge.tools)
    if decision.is_sure:
        return decision
    alone = decide(text, "", knowledge.tools)
    return alone if alone.is_sure and alone.intent != RED_FLAG else decision


def certain_wish(text: str, knowledge: Knowledge) -> Intent | None:
    """Return what a button or a fixed phrase means, whatever was said before."""
    said, typed = spoken(text), simplify(text)
    for key, intent in _BUTTONS.items():
        if typed == simplify(knowledge.texts.say(key)):
            return intent
    if _sets_speech(text, knowledge):
        return Intent.SET_PROFILE
    if orders_week(text):
        return Intent.PLAN_WEEK
    ruled = (Intent(intent) for intent, phrase in knowledge.tools.rules if phrase.is_in(said))
    return next((intent for intent in ruled if intent not in _DEPENDS_ON_QUESTION), None)


def orders_week(text: str) -> bool:
    """Whether a message begins by ordering a week, whatever follows of what it should be like."""
    return _ORDERS_WEEK.match(simplify(text)) is not None


def _sets_speech(text: str, knowledge: Knowledge) -> bool:
    """Whether a short message sets how to talk: "in Spanish", "show me kJ", "I'm in Tokyo"."""
    facts = read_facts(text, knowledge.cities)
    if facts.place:
        return len(words(text)) <= _SHORT_REPORT
    is_asked = bool(facts.language or facts.energy_unit) or facts.uses_pounds is not None
    return is_asked and not facts.mass_kg and len(words(text)) <= _SHORT_REQUEST


def _read(decision: Decision, situation: Situation, knowledge: Knowledge) -> Intent | None:
    """Return what the words themselves tell; None where the guess stands."""
    intent, text = Intent(decision.intent), situation.message.text
    doubtful = not decision.is_sure or intent in _BESIDE_A_MEAL
    if is_of_someone_else(text, knowledge) and (doubtful or intent is Intent.SET_PROFILE):
        return Intent.LOG_MEAL  # whose it is, is said there
    may_ask = doubtful or intent in {Intent.LOG_MEAL, Intent.SCORE_FOOD}
    if may_ask and asks_of_food(text, knowledge):
        return Intent.ASK_NUTRITION
    if of_recent := wish_of_recent_meal(situation, knowledge):
        return of_recent
    is_meal = _tells_meal(situation, knowledge) or _tells_eaten(intent, situation, knowledge)
    if is_meal and (intent is _MEAL or intent in _MISTAKEN_FOR_MEALS):
        return None if intent is Intent.CORRECT_MEAL and _amends(situation, knowledge) else _MEAL
    told = _told_of_self(intent, situation, knowledge, doubtful=doubtful)
    if told or (not doubtful and intent is not Intent.SET_PROFILE):
        return told  # a fact about oneself that tells none is in doubt as well
    is_meal = is_meal or _names_foods_alone(situation, knowledge)
    is_meal = is_meal or (intent is _MEAL and meals.may_be_unknown(situation, knowledge))
    return _MEAL if is_meal else None


def _told_of_self(
    intent: Intent, situation: Situation, knowledge: Knowledge, *, doubtful: bool
) -> Intent | None:
    """Return what a message tells of its sender, where the guess may be mistaken."""
    text = situation.message.text
    facts = read_facts(text, knowledge.cities)
    if not facts.is_empty and _OF_WHAT_WAS_EATEN.match(simplify(text)):
        return Intent.SCORE_FOOD  # "was that healthy" sets no goal
    if facts.is_of_household_alone:
        if meals.may_ask(text):
            return Intent.SCORE_FOOD  # "is this ok for my wife"
        if _EATEN.search(spoken(text)):
            return Intent.LOG_MEAL  # "I had what my wife had"
    tells_facts = _tells_of_self(situation, knowledge)
    if tells_facts and intent in _MISTAKEN_FOR_FACTS:
        return tells_facts
    may_tell = doubtful or intent is Intent.SET_PROFILE
    if may_tell and not facts.is_empty:
        return tells_facts or Intent.SET_PROFILE
    return None


def _names_food(text: str, knowledge: Knowledge) -> bool:
    """Whether any words of a text are a food, whatever is said of it."""
    said = canonical_words(text[:LONGEST_LIST])
    spans = ((start, start + length) for start in range(len(said)) for length in _FOOD_WORDS)
    return any(knowledge.foods.find(said[start:end]) for start, end in spans)


def _tells_of_self(situation: Situation, knowledge: Knowledge) -> Intent | None:
    """Return what a short message that names no food tells of its sender: a weight, or a fact."""
    text = situation.message.text
    facts = read_facts(text, knowledge.cities)
    names_food = _names_food(text, knowledge) and not _tells_taste(situation, knowledge)
    is_short = len(words(text)) <= _LONGEST_FACT and not text.rstrip().endswith("?")
    if facts.is_empty or names_food or not is_short:
        return None
    alone = facts.mass_kg is not None and replace(facts, mass_kg=None, uses_pounds=None).is_empty
    return Intent.LOG_WEIGHT if alone else Intent.SET_PROFILE


def _tells_taste(situation: Situation, knowledge: Knowledge) -> bool:
    """Whether somebody tells what they like: no meal, whatever food it names."""
    return bool(read_facts(situation.message.text, knowledge.cities).likes)


def _names_foods_alone(situation: Situation, knowledge: Knowledge) -> bool:
    """Whether every word of a message is a food or belongs to one, and nothing is asked."""
    is_question = situation.message.text.rstrip().endswith("?")
    return not is_question and meals.reads_whole(situation, knowledge)


def _tells_meal(situation: Situation, knowledge: Knowledge) -> bool:
    """Whether a message plainly tells a meal: foods, amounts, nothing changed, praised or asked."""
    text = situation.message.text
    if not _PLAIN_TEXT.fullmatch(text) or _ASKING.match(text):
        return False
    if _tells_taste(situation, knowledge):
        return False
    is_plain = is_plain_meal(without_when(text, situation.now))
    no_meal_yet = not situation.conversation.recent
    return (is_plain or no_meal_yet) and _names_foods_alone(situation, knowledge)


def _tells_eaten(intent: Intent, situation: Situation, knowledge: Knowledge) -> bool:
    """Whether somebody who seems to wish for a meal tells one: "I'm starving, had 3 tacos"."""
    text = situation.message.text
    is_told = _EATEN.search(spoken(text)) is not None and not text.rstrip().endswith("?")
    return (
        intent is Intent.SUGGEST_MEAL
        and is_told
        and bool(meals.read(situation, knowledge).portions)
    )


def _amends(situation: Situation, knowledge: Knowledge) -> bool:
    """Whether a meal is the latest one with another amount: "3 eggs" after "2 eggs"."""
    told = {p.food_id: p.mass_g for p in meals.read(situation, knowledge).portions}
    latest = {p.food_id: p.mass_g for meal in _latest(situation) for p in meal.portions}
    return told.keys() <= latest.keys() and any(latest[food] != told[food] for food in told)


def _latest(situation: Situation) -> tuple[RememberedMeal, ...]:
    return situation.conversation.recent[-1:]


def _several(situation: Situation, knowledge: Knowledge) -> list[Wish]:
    """Return the wishes of a message that has more than one, in the order said."""
    text = situation.message.text
    parts = [_JOINING.sub("", part).strip() for part in _BETWEEN_WISHES.split(text)]
    parts = [part for part in parts if part]
    if len(text) > LONGEST_LIST or not 1 < len(parts) <= _MOST_PARTS:
        return []
    found = [find_wish(_saying(part, situation), knowledge) for part in parts]
    plain = [each for each in found if each.is_sure and each.confidence >= _PLAIN]
    wishes = [each for each in plain if each.intent not in _SMALL_TALK]
    if any(each.intent is _MEAL for each in wishes):  # a sigh before it is no opinion on a dish
        wishes = [each for each in wishes if not _rates_nothing(each, knowledge)]
    if {each.intent for each in wishes} <= _TOLD_OF_A_DAY and _is_story(situation, knowledge):
        return [Wish(_MEAL, text)]
    is_greeted = any(each.intent in _MANNERS for each in found)
    is_beside = any(each.is_sure and each.intent in _BESIDE_A_MEAL for each in found)
    if is_beside and [each.intent for each in wishes] == [_MEAL]:  # the rest is no wish to grant
        return wishes
    return wishes if len({each.intent for each in wishes}) > 1 or is_greeted else []


def _rates_nothing(wish: Wish, knowledge: Knowledge) -> bool:
    return wish.intent is Intent.RATE_MEAL and not foods_named_in(wish.text, knowledge.foods)


def _is_story(situation: Situation, knowledge: Knowledge) -> bool:
    """Whether a long message tells what was eaten and asks for nothing: all of it is the meal."""
    text = situation.message.text
    is_told = len(words(text)) >= _STORY and "?" not in text and _EATEN.search(spoken(text))
    return bool(is_told) and len(meals.heard(situation, knowledge).portions) >= _FOODS_OF_STORY


def _saying(text: str, situation: Situation) -> Situation:
    return replace(situation, message=replace(situation.message, text=text))


def _first_of(wishes: list[Wish], situation: Situation, knowledge: Knowledge) -> Outcome:
    """Do the first wish that can be done and name the others.

    How the day stands is said after a meal anyway; what cannot be done yet is said to be so.
    """
    first = next((each for each in wishes if is_granted(each.intent)), wishes[0])
    same = " ".join(each.text for each in wishes if each.intent is first.intent)
    outcome = act(first.intent, _saying(same, situation), knowledge)
    told = {first.intent} | ({Intent.ASK_DAY} if first.intent in _OF_THE_DIARY else set())
    rest = [each for each in wishes if each.intent not in told]
    if not rest or (outcome.draft is None and outcome.order is None):
        return outcome
    texts, draft = knowledge.texts, outcome.draft or Draft("")
    others = tuple(f'"{quoted(each.text)}"' for each in rest if is_granted(each.intent))
    never = dict.fromkeys(each.intent for each in rest if not is_granted(each.intent))
    lines = [draft.text, *(texts.say(f"not_yet_{intent}") for intent in never)]
    lines += [texts.say("one_at_a_time", wishes=listed(others, texts))] if others else []
    return replace(outcome, draft=drafted(lines, draft.buttons))


def _ask_which(wish: Wish, situation: Situation, knowledge: Knowledge) -> Outcome:
    """Ask which of the likeliest wishes is meant; the message waits for the answer."""
    names_food = bool(meals.read(situation, knowledge).portions)
    if wish.intent in _SMALL_TALK and not names_food:
        return act(wish.intent, situation, knowledge)
    guesses = (Intent.LOG_MEAL if names_food else None, wish.intent, wish.runner_up)
    likely = dict.fromkeys(each for each in guesses if each and each not in _SMALL_TALK)
    offered = tuple(likely)[:_MOST_OFFERED]
    texts, at = knowledge.texts, situation.message.received_at
    labels = (*(texts.say(f"choice_{each}") for each in offered), texts.say("choice_other"))
    kept = (wish.text[:_KEPT_TEXT], *(each.value for each in offered))
    pending = Pending(Question.WHICH_INTENT, at + QUESTION_STANDS, kept)
    return Outcome(
        intent=wish.intent,
        profile=situation.profile,
        conversation=replace(situation.conversation, pending=pending),
        draft=drafted([texts.say("which_wish")], labels),
    )


def answer_which(pending: Pending, situation: Situation, knowledge: Knowledge) -> Outcome | None:
    """Take a choice as the answer to "which one?" and do that with the message it was about."""
    said, texts = simplify(situation.message.text), knowledge.texts
    text, *offered = pending.choices
    for intent in offered:
        if said == simplify(texts.say(f"choice_{intent}")):
            return act(Intent(intent), _saying(text, situation), knowledge)
    if said == simplify(texts.say("choice_other")):
        return say(Intent.DECLINE, "other_words", situation, knowledge)
    return None
