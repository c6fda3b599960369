"""The one suggestion a logged meal may bring, or none."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import timedelta

from domain.conversation.outcome import Knowledge, Situation
from domain.conversation.state import Conversation
from domain.conversation.talk.aims import aims_of, cautions_in
from domain.conversation.talk.diary_edits import DiaryChange
from domain.conversation.talk.watching import against
from domain.conversation.wording import ReplyTexts
from domain.meals.diary import Meal, Portion
from domain.meals.foods import Food, FoodId
from domain.messaging.text import words
from domain.nutrition.circumstances import ENERGY_SHARES, SHARE, Circumstances
from domain.nutrition.food_kinds import FoodKinds
from domain.nutrition.rules import Listener, Rule, choose, remembering
from domain.profile.profile import Profile
from domain.profile.targets import Caution

_DAYS_BACK = 6
_SLOT_BY_HOUR = ((4, "snack"), (11, "breakfast"), (16, "lunch"), (17, "snack"), (24, "dinner"))
"""The hour below which a meal without a name counts as this. Source: own choice"""

_NOT_KOSHER = frozenset({"crustacean", "mollusc"})
_GOES_WITH: Mapping[str, Callable[[Food], bool]] = {
    "vegan": lambda food: "vegan" in food.tags,
    "vegetarian": lambda food: "vegetarian" in food.tags,
    "pescatarian": lambda food: "vegetarian" in food.tags or food.group == "fish",
    "halal": lambda food: not food.tags & {"pork", "alcohol"},
    "kosher": lambda food: "pork" not in food.tags and not food.allergens & _NOT_KOSHER,
    "gluten_free": lambda food: "gluten" not in food.allergens,
    "low_fodmap": lambda food: "fodmap" not in food.tags,
}
"""Whether a food may be suggested to who keeps a diet; low-carb forbids none."""


def advise(
    change: DiaryChange, meal: Meal, situation: Situation, knowledge: Knowledge, *, is_busy: bool
) -> tuple[str, Conversation]:
    """Return what is worth saying of a meal of today, and the conversation that remembers it.

    Empty where nothing is. A reply that is busy with a question or a warning of its own has room
    for what is a matter of safety alone, and so has somebody for whom eating is hard.
    """
    if meal.day != situation.today:
        return "", change.conversation
    facts = circumstances(change, meal, situation, knowledge)
    listener = _listener(change.conversation, situation, knowledge)
    is_cared_for = Caution.EATING_DISORDER in situation.profile.cautions
    rule = choose(knowledge.nutrition.rules, facts, listener, only_safety=is_busy or is_cared_for)
    if rule is None:
        return "", change.conversation
    advised = remembering(change.conversation.advised, rule, situation.today)
    line = advice_line(rule, facts, knowledge.texts)
    return line, replace(change.conversation, advised=advised)


def advice_line(rule: Rule, facts: Circumstances, texts: ReplyTexts) -> str:
    """Return the words of a rule with its amounts filled in."""
    values = {name: _shown(measure, facts, texts) for name, measure in rule.values}
    return texts.say(f"advice_{rule.rule_id}", **values)


def circumstances(
    change: DiaryChange, meal: Meal, situation: Situation, knowledge: Knowledge
) -> Circumstances:
    """Return what is known around a meal that was just logged."""
    days = [situation.today - timedelta(days=back) for back in range(_DAYS_BACK, 0, -1)]
    hour = meal.eaten_at.astimezone(situation.now.tzinfo).hour
    return Circumstances(
        meal=meal,
        day=change.day(situation, meal.day),
        past=tuple(change.day(situation, on) for on in days),
        hour=hour,
        energy_kcal=situation.targets.energy_kcal,
        aims={aim.nutrient: aim for aim in aims_of(situation, knowledge)},
        said=_said(meal, hour, situation),
        kinds=FoodKinds(knowledge.foods, knowledge.nutrition.classes),
    )


def _said(meal: Meal, hour: int, situation: Situation) -> dict[str, frozenset[str]]:
    profile, body = situation.profile, situation.body
    slot = meal.slot or next(name for below, name in _SLOT_BY_HOUR if hour < below)
    return {
        "slot": frozenset({slot}),
        "goal": frozenset({profile.goal.value} if profile.goal else ()),
        "diet": profile.diets,
        "caution": frozenset(each.value for each in cautions_in(situation)),
        "sex": frozenset({body.sex.value} if body.sex else ()),
    }


def _listener(conversation: Conversation, situation: Situation, knowledge: Knowledge) -> Listener:
    cautions = cautions_in(situation)
    return Listener(
        advised=conversation.advised,
        today=situation.today,
        hides_energy=situation.profile.hides_energy or Caution.EATING_DISORDER in cautions,
        may_add=Caution.KIDNEY_DISEASE not in cautions,
        may_name=lambda food_id: may_suggest(food_id, situation.profile, knowledge),
    )


def may_suggest(food_id: FoodId, profile: Profile, knowledge: Knowledge) -> bool:
    """Whether a food may be named to a user: nothing they must not, will not or do not eat."""
    food = knowledge.foods.foods.get(food_id)
    if food is None:
        return False
    portion = Portion.unknown(food.name, food.name)
    portion = replace(portion, food_id=food_id, allergens=food.allergens)
    if not all(_GOES_WITH.get(diet, _anything)(food) for diet in profile.diets):
        return False
    named = set(words(food.name))
    if any(set(words(each)) & named for each in profile.dislikes):
        return False
    return not against(profile.allergies or (), (portion,), knowledge)


def _anything(_food: Food) -> bool:
    return True


def _shown(measure: str, facts: Circumstances, texts: ReplyTexts) -> str:
    bounds = facts.bounds(measure)
    amount = 0.0 if bounds is None else bounds.low
    is_share = measure.endswith(SHARE) or measure.partition(".")[2] in ENERGY_SHARES
    return texts.whole(amount * 100 if is_share else amount)
