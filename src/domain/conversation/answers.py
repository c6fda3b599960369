"""Answers to what the coach asked, as long as the question stands."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from domain.conversation.keeping_foods import answer_odd
from domain.conversation.outcome import Knowledge, Outcome, Situation
from domain.conversation.recipe_doors import answer_recipe
from domain.conversation.state import Pending, Question
from domain.conversation.talk.about_you import keep_facts, keep_sure_facts
from domain.conversation.talk.allergies import answer_which as answer_which_allergy
from domain.conversation.talk.allergies import without
from domain.conversation.talk.clearing import cleared
from domain.conversation.talk.edits import answer_which as answer_which_food
from domain.conversation.talk.grown_up import born_age
from domain.conversation.talk.kitchen_doors import loosen, take_out
from domain.conversation.talk.open_parts import answer_part
from domain.conversation.talk.replies import say
from domain.conversation.talk.targets import BODY_QUESTIONS, asking
from domain.conversation.talk.weight import OF_THE_SCALE, log_weight
from domain.conversation.which_wish import answer_which as answer_which_wish
from domain.conversation.wording import listed
from domain.events import AllergiesChanged, ProfileChanged
from domain.messaging.text import simplify, words
from domain.pattern import Pattern
from domain.profile.facts import Facts, read_facts
from domain.profile.measures import (
    MassUnit,
    find_age_years,
    find_height_cm,
    find_mass_kg,
    find_sex,
)
from domain.safety.allergens import Allergy
from domain.understanding.intents import Intent

_YES = frozenset(
    words(
        "yes yep yeah yup yea y ok okay sure si vale claro correct confirm confirmed remove"
        " absolutely definitely affirmative confirmo correcto"
    )
)
_NO = frozenset(words("no nope nah not don't dont keep never cancel n nunca cancela sigue"))
_BESIDE = frozenset(
    words(
        "please thanks thank you it that them do go ahead i'm i am im it's is of course por favor"
        " gracias lo la los las eso mi quitala quitalo borrala that's right still allergic warning"
        " me mind a the way soy alergico alergica todavia diet my anymore more longer lol haha"
        " wait actually espera vegan vegetarian vegano vegana vegetariano vegetariana"
    )
)
_ABOUT = (
    r"(?:about|around|like|roughly|approx(?:imately)?|maybe|it'?s|its|is|i'?m|im|i am|i weigh|weigh"
    r"|ish|peso|mido|tengo|unos|como|soy|exactly|almost|nearly|casi|my|mi|weight|height|age|estatura"
    r"|edad|son|just|over|under|~)"
)
_SPOKEN_NUMBER = Pattern(
    rf"(?:{_ABOUT} )*~?(?P<bare>\d{{1,3}}(?:[.,]\d{{1,2}})?)(?: ?-?ish)?(?: {_ABOUT})*[.!]?"
)
_SPOKEN_SEX = Pattern(
    r"(?:(?:i'?m|im|i am|am|soy|a|una?|the|biologically|assigned) )*"
    r"(?:f|m|h|(?:fe)?male|(?:wo)?man|girl|boy|guy|lady|mujer|hombre|chic[ao]|femenino|masculino)"
    r"(?: (?:please|por favor))?[.!]?"
)
_UNIT = Pattern(
    r"(?:(?:in|it'?s|its|en|son) )?(?:(?P<kg>kgs?|kilos?|kilogram\w*)|lbs?|pounds?|libras?)[.!]?"
)
_MEASURE_WORDS = Pattern(
    rf"\d+(?:[.,]\d+)?|\b(?:{_ABOUT}|kgs?|kilos?|kilogram\w*|lbs?|pounds?|libras?|stones?|st|cms?|m"
    r"|met(?:er|re)s?|metros?|feet|foot|ft|inch(?:es)?|in|pies?|pulgadas?|years?|old|anos|yo|tall"
    r"|high|de alt[oa]|and|y)\b|[\"']"
)
_I_AM_NUMBER = Pattern(r"(?:i'?m|im|i am) (?P<years>\d{1,2})\W*")
_OF_HEIGHT = Pattern(r"(?:mido|my height|i'?m [\d.,]+ ?(?:m|tall)\b|mi (?:altura|estatura))")
_OF_WEIGHT = Pattern(r"(?:peso|i weigh|my weight|mi peso)\b")
LEAST_MEASURE = 40
"""Below it "I'm 34" is an age. Source: own choice, lighter than nearly every adult"""
SURELY_POUNDS = 130
"""From here a weight without a unit is asked for one. Source: own choice, few weigh as many kg"""


def answer_pending(situation: Situation, knowledge: Knowledge) -> Outcome | None:
    """Take a message as the answer to the open question; None if it is something else.

    The question stays open then, until it is answered or expires.
    """
    pending = situation.conversation.open_question(situation.message.received_at)
    answer = _ANSWERS.get(pending.question) if pending else None
    if pending is None or answer is None:
        return None
    closed = replace(situation, conversation=replace(situation.conversation, pending=None))
    if pending.question in BODY_QUESTIONS.values() and _is_declined(situation, knowledge):
        return say(Intent.DECLINE, "fine_then", closed, knowledge)
    return answer(pending, closed, knowledge)


def _is_declined(situation: Situation, knowledge: Knowledge) -> bool:
    """Whether somebody would rather not tell."""
    text = situation.message.text
    return says_no(text) or knowledge.means("rather_not", text)


def _says(meant: frozenset[str], text: str) -> bool:
    """Whether a message is one of the words meant and politeness, nothing else."""
    said = words(text)
    return any(word in meant for word in said) and all(
        word in meant or word in _BESIDE for word in said
    )


def says_no(text: str) -> bool:
    """Whether a message is a no and nothing else: "no butter" is something else."""
    return _says(_NO, text)


def says_yes(text: str) -> bool:
    """Whether a message is a yes and nothing else: "ok, 2 eggs" is something else."""
    return _says(_YES, text) and not _NO.intersection(words(text))


def _remove_allergy(pending: Pending, situation: Situation, knowledge: Knowledge) -> Outcome | None:
    text = situation.message.text
    if says_no(text):
        return say(Intent.DECLINE, "allergy_stays", situation, knowledge)
    if not says_yes(text):
        return None
    told = situation.profile.allergies or ()
    kept = without(told, _meant(pending, told, knowledge))
    names = listed(pending.choices, knowledge.texts)
    outcome = say(Intent.CONFIRM, "allergy_removed", situation, knowledge, allergy=names)
    return replace(
        outcome,
        profile=replace(situation.profile, allergies=kept),
        events=(AllergiesChanged(len(kept)),),
    )


def _meant(
    pending: Pending, told: tuple[Allergy, ...], knowledge: Knowledge
) -> tuple[Allergy, ...]:
    """Return the allergies a question named: those told under a name, else a part of one."""
    named = {each.said: each for each in told}
    return tuple(
        each
        for said in pending.choices
        for each in ((named[said],) if said in named else _table(said, knowledge))
    )


def _table(said: str, knowledge: Knowledge) -> tuple[Allergy, ...]:
    return knowledge.allergens.allergies_named_in(said)


def _diet_conflict(pending: Pending, situation: Situation, knowledge: Knowledge) -> Outcome | None:
    text = situation.message.text
    if says_yes(text):
        return say(Intent.CONFIRM, "diet_stays", situation, knowledge)
    if not says_no(text):
        return None
    diets = situation.profile.diets - set(pending.choices)
    outcome = say(Intent.DECLINE, "diet_removed", situation, knowledge)
    profile = replace(situation.profile, diets=diets)
    return replace(outcome, profile=profile, events=(ProfileChanged(),))


def _mass(pending: Pending, situation: Situation, knowledge: Knowledge) -> Outcome | None:
    text, profile = situation.message.text, situation.profile
    is_other = _is_age(text) or _OF_HEIGHT.match(simplify(text))
    bare = _with_unit(pending, text) or ("" if is_other else _bare(text))
    if OF_THE_SCALE in pending.choices:
        is_weight = bare or _told("mass_kg", text, knowledge)
        return log_weight(situation, knowledge) if is_weight else None
    if bare and not profile.uses_pounds and _may_be_pounds(bare):
        return _ask_unit(bare, situation, knowledge)
    unit = MassUnit.POUND if profile.uses_pounds else MassUnit.KILOGRAM
    answer = Facts(mass_kg=find_mass_kg(bare, unit)) if bare else Facts()
    if bare and _UNIT.fullmatch(simplify(text)):
        answer = replace(answer, uses_pounds=_told_pounds(bare))
    return _keep("mass_kg", answer, situation, knowledge)


def _may_be_pounds(bare: str) -> bool:
    """Whether a number without a unit is more likely pounds than so many kilograms."""
    return bare.isdigit() and int(bare) >= SURELY_POUNDS


def _told_pounds(bare: str) -> bool:
    return not bare.endswith(MassUnit.KILOGRAM)


def _with_unit(pending: Pending, text: str) -> str:
    """Return the number told before with the unit told now: "180", "lb"."""
    unit = _UNIT.fullmatch(simplify(text))
    number = next((choice for choice in pending.choices if choice.isdigit()), "")
    if not unit or not number:
        return ""
    return f"{number} {MassUnit.KILOGRAM if unit['kg'] else MassUnit.POUND}"


def _ask_unit(bare: str, situation: Situation, knowledge: Knowledge) -> Outcome:
    outcome = say(Intent.SET_PROFILE, "ask_mass_unit", situation, knowledge, weight=bare)
    return replace(outcome, conversation=asking(Question.BODY_MASS, situation, bare))


def _height(pending: Pending, situation: Situation, knowledge: Knowledge) -> Outcome | None:
    del pending
    text = situation.message.text
    bare = "" if _is_age(text) or _OF_WEIGHT.match(simplify(text)) else _bare(text)
    answer = Facts(height_cm=find_height_cm(bare)) if bare else Facts()
    return _keep("height_cm", answer, situation, knowledge)


def _age(pending: Pending, situation: Situation, knowledge: Knowledge) -> Outcome | None:
    del pending
    bare = _bare(situation.message.text)
    answer = Facts(age_years=find_age_years(bare)) if bare else Facts()
    return _keep("age_years", answer, situation, knowledge)


def _grown_up(pending: Pending, situation: Situation, knowledge: Knowledge) -> Outcome | None:
    """Believe an age that was doubted: by a year of birth, a yes, or the same age once more."""
    text, told = situation.message.text, int(pending.choices[0])
    if says_no(text):
        return say(Intent.DECLINE, "age_stays", situation, knowledge)
    facts = read_facts(text, knowledge.cities)
    born = born_age(text, situation.today)
    if born is not None:
        return keep_sure_facts(facts.of_age(born), situation, knowledge)
    again = facts.age_years
    is_same = _bare(text) == str(told) or (again is not None and int(again.value) == told)
    if not is_same and not says_yes(text):
        return None
    return keep_sure_facts(facts.of_age(told), situation, knowledge)


def _sex(pending: Pending, situation: Situation, knowledge: Knowledge) -> Outcome | None:
    del pending
    text = simplify(situation.message.text)
    found = find_sex("hombre" if text == "h" else text) if _SPOKEN_SEX.fullmatch(text) else None
    return _keep("sex", Facts(sex=found), situation, knowledge)


def _own_food(pending: Pending, situation: Situation, knowledge: Knowledge) -> Outcome | None:
    text = situation.message.text
    if says_no(text):
        return say(Intent.DECLINE, "own_food_again", situation, knowledge)
    return answer_odd(pending.choices[0], situation, knowledge) if says_yes(text) else None


def _clear_day(pending: Pending, situation: Situation, knowledge: Knowledge) -> Outcome | None:
    on = date.fromisoformat(pending.choices[0])
    return _agreed(Intent.UNDO, lambda: cleared(on, situation, knowledge), situation, knowledge)


def _plan_change(pending: Pending, situation: Situation, knowledge: Knowledge) -> Outcome | None:
    food = pending.choices[0]
    return _agreed(
        Intent.PLAN_WEEK, lambda: take_out(food, situation, knowledge), situation, knowledge
    )


def _agreed(
    asked: Intent, do: Callable[[], Outcome | None], situation: Situation, knowledge: Knowledge
) -> Outcome | None:
    """Do what was asked for in the turn before if it is agreed to; it is asked for but once."""
    text = situation.message.text
    if not situation.conversation.comes_after(asked):
        return None
    if says_no(text):
        return say(Intent.DECLINE, "doubt_stays", situation, knowledge)
    return do() if says_yes(text) else None


def _plan_conflict(pending: Pending, situation: Situation, knowledge: Knowledge) -> Outcome | None:
    text = situation.message.text
    if says_no(text):
        return say(Intent.DECLINE, "fine_then", situation, knowledge)
    return loosen(pending.choices[0] if says_yes(text) else text, situation, knowledge)


def _keep(asked: str, answer: Facts, situation: Situation, knowledge: Knowledge) -> Outcome | None:
    """Keep an answer, or all that a message tells beside it; None if it does not answer."""
    facts = answer if not answer.is_empty else _told(asked, situation.message.text, knowledge)
    return keep_facts(facts, situation, knowledge) if facts else None


def _told(asked: str, text: str, knowledge: Knowledge) -> Facts | None:
    """Return what a message plainly tells if it answers: "12 inch pizza" is no height."""
    facts = read_facts(text, knowledge.cities)
    is_body = facts.mass_kg or facts.height_cm or facts.age_years
    if getattr(facts, asked) is None or not is_body:
        return None
    is_measure = not _MEASURE_WORDS.sub("", simplify(text)).strip(" .,!'")
    return facts if asked not in facts.implausible or is_measure else None


def _is_age(text: str) -> bool:
    """Whether "I'm 34" tells an age: no grown person weighs or measures so little."""
    match = _I_AM_NUMBER.fullmatch(simplify(text))
    return match is not None and int(match["years"]) < LEAST_MEASURE


def _bare(text: str) -> str:
    """Return the number a message is, "about 82" as "82"; empty if it is more than that."""
    match = _SPOKEN_NUMBER.fullmatch(simplify(text))
    return match["bare"] if match else ""


_ANSWERS: dict[Question, Callable[[Pending, Situation, Knowledge], Outcome | None]] = {
    Question.REMOVE_ALLERGY: _remove_allergy,
    Question.DIET_CONFLICT: _diet_conflict,
    Question.WHICH_FOOD: answer_which_food,
    Question.OPEN_PART: answer_part,
    Question.WHICH_ALLERGY: answer_which_allergy,
    Question.WHICH_INTENT: answer_which_wish,
    Question.PLAN_CONFLICT: _plan_conflict,
    Question.BODY_MASS: _mass,
    Question.BODY_HEIGHT: _height,
    Question.BODY_AGE: _age,
    Question.BODY_SEX: _sex,
    Question.GROWN_UP: _grown_up,
    Question.OWN_FOOD: _own_food,
    Question.OWN_RECIPE: answer_recipe,
    Question.CLEAR_DAY: _clear_day,
    Question.PLAN_CHANGE: _plan_change,
}
