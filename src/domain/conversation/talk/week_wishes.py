"""Short wishes right after a plan: cheaper, for two, no rice, too much rice, not that one."""

import math
from dataclasses import replace

from domain.conversation.outcome import Knowledge, Outcome, Situation
from domain.conversation.state import QUESTION_STANDS, Pending, Question
from domain.conversation.talk.replies import say, saying
from domain.conversation.talk.week_words import meal_label, week_head
from domain.conversation.wording import quoted
from domain.messaging.text import simplify, words
from domain.pattern import Pattern
from domain.plans.asking import QUICK_MINUTES, food_in, people_meant, read_asked
from domain.plans.change_words import ToldChanges, days_in
from domain.plans.order import Asked, Change, ChangeKind
from domain.plans.ordering import holds
from domain.plans.week import PlannedWeek
from domain.recipes.recipe import Slot
from domain.understanding.intents import Intent

OF_A_PLAN = (Intent.PLAN_WEEK, Intent.SWAP_MEAL)
OF_A_WEEK = (*OF_A_PLAN, Intent.SHOPPING_LIST)

CHEAPER_SHARE = 0.85
"""What a cheaper week costs at most of the one before.

Source: own choice, a difference one feels
"""
_OF_MONEY = frozenset(
    words("cheaper cheap expensive pricey costly afford barato barata baratos caro cara caros")
)
_DEARER = (frozenset({"more", "expensive"}), frozenset({"mas", "caro"}), frozenset({"mas", "cara"}))
_LESS = frozenset({"less", "menos", "not"})
_AROUND_MONEY = frozenset(
    words(
        "make do can could you u pls please but it again the my our plan week menu this that that's"
        " thats it's its is so too way much a bit little even still less i we want need something"
        " stuff list then ok omg for me hazlo haz que sea un poco mas muy demasiado es esta plan"
        " semana otra vez pero mi la el menos algo not more por favor with anything wow why can't"
        " cant cannot don't dont all lo por que no puedo pagar"
    )
)
_OF_PLAN = frozenset(words("plan week menu it again semana otra"))
_TOO_MUCH = Pattern(
    r"(?:(?:there'?s|thats?|that'?s|it'?s|its|way|hay|es|ok|but|pero|uh+|hmm+) )*"
    r"(?:too much|too many|so much|so many|less|fewer|menos|demasiad[oa]s?|tant[oa]s?|much[oa]s?) "
    r"(?P<food>[a-z][a-z -]{1,40}?)"
    r"(?: (?:please|pls|por favor|in (?:it|there|my plan|the plan)|this week|esta semana))*\W*"
)
_NONE_OF = Pattern(
    r"(?:(?:ok|please|pls|actually|and|but|yes|si|pero|mejor|oh) )*"
    r"(?:no|without|skip|drop|remove|take out|leave out|(?:i |we )?(?:don'?t|do not) want(?: any)?"
    r"|(?:(?:my|our|the|he|she|they|kids?|son|daughter|wife|husband|family|children|partner) )+"
    r"(?:won'?t|don'?t|doesn'?t|do not|does not|hates?)(?: eat| like| want)?"
    r"|sin|nada de|quita|no quiero)"
    r"(?: (?:more|any|the|all|mas|el|la|los|las))* (?P<food>[a-z][a-z -]{1,40}?)"
    r"(?: (?:please|pls|por favor|at all|this week|anymore|esta semana|in (?:it|my plan)))*\W*"
)
_ANEW = Pattern(
    r"(?:(?:can|could|i|you|have|get|give|me|want|make|do|try|ok|please|pls|no|nah|a|an|the|start|un"
    r"|una|dame|quiero|hazme|haz|need|whole|completely|totally) )*"
    r"(?:(?:new|another|different|other|otro|otra|nuevo|nueva) (?:plan|week|menu|one|semana)"
    r"|(?:plan|semana|menu) (?:nuev[oa]|distint[oa]|diferente)|plan (?:it |my week )?again"
    r"|(?:swap|change|replace) (?:everything|all(?: of)?(?: it| them)?"
    r"|the whole (?:plan|week|thing))"
    r"|i (?:dont|don'?t|do not|hate) (?:like )?(?:any of (?:it|them|this|these)|this plan|the plan"
    r"|my plan|this week)|cambia(?:lo)? todo)"
    r"(?: (?:please|pls|por favor|again|anew|otra vez))*\W*"
)
_MORE_OF = Pattern(
    r"(?:(?:ok|but|can|could|i|you|we|have|want|with|please|pls|and|some|maybe|pero|quiero|con) )*"
    r"(?:more|extra|mas) (?P<food>[a-z][a-z -]{1,40}?)"
    r"(?: (?:please|pls|por favor|in it|this week))*\W*"
)
_PORTIONS = Pattern(
    r"(?:(?:this|that|it|its|it'?s|is|thats|that'?s|i|we|want|need|can|make|have|with|ok|but|please|pls"
    r"|way|a bit|a lot|the|to eat|plan|es|quiero) )*"
    r"(?:(?:smaller|bigger|larger|less|more|fewer|too much|too many|too little|not enough|enough)"
    r" (?:portions?|servings?|food|to eat|than this|than that)"
    r"|(?:eat|eating) (?:less|more)(?: than (?:this|that))?"
    r"|(?:porciones|raciones) (?:mas )?(?:chicas|pequenas|grandes)|(?:mucha|menos|mas|poca) comida)"
    r"(?: (?:for me|please|pls|por favor|para mi))*\W*"
)
_LESS_COOKING = Pattern(
    r"(?:(?:its|it'?s|thats|that'?s|this is|i hate|way|ok|but|please|pls|es|no) )*"
    r"(?:(?:too much|less|so much|menos|mucho) (?:cooking|work|time|effort|trabajo|tiempo|cocinar)"
    r"|(?:takes? )?(?:too|so) long|easier|simpler|mas (?:facil|simple|rapido)|cooking)"
    r"(?: (?:please|pls|por favor|to cook|to make))*\W*"
)
_OF_ONESELF = Pattern(r"\b(?:i'?m|i am|soy|had|ate|drank|comi|cene)\b")
_SHORT = 12  # words
_BARE_NO = frozenset({"no", "nope", "nah", "no thanks"})
_MOST_NAMED = 9
_NO_FOOD = frozenset({"spicy"})
"""What dishes are not marked for: to take it out would promise too much."""
_NOT_THAT = Pattern(
    r"(?:(?:nah|mm+|hmm+|ugh|eww+|ok|but|please|pls|no|nope|pero) )*"
    r"(?:no|nope|nah|not (?:that|this)(?: one)?(?: either)?|something else|another(?: one)?|other"
    r"|a different one|different|try again|again|next|i (?:dont|don'?t|do not|hate|wont)"
    r" ?(?:like|want|eat)? ?(?:that|this|it)(?: one)?(?: either)?"
    r"|(?:(?:it|this|all|thats|that'?s|its|it'?s|sounds|looks?) )+(?:so |really |kinda )?"
    r"(?:gross|nasty|disgusting|awful|bad|boring|bland|horrible)|boring|e+w+|yuck"
    r"|otra cosa|otr[oa]|es[oea] no|no (?:me gusta|quiero)(?: es[oea])?)"
    r"(?: (?:please|pls|por favor|either|instead))*\W*"
)


