"""Facts about foods, from the table alone."""

from dataclasses import replace

from domain.conversation.outcome import Knowledge, Outcome, Situation
from domain.conversation.talk.replies import question_about, say, saying, shown_food
from domain.conversation.wording import ReplyTexts, listed
from domain.meals.diary import Portion
from domain.meals.nutrients import Nutrient
from domain.meals.questions import NutritionQuestion, compare, find_question
from domain.understanding.intents import Intent

_WHOLE_FROM = 10  # below, two digits say more than a whole number


def ask_nutrition(situation: Situation, knowledge: Knowledge) -> Outcome:
    """Answer what is in a food, or which of several has more of something."""
    question = find_question(situation.message.text, knowledge.foods, knowledge.nutrient_words)
    if question is None:
        return say(Intent.ASK_NUTRITION, "nutrition_unknown", situation, knowledge)
    texts = knowledge.texts
    if not texts.shows_energy:
        told = tuple(each for each in question.nutrients if each is not Nutrient.ENERGY)
        question = replace(question, nutrients=told)
    if not question.nutrients:
        return say(Intent.ASK_NUTRITION, "energy_hidden", situation, knowledge)
    unread = [question_about(part, texts) for part in question.unread[:1]]
    if not question.portions:
        return saying(Intent.ASK_NUTRITION, unread, situation)
    lines = [_food_line(portion, question, texts) for portion in question.portions]
    if question.is_comparison:
        lines.append(_verdict(question, texts))
    source = texts.say("nutrition_source", source=_sources(question))
    return saying(Intent.ASK_NUTRITION, [*lines, source, *unread], situation)


def asks_of_food(text: str, knowledge: Knowledge) -> bool:
    """Whether a message asks what is in foods the table knows."""
    question = find_question(text, knowledge.foods, knowledge.nutrient_words)
    return question is not None and bool(question.portions)


def _food_line(portion: Portion, question: NutritionQuestion, texts: ReplyTexts) -> str:
    said = tuple(_amount(portion, nutrient, texts) for nutrient in question.nutrients)
    name, amount = shown_food(portion, texts)
    return texts.say("nutrition_line", name=name, amount=amount, nutrients=listed(said, texts))


def _verdict(question: NutritionQuestion, texts: ReplyTexts) -> str:
    comparison = compare(question)
    if comparison.winner is None:
        return texts.say("nutrition_tie" if comparison.is_tie else "nutrition_open")
    name, _ = shown_food(comparison.winner, texts)
    key = "nutrition_least" if question.is_least_wanted else "nutrition_most"
    return texts.say(key, name=name, nutrient=texts.say(f"nutrient_{comparison.nutrient}"))


def _amount(portion: Portion, nutrient: Nutrient, texts: ReplyTexts) -> str:
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
