"""What is suspected of danger and is none: energies of foods, labels, recipes, a dinner out."""

from domain.conversation.outcome import Knowledge, Situation
from domain.conversation.own_foods import tells_label
from domain.conversation.recipe_doors import tells_recipe
from domain.conversation.talk import meals
from domain.conversation.talk.burning import is_plain_burning
from domain.conversation.talk.direct_questions import kind_words
from domain.conversation.talk.eating_places import names_eating_place
from domain.conversation.talk.kitchen_doors import is_dinner_out, is_of_money
from domain.conversation.talk.told_energy import tells_energy
from domain.conversation.which_wish import certain_wish
from domain.meals.told_energy import read_energy_of_latest
from domain.messaging.text import simplify
from domain.pattern import Pattern
from domain.understanding.decide import RED_FLAG, decide, find_red_flag
from domain.understanding.intents import Intent

_NO_HUNGER_KCAL = 200
"""From here the energy of one meal is told without worry. Source: own choice"""
_LITTLE = Pattern(
    r"(?=.*\b(?:only|nothing|barely|solo|nada|apenas|unicamente)\b)"
    r".*\b(?:today|days?|yesterday|week|hoy|ayer|dias?|semana)\b"
)
"""What says that a food was all of a day: that is more than a food with its energy."""


def is_harmless(situation: Situation, knowledge: Knowledge) -> bool:
    """Whether what is suspected of danger is hard on oneself, a dinner out, a label, a recipe."""
    text = situation.message.text
    tells_meal = certain_wish(text, knowledge) is Intent.LOG_MEAL
    is_of_food = is_dinner_out(situation) or tells_recipe(text) or tells_meal
    is_plain = is_plain_burning(situation, knowledge) or names_eating_place(situation, knowledge)
    is_plain = is_plain or is_of_money(situation)
    is_kind = is_of_food or is_plain or bool(kind_words(text, knowledge))
    return is_kind or _is_only_energy(situation, knowledge)


def _is_only_energy(situation: Situation, knowledge: Knowledge) -> bool:
    """Whether a message tells numbers of a food or a meal, and no danger beyond a weak suspicion.

    "My shake is 200 kcal" is no day of 200 kcal, and a lunch of 500 is no hunger.
    """
    text = situation.message.text
    if find_red_flag(text, knowledge.tools) is not None:
        return False
    told = tells_energy(situation)
    is_fed = told is not None and told.slot != "" and told.energy_kcal >= _NO_HUNGER_KCAL
    is_of_latest = situation.conversation.recent and read_energy_of_latest(text) is not None
    if is_fed or is_of_latest or tells_label(situation, knowledge):
        return True
    return _is_of_foods(text, situation, knowledge)


def _is_of_foods(text: str, situation: Situation, knowledge: Knowledge) -> bool:
    """Whether the energy is that of foods, and nothing is suspicious without it.

    An apple of 80 kcal is no more than an apple; one that was thrown up is a danger without its
    energy, and so is one that was all there was today.
    """
    stated = meals.stated_of_foods(text, situation, knowledge)
    if stated is None or _LITTLE.search(simplify(text)):
        return False
    rest = decide(stated.rest, situation.conversation.last_said, knowledge.tools)
    return rest.intent != RED_FLAG