def read_wish(
    week: PlannedWeek, situation: Situation, knowledge: Knowledge
) -> Asked | ToldChanges | Outcome | None:
    """Return what a message right after a plan wishes of it.

    Returns:
        What a new week is asked for, what changes of the one that stands, or what there is to say;
        None where something else is said.
    """
    conversation, said = situation.conversation, simplify(situation.message.text)
    if _ANEW.fullmatch(said) and week.starts_on > situation.today:
        return _every_meal(week, situation)
    if conversation.recent and not conversation.is_about(*OF_A_WEEK):
        return _cheaper(week, said) if _OF_PLAN.intersection(words(said)) else None
    if asked := _cheaper(week, said) or _for_people(week, said):
        return asked
    if not conversation.is_about(*OF_A_PLAN) or _names_day(week, situation):
        return None
    return (
        _not_that(week, situation, knowledge)
        or _of_portions(situation, knowledge)
        or _of_food(week, situation, knowledge)
        or _more_asked(week, situation, knowledge)
    )


def _of_portions(situation: Situation, knowledge: Knowledge) -> Outcome | None:
    """Say what portions follow from: they are not made smaller or larger by hand."""
    if _PORTIONS.fullmatch(simplify(situation.message.text)) is None:
        return None
    texts = knowledge.texts
    if not texts.shows_energy:
        return say(Intent.PLAN_WEEK, "energy_hidden", situation, knowledge)
    energy = texts.aim(situation.targets.energy_kcal)
    return say(Intent.PLAN_WEEK, "plan_energy", situation, knowledge, energy=energy)


def _names_day(week: PlannedWeek, situation: Situation) -> bool:
    dates = tuple(day.on for day in week.days)
    return bool(days_in(situation.message.text, situation.today, dates))


def _more_asked(week: PlannedWeek, situation: Situation, knowledge: Knowledge) -> Asked | None:
    """Return what else is asked of the whole week: "I only have 15 min a day", "more chicken"."""
    said = simplify(situation.message.text)
    if more := _MORE_OF.fullmatch(said):
        food = food_in(more["food"], knowledge.foods)
        return week.asked.and_then(Asked(likes=(food,))) if food else None
    if len(words(said)) > _SHORT or said.endswith("?") or _OF_ONESELF.search(said):
        return None
    if _LESS_COOKING.fullmatch(said):
        return week.asked.and_then(Asked(minutes_weekday=QUICK_MINUTES))
    asked = replace(read_asked(said, knowledge.foods), without=())
    return None if asked == Asked() else week.asked.and_then(asked)


