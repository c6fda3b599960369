"""Ordering a week, changing the one that stands, looking at it; orders are answered later."""

from dataclasses import replace
from datetime import date, timedelta

from domain.conversation.outcome import Knowledge, Outcome, Situation
from domain.conversation.talk.dish_swaps import swap_for_dish
from domain.conversation.talk.pages import paged, turn_page
from domain.conversation.talk.recipe_questions import talk_of_dish
from domain.conversation.talk.replies import say, saying
from domain.conversation.talk.shopping import talk_of_list
from domain.conversation.talk.week_questions import planned_meals
from domain.conversation.talk.week_wishes import read_wish, without_food
from domain.conversation.talk.week_words import (
    day_lines,
    short_date,
    short_day,
    week_lines,
    why_lines,
)
from domain.meals.foods import FoodTable
from domain.memory.memory import Remembered
from domain.memory.own_recipes import named_recipes, own_recipe_id
from domain.messaging.phrases import Phrase, spoken
from domain.messaging.text import simplify, words
from domain.pattern import Pattern
from domain.plans.asking import food_in, read_asked
from domain.plans.calendar import WEEK_DAYS
from domain.plans.change_words import (
    ToldChanges,
    days_in,
    read_changes,
    read_first_changes,
    says_eating_out,
    speaks_of_change,
)
from domain.plans.inventions import find_invention
from domain.plans.order import (
    Asked,
    Change,
    ChangeKind,
    Invention,
    Planning,
    PlanOrder,
)
from domain.plans.unread import unread_words
from domain.plans.week import PlannedWeek
from domain.plans.wishes import LockedMeal
from domain.profile.tastes import find_dislikes
from domain.recipes.recipe import Slot
from domain.understanding.intents import Intent

_ENERGY = Pattern(r"\b\d{3,4} ?(?:k?cals?|calor\w+|kj)\b")
_OTHER_MONEY = Pattern(
    r"[€£₹¥]|\d ?(?:euros?|pounds? sterling|quid|pesos?|reais|rupees|rupias|yen|libras|soles)\b"
)
_OTHER_DIET = Phrase(
    "keto|ketogenic|cetogenica|paleo|carnivore|carnivora|carnivoro|lowcarb|atkins|fruitarian"
)
_SHOW = (
    Phrase("show|see|view me|my|the|our ... plan|menu"),
    Phrase("my plan|menu", is_whole=True),
    Phrase("whats|what is on|in my|the plan|menu"),
    Phrase("the plan|menu", is_whole=True),
    Phrase("mi plan|menu", is_whole=True),
    Phrase("muestra|muestrame|ver mi|el plan|menu"),
    Phrase("menu", is_whole=True),
)
_WHY = (
    Phrase("why|proof|prueba|porque", is_whole=True),
    Phrase("por que", is_whole=True),
    Phrase("why this plan|week", is_whole=True),
    Phrase("por que este|esta plan|semana", is_whole=True),
    Phrase("show|see me|the proof"),
)
_IS_ENOUGH = Pattern(
    r"(?:(?:and|but|so|ok|pero|y) )*(?:is|does|will|are|has|es|tiene|cumple)\b"
    r"[^?]{0,30}\b(?:healthy|balanced|nutritious|enough|ok for me|good for me|sano|sana|saludable"
    r"|equilibrad[oa]|suficiente)\b[^?]{0,20}\W*"
)
"""Asked right after a plan: what was proved of it answers."""
_SHORT = 8  # words


def plan_week(situation: Situation, knowledge: Knowledge) -> Outcome:
    """Order seven days from tomorrow, with all that the message asks of them."""
    if refused := _cannot_ask(situation, knowledge):
        return refused
    text, foods = situation.message.text, knowledge.foods
    starts_on = situation.today + timedelta(days=1)
    dates = tuple(starts_on + timedelta(days=n) for n in range(WEEK_DAYS))
    if speaks_of_change(text) and (changed := change_week(situation, knowledge)):
        return changed
    own = named_recipes(text, situation.memory)
    order = PlanOrder(
        order_id=situation.message.message_sid,
        starts_on=starts_on,
        today=situation.today,
        asked=_asked_of_week(text, foods),
        changes=read_first_changes(text, situation.today, dates, foods),
        unread=unread_words(
            _without_names(text, own), situation.today, dates, foods, _asking_words(knowledge)
        ),
        invention=find_invention(text, situation.today, dates),
        serves=tuple(own_recipe_id(each) for each in own),
    )
    return _ordered(order, Intent.PLAN_WEEK, situation)


