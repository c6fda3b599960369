"""The one question about a food that was understood: how much of it, or which kind; its answer."""

from datetime import timedelta

from domain.conversation.outcome import Knowledge, Situation
from domain.conversation.place_taken import place_taken
from domain.conversation.talk.replies import shown_food
from domain.conversation.wording import ReplyTexts, listed, quoted
from domain.meals.corrected_amounts import (
    find_amount,
    read_only_amount,
    reweighed,
    scaled_portion,
)
from domain.meals.diary import Meal, Portion
from domain.meals.doubts import Choice, MealQuestion, best_doubt, choices_of, tells_amount, unit_of
from domain.meals.naming import foods_named_in
from domain.meals.quantities import GRAMS, Quantity, unit_named
from domain.meals.vocabulary import canonical_words, tokens
from domain.messaging.text import simplify
from domain.pattern import Pattern
from domain.profile.targets import Caution
from domain.understanding.intents import Intent

_CALM_AGAIN = timedelta(days=1)
"""How long after a danger nothing is asked about meals. Source: own choice"""
_SIZES = ("small", "medium", "large")
_LONGEST_SIZE = 4  # words of an answer that names a size: "it was the big one" is read on
_MAKE_IT = Pattern(r"^(?:make (?:it|that|them)|change (?:it|that) to|que sean?|pon(?:le)?) ")
_TIMES = Pattern(r"\b(?:double|twice|triple|doble)\b")
_ORDINAL = Pattern(r"\b(?:first|second|third|primer[ao]|segund[ao]|tercer[ao])\b")
_SPOKEN = Pattern(
    r"\b(?:it|that|this|was|were|is|its|it's|the|a|an|one|kind|just|with|w|please|pls|i|had|think"
    r"|actually|lo|la|el|era|fue|es|un|una|con|de|por favor|creo|que)\b"
)


def doubt_about(
    meal: Meal, said: str, situation: Situation, knowledge: Knowledge
) -> MealQuestion | None:
    """Return the one question about a meal's foods that is worth asking and welcome; else None.

    Args:
        meal: The meal as it was understood.
        said: The words it was told in, without days and times.
        situation: Where the talk stands.
        knowledge: The tables.
    """
    if not said or not _may_ask(situation):
        return None
    question = best_doubt(meal.portions, knowledge.foods, knowledge.kinds)
    if question is None or _is_told_beside(question, meal, said, knowledge):
        return None
    now, asking = situation.message.received_at, situation.conversation.asking
    return question if asking.may_ask(now, question.portion.name) else None


def _is_told_beside(question: MealQuestion, meal: Meal, said: str, knowledge: Knowledge) -> bool:
    """Whether words that no food was read from tell how much: "pizza, ate two pieces"."""
    left = said
    for portion in meal.portions:
        left = left.replace(portion.text, " ")
    return not question.choices[0].is_kind and tells_amount(left, knowledge.foods)


def _may_ask(situation: Situation) -> bool:
    """Whether the talk has room: no first question is open, nobody is in danger or hard on food."""
    profile, now = situation.profile, situation.message.received_at
    is_cared_for = profile.hides_energy or Caution.EATING_DISORDER in profile.cautions
    is_calm = all(
        turn.intent != Intent.RED_FLAG or now - turn.at > _CALM_AGAIN
        for turn in situation.conversation.turns
    )
    asks_next = profile.allergies is None or profile.goal is None
    return is_calm and not is_cared_for and not asks_next


def question_of(question: MealQuestion, texts: ReplyTexts) -> str:
    """Return the question, its choices named."""
    is_kind = question.choices[0].is_kind
    food = quoted(question.portion.text) if is_kind else shown_food(question.portion, texts)[0]
    named = tuple(_named(choice, texts) for choice in question.choices)
    return texts.say("which_of_food", food=food, choices=listed(named, texts, "or"))


def labels_of(question: MealQuestion, texts: ReplyTexts) -> tuple[str, ...]:
    """Return the choices as short as buttons."""
    return tuple(_label(choice, texts) for choice in question.choices)


def _named(choice: Choice, texts: ReplyTexts) -> str:
    label = _label(choice, texts)
    return label if choice.is_kind or label.endswith(" g") else f"{label} ({_mass(choice)})"


def _mass(choice: Choice) -> str:
    return f"{choice.portion.mass_g:.0f} g"


