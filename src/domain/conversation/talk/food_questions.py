"""Short questions about a food: what it has, and whether it goes against the user's allergies."""

from domain.conversation.outcome import Knowledge, Outcome, Situation
from domain.conversation.talk.foods import facts_of
from domain.conversation.talk.replies import called, saying, warning_lines
from domain.conversation.talk.watching import Pair, find_unchecked, named_against, names_food
from domain.conversation.wording import ReplyTexts, listed, quoted
from domain.meals.food_asked import FoodAsked, find_food_asked, list_holding_asked
from domain.meals.naming import foods_named_in
from domain.meals.reading import read_meal
from domain.profile.targets import Caution
from domain.safety.allergens import Allergy
from domain.understanding.intents import Intent

_LONGEST_ASKED = 120  # characters: longer ones ask something else
_DOCTORS_KNOW = frozenset({Caution.PREGNANT, Caution.BREASTFEEDING, Caution.KIDNEY_DISEASE})


def answer_food_question(situation: Situation, knowledge: Knowledge) -> Outcome | None:
    """Answer "what about pesto?" and "can my son eat pesto?"; None where no known food is asked of.

    First whether it goes against the allergies that are known, then its energy and protein. What
    only somebody's doctor knows is not answered here.
    """
    text = situation.message.text
    if len(text) > _LONGEST_ASKED:
        return None
    asked = find_food_asked(text)
    if asked is None or not _is_answered(asked, situation, knowledge):
        return None
    if asked.is_for_little_one:
        warnings = warning_lines(_against(asked, situation, knowledge), knowledge)
        lines = [*warnings, knowledge.texts.say("food_of_little_ones")]
        return saying(Intent.SCORE_FOOD, lines, situation)
    lines = [
        *_safety_lines(asked, situation, knowledge),
        *facts_of(read_meal(asked.words, knowledge.foods).portions, knowledge.texts),
    ]
    return saying(Intent.ASK_NUTRITION, lines, situation)


def answer_of_holding(situation: Situation, knowledge: Knowledge) -> Outcome | None:
    """Answer "is there peanut in pad thai?"; None where no allergen, or no food, is asked of."""
    for asked in list_holding_asked(situation.message.text[:_LONGEST_ASKED]):
        meant = knowledge.allergens.find_named(asked.what.split())
        if meant is None or not meant.allergens or not _is_known(asked.food, knowledge):
            continue
        own = named_against(situation.profile.allergies or (), asked.food, knowledge)
        lines = warning_lines(own, knowledge)
        if not any(allergy.allergens & meant.allergens for allergy, _ in own):
            lines += [_holding_line(meant, asked.food, knowledge)]
        return saying(Intent.ASK_NUTRITION, lines, situation)
    return None


def _holding_line(meant: Allergy, words: str, knowledge: Knowledge) -> str:
    texts, food, what = knowledge.texts, quoted(words), called(meant, knowledge.texts)
    if named_against((meant,), words, knowledge):
        return texts.say("allergen_in_it", foods=food, allergens=what)
    if find_unchecked((meant,), words, knowledge):
        return texts.say("allergen_unchecked", food=food, said=what)
    return texts.say("allergen_not_in_it", foods=food, allergens=what)


def _is_known(words: str, knowledge: Knowledge) -> bool:
    reading = read_meal(words, knowledge.foods)
    return (bool(reading.portions) and not reading.unread) or names_food(words, knowledge)


def _is_answered(asked: FoodAsked, situation: Situation, knowledge: Knowledge) -> bool:
    """Whether it is for the coach to answer, not for a doctor, and plainly a question of food."""
    profile = situation.profile
    may_tell_a_meal = asked.is_bare and not profile.allergies
    is_for_doctor = asked.asks_leave and _DOCTORS_KNOW & profile.cautions
    if may_tell_a_meal or is_for_doctor:
        return False
    return _is_of_food(asked.words, situation, knowledge)


def _is_of_food(words: str, situation: Situation, knowledge: Knowledge) -> bool:
    """Whether words are foods and nothing else, for the table or for a gate that watches."""
    if words in knowledge.nutrient_words:  # "protein?" is asked of the day
        return False
    if situation.profile.allergies:
        return _is_known(words, knowledge)
    reading = read_meal(words, knowledge.foods)
    return bool(reading.portions) and not reading.unread


def _against(asked: FoodAsked, situation: Situation, knowledge: Knowledge) -> tuple[Pair, ...]:
    return named_against(situation.profile.allergies or (), asked.words, knowledge)


def _safety_lines(asked: FoodAsked, situation: Situation, knowledge: Knowledge) -> list[str]:
    """Return what speaks against a food, or that nothing known does, or that nobody can tell."""
    texts, allergies = knowledge.texts, situation.profile.allergies or ()
    if not allergies:
        return _allergens_of(asked, knowledge) if asked.asks_leave else []
    found = _against(asked, situation, knowledge)
    warned = {allergy.said for allergy, _ in found}
    open_ = tuple(each for each in allergies if each.said not in warned)
    unchecked = find_unchecked(open_, asked.words, knowledge)
    clear = tuple(each for each in open_ if each not in unchecked)
    food = quoted(asked.words)
    lines = warning_lines(found, knowledge)
    if unchecked:
        said = _called(unchecked, texts, "or")
        lines += [texts.say("allergen_unchecked", food=food, said=said)]
    if clear:
        said = _called(clear, texts, "or")
        lines += [texts.say("allergen_not_in_it", foods=food, allergens=said)]
    return lines


def _allergens_of(asked: FoodAsked, knowledge: Knowledge) -> list[str]:
    """Return the allergens a food has, for somebody who asks whether it is safe and told none."""
    texts, portions = knowledge.texts, foods_named_in(asked.words, knowledge.foods)
    found = sorted(frozenset[str]().union(*(portion.allergens for portion in portions)))
    names = tuple(texts.say(f"allergen_{name}") for name in found)
    if not names:
        return []
    return [texts.say("own_recipe_allergens", allergens=listed(names, texts))]


def _called(allergies: tuple[Allergy, ...], texts: ReplyTexts, joined: str) -> str:
    return listed(tuple(dict.fromkeys(called(each, texts) for each in allergies)), texts, joined)