def _asking_words(knowledge: Knowledge) -> frozenset[str]:
    cookbook = knowledge.cookbook
    return frozenset() if cookbook is None else cookbook.tables.book.asking_words


def _without_names(text: str, own: tuple[Remembered, ...]) -> str:
    """Return a text without the names of recipes: they are read, and say nothing else."""
    said = simplify(text)
    for each in own:
        said = said.replace(simplify(each.name), " ")
    return said


def _asked_of_week(text: str, foods: FoodTable) -> Asked:
    """Return what a request asks, with the foods it says somebody does not like."""
    asked = read_asked(text, foods)
    said = simplify(text)
    told = [each for part in (said, *said.split(",")) for each in find_dislikes(part)]
    disliked = (food_in(each, foods) for each in told)
    return replace(asked, without=tuple(dict.fromkeys((*asked.without, *filter(None, disliked)))))


def _cannot_ask(situation: Situation, knowledge: Knowledge) -> Outcome | None:
    """Say what no plan is made for: unknown allergies, energy set by hand, other money or diets."""
    said = simplify(situation.message.text)
    if not _knows_safety(situation):
        return say(Intent.PLAN_WEEK, "plan_first_allergies", situation, knowledge)
    if _ENERGY.search(said):
        if not knowledge.texts.shows_energy:
            return say(Intent.PLAN_WEEK, "energy_hidden", situation, knowledge)
        energy = knowledge.texts.aim(situation.targets.energy_kcal)
        return say(Intent.PLAN_WEEK, "plan_energy", situation, knowledge, energy=energy)
    if _OTHER_MONEY.search(said):
        return say(Intent.PLAN_WEEK, "plan_currency", situation, knowledge)
    if _OTHER_DIET.is_in(spoken(said)):
        return say(Intent.PLAN_WEEK, "plan_diet_unknown", situation, knowledge)
    return None


def _knows_safety(situation: Situation) -> bool:
    """Whether somebody agreed to be advised and told what they must not eat."""
    profile = situation.profile
    return profile.allergies is not None and profile.consented_at is not None


def _ordered(order: PlanOrder, intent: Intent, situation: Situation) -> Outcome:
    """Return the outcome that only orders: the answer comes when the plan is done."""
    planning = Planning(order.order_id, order.asked)
    conversation = replace(situation.conversation, planning=planning, pending=None, pages=())
    return Outcome(intent, situation.profile, conversation, order=order)


def loosen(said: str, situation: Situation, knowledge: Knowledge) -> Outcome | None:
    """Plan what was asked last with what gives way now; None where nothing is said that does."""
    looser = read_asked(said, knowledge.foods)
    if looser == Asked():
        return None
    order = PlanOrder(
        order_id=situation.message.message_sid,
        starts_on=situation.today + timedelta(days=1),
        today=situation.today,
        asked=situation.conversation.planning.asked.and_then(looser),
    )
    return _ordered(order, Intent.PLAN_WEEK, situation)


def swap_meal(situation: Situation, knowledge: Knowledge) -> Outcome:
    """Change the week that stands; ask which meal where none is named."""
    if situation.week is None:
        return say(Intent.SWAP_MEAL, "no_plan", situation, knowledge)
    return change_week(situation, knowledge) or say(
        Intent.SWAP_MEAL, "swap_which", situation, knowledge
    )


def change_week(situation: Situation, knowledge: Knowledge) -> Outcome | None:
    """Order what a message changes of the week, or keep what it wants to stay."""
    week = situation.week
    if week is None or week.ends_on < situation.today:
        return None
    told = swap_for_dish(week, situation, knowledge) or read_changes(
        situation.message.text, situation.today, week, knowledge.foods
    )
    if isinstance(told, Outcome):
        return told
    return _changing(told, week, situation, knowledge)