def _cheaper(week: PlannedWeek, said: str) -> Asked | None:
    heard = frozenset(words(said))
    is_dearer = any(each <= heard for each in _DEARER) and not heard & _LESS
    if not heard & _OF_MONEY or not heard <= _OF_MONEY | _AROUND_MONEY or is_dearer:
        return None
    return replace(week.asked, budget_usd=float(math.floor(CHEAPER_SHARE * week.cost_usd)))


def is_of_money(situation: Situation) -> bool:
    """Whether somebody says of the week that stands that it costs too much, and nothing else."""
    week, conversation = situation.week, situation.conversation
    if week is None or not conversation.is_about(*OF_A_WEEK):
        return False
    return _cheaper(week, simplify(situation.message.text)) is not None


def _for_people(week: PlannedWeek, said: str) -> Asked | None:
    people = people_meant(said)
    return None if people is None else replace(week.asked, people=people)


def _not_that(week: PlannedWeek, situation: Situation, knowledge: Knowledge) -> ToldChanges | None:
    """Swap once more what was just swapped, for who does not like what came; a whole week too."""
    said, last_said = simplify(situation.message.text), situation.conversation.last_said
    if _NOT_THAT.fullmatch(said) is None:
        return None
    meals = [
        (on, meal.slot)
        for on, meal in week.meals()
        if meal_label(on, meal.slot, meal, knowledge.texts) in last_said
    ]
    is_of_week = last_said.startswith(week_head(week, knowledge.texts))
    if not meals and is_of_week and said.strip(" .!") not in _BARE_NO:
        return _every_meal(week, situation)
    changes = tuple(Change(ChangeKind.SWAP, (on,), (slot,)) for on, slot in meals)
    return ToldChanges(changes) if changes else None


def _of_food(
    week: PlannedWeek, situation: Situation, knowledge: Knowledge
) -> ToldChanges | Outcome | None:
    """Take a food out of the days to come, or ask whether it shall go where there is too much."""
    said = simplify(situation.message.text)
    none_of, too_much = _NONE_OF.fullmatch(said), _TOO_MUCH.fullmatch(said)
    told = none_of or too_much
    if told is None:
        return None
    food = food_in(told["food"], knowledge.foods)
    if not food or food in _NO_FOOD:
        return None
    if none_of:
        return without_food(food, week, situation)
    return _ask_whether_to_go(food, quoted(told["food"]), week, situation, knowledge)


def _ask_whether_to_go(
    food: str, named: str, week: PlannedWeek, situation: Situation, knowledge: Knowledge
) -> Outcome:
    """Name the meals to come that have a food, and ask whether others shall take their place."""
    texts, cookbook = knowledge.texts, knowledge.cookbook
    recipes = {} if cookbook is None else cookbook.tables.recipes
    having = [
        (on, meal)
        for on, meal in week.meals()
        if on >= situation.today
        and (recipe := recipes.get(meal.dish_id)) is not None
        and holds(recipe, food)
    ]
    if not having:
        return say(Intent.PLAN_WEEK, "plan_has_none", situation, knowledge, food=named)
    meals = [meal_label(on, meal.slot, meal, texts) for on, meal in having[:_MOST_NAMED]]
    line = texts.say("plan_too_much", food=named, meals="\n".join(meals))
    pending = Pending(
        Question.PLAN_CHANGE,
        situation.message.received_at + QUESTION_STANDS,
        (food,),
    )
    outcome = saying(Intent.PLAN_WEEK, [line], situation)
    draft = outcome.draft and replace(
        outcome.draft, buttons=(texts.say("button_yes"), texts.say("button_no"))
    )
    kept = replace(situation.conversation, pending=pending)
    return replace(outcome, draft=draft, conversation=kept)


def without_food(food: str, week: PlannedWeek, situation: Situation) -> ToldChanges:
    """Return the changes that put other dishes in place of all to come that have a food."""
    ahead = tuple(day.on for day in week.days if day.on >= situation.today)
    return ToldChanges((Change(ChangeKind.REFUSE, ahead, (), food),))


def _every_meal(week: PlannedWeek, situation: Situation) -> ToldChanges:
    """Return the changes that put other dishes in place of all main meals to come."""
    meals = [
        (on, meal.slot)
        for on, meal in week.meals()
        if on >= situation.today and meal.slot is not Slot.SNACK
    ]
    return ToldChanges(tuple(Change(ChangeKind.SWAP, (on,), (slot,)) for on, slot in meals))
