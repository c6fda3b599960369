"""Facts about foods, from the table alone."""

import re
from collections.abc import Iterator
from dataclasses import replace

from domain.conversation.outcome import Knowledge, Outcome, Situation
from domain.conversation.talk.replies import (
    allergen_warnings,
    question_about,
    say,
    saying,
    shown_food,
)
from domain.conversation.wording import ReplyTexts, drafted, listed
from domain.meals.diary import Portion
from domain.meals.naming import foods_named_in
from domain.meals.nutrients import Nutrient
from domain.meals.questions import NutritionQuestion, compare, find_question
from domain.meals.reading import read_meal
from domain.messaging.text import simplify
from domain.pattern import Pattern
from domain.understanding.intents import Intent

_MORE = Pattern(
    r"(?:and|what about|how about|y|que tal|que hay de|y que tal)(?: (?:for|in|de|en|of))? "
    r"(?P<food>[\w\s,.'/-]+)\?+"
)
_LONGEST_ASKED = 300  # characters
_WHOLE_FROM = 10  # below, two digits say more than a whole number


def ask_nutrition(situation: Situation, knowledge: Knowledge) -> Outcome:
    """Answer what is in a food, or which of several has more of something."""
    text, texts = situation.message.text, knowledge.texts
    question = find_question(text, knowledge.foods, knowledge.nutrient_words)
    question = question or _of_food_named(text[:_LONGEST_ASKED], knowledge)
    if question is None:
        return say(Intent.ASK_NUTRITION, "nutrition_unknown", situation, knowledge)
    if not texts.shows_energy:
        told = tuple(each for each in question.nutrients if each is not Nutrient.ENERGY)
        question = replace(question, nutrients=told)
    if not question.nutrients:
        return say(Intent.ASK_NUTRITION, "energy_hidden", situation, knowledge)
    return _warned(_answered(question, situation, texts), question, situation, knowledge)


def _of_food_named(text: str, knowledge: Knowledge) -> NutritionQuestion | None:
    """Return the question for energy and protein of the foods named: "what about pesto?"."""
    named = foods_named_in(text, knowledge.foods)
    return NutritionQuestion((Nutrient.ENERGY, Nutrient.PROTEIN), named, ()) if named else None


def facts_of(portions: tuple[Portion, ...], texts: ReplyTexts) -> list[str]:
    """Return the energy and protein of each portion, and who says so; nothing of none."""
    if not portions:
        return []
    energy = (Nutrient.ENERGY,) if texts.shows_energy else ()
    asked = NutritionQuestion((*energy, Nutrient.PROTEIN), portions)
    lines = [_food_line(portion, asked, texts) for portion in asked.portions]
    return [*lines, texts.say("nutrition_source", source=_sources(asked))]


def _warned(
    outcome: Outcome, question: NutritionQuestion, situation: Situation, knowledge: Knowledge
) -> Outcome:
    """Say first what speaks against the foods that are asked about."""
    warnings = allergen_warnings(situation, knowledge, question.portions)
    said = outcome.draft.text if outcome.draft else ""
    return replace(outcome, draft=drafted([*warnings, said])) if warnings else outcome


def _answered(question: NutritionQuestion, situation: Situation, texts: ReplyTexts) -> Outcome:
    unread = [question_about(part, texts) for part in question.unread[:1]]
    if not question.portions:
        return saying(Intent.ASK_NUTRITION, unread, situation)
    lines = [_food_line(portion, question, texts) for portion in question.portions]
    if question.is_comparison:
        lines.append(_verdict(question, texts))
    source = texts.say("nutrition_source", source=_sources(question))
    return saying(Intent.ASK_NUTRITION, [*lines, source, *unread], situation)


def ask_more(situation: Situation, knowledge: Knowledge) -> Outcome | None:
    """Answer "and a banana?" after a question about food: the same, of another food."""
    conversation, texts = situation.conversation, knowledge.texts
    more = _MORE.fullmatch(simplify(situation.message.text))
    is_after = conversation.comes_after(Intent.ASK_NUTRITION)
    if more is None or not is_after:
        return None
    reading = read_meal(more["food"], knowledge.foods)
    nutrients = tuple(_nutrients_told(conversation.last_said, texts))
    if not reading.portions or not nutrients:
        return None
    question = NutritionQuestion(nutrients, reading.portions, reading.unread)
    return _answered(question, situation, texts)


def _nutrients_told(said: str, texts: ReplyTexts) -> Iterator[Nutrient]:
    """Yield what a reply told of a food, by the names it has there."""
    spoken_of = (each for each in Nutrient if f"nutrient_{each}" in texts.by_key)
    for nutrient in spoken_of:
        is_energy = nutrient is Nutrient.ENERGY
        name = f" {texts.energy_unit}" if is_energy else f"{texts.say(f'nutrient_{nutrient}')} "
        if re.search(rf"{re.escape(name)}(?:\d|\b)", said):
            yield nutrient


def asks_of_food(text: str, knowledge: Knowledge) -> bool:
    """Whether a message asks what is in foods the table knows."""
    question = find_question(text, knowledge.foods, knowledge.nutrient_words)
    return question is not None and bool(question.portions)


def _food_line(portion: Portion, question: NutritionQuestion, texts: ReplyTexts) -> str:
    said = tuple(nutrient_amount(portion, nutrient, texts) for nutrient in question.nutrients)
    name, amount = shown_food(portion, texts)
    return texts.say("nutrition_line", name=name, amount=amount, nutrients=listed(said, texts))


def _verdict(question: NutritionQuestion, texts: ReplyTexts) -> str:
    comparison = compare(question)
    if comparison.winner is None:
        return texts.say("nutrition_tie" if comparison.is_tie else "nutrition_open")
    name, _ = shown_food(comparison.winner, texts)
    key = "nutrition_least" if question.is_least_wanted else "nutrition_most"
    return texts.say(key, name=name, nutrient=texts.say(f"nutrient_{comparison.nutrient}"))


def nutrient_amount(portion: Portion, nutrient: Nutrient, texts: ReplyTexts) -> str:
    """Return how much of a nutrient a portion has, or that nobody knows."""
    name = texts.say(f"nutrient_{nutrient}")
    amount = portion.nutrients.get(nutrient)
    if amount is None:
        return texts.say("nutrient_not_known", name=name)
    if nutrient is Nutrient.ENERGY:
        return texts.energy(amount)
    unit = nutrient.value.rpartition("_")[2].replace("ug", "mcg")
    shown = f"{amount:.0f}" if amount >= _WHOLE_FROM else f"{amount:.2g}"
    return texts.say("nutrient_amount", name=name, amount=shown, unit=unit)


def _sources(question: NutritionQuestion) -> str:
    return ", ".join(dict.fromkeys(portion.source for portion in question.portions))