def _changing(
    told: ToldChanges, week: PlannedWeek, situation: Situation, knowledge: Knowledge
) -> Outcome | None:
    if told.stay:
        return _locked(told.stay, week, situation, knowledge)
    if told.names_no_meal:
        return say(Intent.SWAP_MEAL, "swap_which", situation, knowledge)
    ahead = tuple(
        change for change in told.changes if not change.on or max(change.on) >= situation.today
    )
    if told.changes and not ahead:
        return say(Intent.SWAP_MEAL, "swap_past", situation, knowledge)
    if not ahead:
        return None
    order = PlanOrder(
        order_id=situation.message.message_sid,
        starts_on=week.starts_on,
        today=situation.today,
        asked=week.asked,
        changes=ahead,
        is_change=True,
        invention=_new_for(ahead, situation, week),
    )
    return _ordered(order, Intent.SWAP_MEAL, situation)


def _new_for(
    changes: tuple[Change, ...], situation: Situation, week: PlannedWeek
) -> Invention | None:
    """Return the new dish a change asks for: "swap Tuesday's dinner for something new"."""
    dates = tuple(day.on for day in week.days)
    found = find_invention(situation.message.text, situation.today, dates)
    swap = next((each for each in changes if each.kind is ChangeKind.SWAP), None)
    if found is None or swap is None:
        return None
    return replace(found, on=swap.on[0], slot=swap.slots[0])


def invent_dish(situation: Situation, knowledge: Knowledge) -> Outcome | None:
    """Order a dish that stands in no book: into the week on a day that is named, else alone."""
    text, week, today = situation.message.text, situation.week, situation.today
    dates = tuple(day.on for day in week.days if day.on >= today) if week else ()
    invention = find_invention(text, today, dates)
    if invention is None:
        return None
    if not _knows_safety(situation):
        return say(Intent.SUGGEST_MEAL, "plan_first_allergies", situation, knowledge)
    day = week.find_day(invention.on) if week and invention.on else None
    order = PlanOrder(
        order_id=situation.message.message_sid,
        starts_on=today + timedelta(days=1),
        today=today,
        invention=invention,
        is_of_dish=True,
    )
    if week is not None and day is not None and day.find(invention.slot):
        swap = Change(ChangeKind.SWAP, (day.on,), (invention.slot,))
        order = replace(
            order,
            starts_on=week.starts_on,
            asked=week.asked,
            changes=(swap,),
            is_change=True,
            is_of_dish=False,
        )
    intent = Intent.SWAP_MEAL if order.is_change else Intent.SUGGEST_MEAL
    return _ordered(order, intent, situation)


def _locked(
    stay: tuple[tuple[date, Slot], ...],
    week: PlannedWeek,
    situation: Situation,
    knowledge: Knowledge,
) -> Outcome:
    locks = tuple(
        LockedMeal(week.index(on), slot, meal.dish_id)
        for on, slot in stay
        if (day := week.find_day(on)) and (meal := day.find(slot))
    )
    days = dict.fromkeys(short_day(on, knowledge.texts) for on, _ in stay)
    outcome = say(
        Intent.SWAP_MEAL,
        "plan_locked",
        situation,
        knowledge,
        days=", ".join(days),
        meals=len(locks),
    )
    return replace(outcome, week=week.keeping(locks))


def is_dinner_out(situation: Situation) -> bool:
    """Whether a short message says only that somebody eats out: "eating out on Saturday"."""
    text = situation.message.text
    return len(words(text)) <= _SHORT and says_eating_out(text)


def talk_of_week(situation: Situation, knowledge: Knowledge) -> Outcome | None:
    """Answer what is plainly about the week that stands; None where something else is said."""
    if more := turn_page(situation, knowledge) or talk_of_dish(situation, knowledge):
        return more
    week = situation.week
    if week is None:
        return None
    if shown := _looked_at(week, situation, knowledge) or talk_of_list(situation, knowledge):
        return shown
    if wished := _wished(week, situation, knowledge):
        return wished
    text = situation.message.text
    return change_week(situation, knowledge) if _is_plain_change(text, situation) else None


