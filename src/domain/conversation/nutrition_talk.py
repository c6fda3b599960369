"""Facts about foods, from the table alone."""

from domain.conversation.intents import Intent
from domain.conversation.outcome import Knowledge, Outcome, Situation
from domain.conversation.wording import ReplyTexts, kcal, listed, shape
from domain.meals.diary import Portion
from domain.meals.nutrients import Nutrient
from domain.meals.questions import NutritionQuestion, compare

_WHOLE_FROM = 10  # below, two digits say more than a whole number


def answer_question(
    question: NutritionQuestion, situation: Situation, knowledge: Knowledge
) -> Outcome:
    """Say what is in a food, or which of several has more of something, with the source."""
    texts = knowledge.texts
    lines = [_food_line(portion, question, texts) for portion in question.portions]
    if question.is_comparison and len(question.portions) > 1:
        lines.append(_verdict(question, texts))
    sources = dict.fromkeys(portion.source for portion in question.portions)
    lines.append(texts.say("nutrition_source", source=", ".join(sources)))
    draft = shape(lines, situation.message.user.channel)
    return Outcome(Intent.ASK_NUTRITION, situation.profile, situation.conversation, draft)


def _food_line(portion: Portion, question: NutritionQuestion, texts: ReplyTexts) -> str:
    said = tuple(_amount(portion, nutrient, texts) for nutrient in question.nutrients)
    return texts.say(
        "nutrition_line",
        name=portion.name,
        mass=f"{portion.mass_g:.0f}",
        nutrients=listed(said),
    )


def _verdict(question: NutritionQuestion, texts: ReplyTexts) -> str:
    comparison = compare(question)
    if comparison.winner is None:
        return texts.say("nutrition_tie" if comparison.is_tie else "nutrition_open")
    key = "nutrition_least" if question.is_least_wanted else "nutrition_most"
    nutrient = texts.say(f"nutrient_{comparison.nutrient}")
    return texts.say(key, name=comparison.winner.name, nutrient=nutrient)


def _amount(portion: Portion, nutrient: Nutrient, texts: ReplyTexts) -> str:
    """Return one nutrient of a portion; what the table does not know is said, never zero."""
    name = texts.say(f"nutrient_{nutrient}")
    amount = portion.nutrients.get(nutrient)
    if amount is None:
        return texts.say("nutrient_not_known", name=name)
    if nutrient is Nutrient.ENERGY:
        return f"{kcal(amount)} kcal"
    unit = nutrient.value.rpartition("_")[2].replace("ug", "mcg")
    shown = f"{amount:.0f}" if amount >= _WHOLE_FROM else f"{amount:.2g}"
    return texts.say("nutrient_amount", name=name, amount=shown, unit=unit)