def _label(choice: Choice, texts: ReplyTexts) -> str:
    if choice.is_kind:
        return choice.names[texts.language]
    amount = choice.portion.amount
    shown = amount if texts.food_names is None else texts.food_names.amount(amount)
    is_size = amount.partition(" ")[2] in _SIZES
    return shown.removeprefix("1 ") if is_size else shown


def answered_portion(
    portion: Portion, situation: Situation, knowledge: Knowledge
) -> Portion | None:
    """Return a food as it is told by the answer to the question about it; None if it is none."""
    choices = choices_of(portion, knowledge.foods, knowledge.kinds)
    said, texts = simplify(situation.message.text), knowledge.texts
    labels = [simplify(_label(choice, texts)) for choice in choices]
    if said in labels:
        return choices[labels.index(said)].portion
    if choices and choices[0].is_kind:
        return _kind_told(said, choices, texts)
    if not choices or _names_other_food(portion, situation, knowledge):
        return None
    return _amount_told(situation.message.text, portion, choices, knowledge)


def _names_other_food(portion: Portion, situation: Situation, knowledge: Knowledge) -> bool:
    """Whether a message names a food that was not asked about: "a small coffee" is another meal."""
    told = foods_named_in(situation.message.text, knowledge.foods)
    return any(each.food_id != portion.food_id for each in told)


def _kind_told(said: str, choices: tuple[Choice, ...], texts: ReplyTexts) -> Portion | None:
    """Return the one kind that is called by all the words said, else the one at that place."""
    words = set(canonical_words(_SPOKEN.sub(" ", said)))
    for called in (_label, _label_and_name):
        told = [each for each in choices if words <= set(canonical_words(called(each, texts)))]
        if words and len(told) == 1:
            return told[0].portion
    return _at_place(said, choices)


def _label_and_name(choice: Choice, texts: ReplyTexts) -> str:
    return f"{_label(choice, texts)} {shown_food(choice.portion, texts)[0]}"


def _at_place(said: str, choices: tuple[Choice, ...]) -> Portion | None:
    place = place_taken(said)
    return choices[place - 1].portion if place and place <= len(choices) else None


def _amount_told(
    text: str, portion: Portion, choices: tuple[Choice, ...], knowledge: Knowledge
) -> Portion | None:
    """Return the food in the amount told: a size, a count of what was asked, or any other."""
    unit = unit_of(choices[0], knowledge.foods)
    text = _MAKE_IT.sub("", simplify(text))
    if size := _size_told(text):
        places = {"small": 0, "medium": len(choices) // 2, "large": len(choices) - 1}
        return choices[places[size]].portion
    amount = read_only_amount(text, knowledge.foods)
    if amount is not None and _is_share(amount, text, choices, knowledge):
        return scaled_portion(portion, amount.count, knowledge.foods)
    is_place = _ORDINAL.search(simplify(text)) is not None
    if amount is None or is_place or (not amount.unit and _counts_choices(amount, unit, choices)):
        return _at_place(simplify(text), choices)
    told = amount if amount.unit else Quantity(amount.count, unit)
    return reweighed(portion, told, knowledge.foods)


def _is_share(
    amount: Quantity, text: str, choices: tuple[Choice, ...], knowledge: Knowledge
) -> bool:
    """Whether an amount is a share of what was logged: "double", or "half" where none is half."""
    found = (find_amount(choice.portion, knowledge.foods) for choice in choices)
    counts = {each.count for each in found if each is not None}
    is_part = not amount.unit and 0 < amount.count < 1 and amount.count not in counts
    return is_part or _TIMES.search(text) is not None


def _counts_choices(amount: Quantity, unit: str, choices: tuple[Choice, ...]) -> bool:
    """Whether a bare number is the place of a choice: of sizes it is, and a small one of grams."""
    return unit in _SIZES or (unit in GRAMS and amount.count <= len(choices))


def _size_told(text: str) -> str:
    """Return the size a short answer names: "the big one", "a small bowl"; empty if it is none."""
    said = tokens(text)
    sizes = [size for token in said if (size := unit_named(token.base)) in _SIZES]
    is_short = len(said) <= _LONGEST_SIZE and not any(token.base.isdigit() for token in said)
    return sizes[0] if len(sizes) == 1 and is_short else ""