def _wished(week: PlannedWeek, situation: Situation, knowledge: Knowledge) -> Outcome | None:
    """Order what a short message wishes of the week that stands."""
    wish = None if week.ends_on < situation.today else read_wish(week, situation, knowledge)
    if wish is None or isinstance(wish, Outcome):
        return wish
    if isinstance(wish, ToldChanges):
        return _changing(wish, week, situation, knowledge)
    if week.starts_on <= situation.today:  # begun: what was eaten stays
        return _ordered(_rest_of(week, wish, situation), Intent.PLAN_WEEK, situation)
    order = PlanOrder(
        order_id=situation.message.message_sid,
        starts_on=situation.today + timedelta(days=1),
        today=situation.today,
        asked=wish,
    )
    return _ordered(order, Intent.PLAN_WEEK, situation)


def _rest_of(week: PlannedWeek, asked: Asked, situation: Situation) -> PlanOrder:
    return PlanOrder(
        order_id=situation.message.message_sid,
        starts_on=week.starts_on,
        today=situation.today,
        asked=asked,
        changes=(Change(ChangeKind.REST),),
        is_change=True,
    )


def take_out(food: str, situation: Situation, knowledge: Knowledge) -> Outcome | None:
    """Put other dishes in place of all to come that have a food; None where no week stands."""
    week = situation.week
    if week is None:
        return None
    return _changing(without_food(food, week, situation), week, situation, knowledge)


def _looked_at(week: PlannedWeek, situation: Situation, knowledge: Knowledge) -> Outcome | None:
    """Show the week, why it is so, or one of its days, if that is asked."""
    said, texts = spoken(situation.message.text), knowledge.texts
    if any(phrase.is_in(said) for phrase in _SHOW):
        lines = week_lines(week, situation.message.user.channel, texts)
        return _shown(lines, situation, knowledge)
    is_after = situation.conversation.comes_after(Intent.PLAN_WEEK, Intent.SWAP_MEAL)
    is_doubted = is_after and _IS_ENOUGH.fullmatch(simplify(situation.message.text))
    if is_doubted or any(phrase.is_in(said) for phrase in _WHY):
        budget = week.asked.budget_usd or situation.profile.budget_usd_week
        return _shown(why_lines(week, budget, texts), situation, knowledge)
    return _asked_day(situation, week, knowledge)


def _is_plain_change(text: str, situation: Situation) -> bool:
    """Whether a message that may be a meal or a question is about the plan: not "I had"."""
    said = spoken(text)
    is_told = any(f" {word} " in said for word in ("had", "ate", "drank", "comi", "cene", "logged"))
    names_day = bool(days_in(text, situation.today, _dates(situation)))
    return not is_told and (names_day or speaks_of_change(text))


def _dates(situation: Situation) -> tuple[date, ...]:
    return tuple(day.on for day in situation.week.days) if situation.week else ()


def _asked_day(situation: Situation, week: PlannedWeek, knowledge: Knowledge) -> Outcome | None:
    """Show the planned meals of a day, or some of them; what one dish is, its recipe may follow."""
    asked = planned_meals(week, situation)
    if asked is None:
        return None
    if asked.day is None:
        first, last = (short_date(on, knowledge.texts) for on in (week.starts_on, week.ends_on))
        return say(
            Intent.PLAN_WEEK, "plan_other_days", situation, knowledge, first=first, last=last
        )
    outcome = _shown(day_lines(asked.day, knowledge.texts, asked.slots), situation, knowledge)
    meals = [meal for meal in asked.day.meals if meal.slot in asked.slots]
    if len(meals) != 1:
        return outcome
    spoken_of = replace(outcome.conversation, dish_id=meals[0].dish_id)
    return replace(outcome, conversation=spoken_of)


def _shown(lines: list[str], situation: Situation, knowledge: Knowledge) -> Outcome:
    buttons = (knowledge.texts.say("button_list"),)
    page = paged(lines, situation.message.user.channel, knowledge.texts, buttons)
    outcome = saying(Intent.PLAN_WEEK, [], situation)
    conversation = replace(situation.conversation, pages=page.rest)
    return replace(outcome, draft=page.draft, conversation=conversation)
