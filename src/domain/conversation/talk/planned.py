"""What an order for a week is answered with, once the planner is done."""

import math
from dataclasses import replace
from datetime import date

from domain.conversation.order_turn import OrderAnswer, OrderSnapshot
from domain.conversation.outcome import Knowledge
from domain.conversation.state import QUESTION_STANDS, Conversation, Pending, Question
from domain.conversation.talk.heard_words import heard_lines
from domain.conversation.talk.pages import paged
from domain.conversation.talk.recipes import named, recipe_lines
from domain.conversation.talk.shopping_edits import edited_again
from domain.conversation.talk.week_words import (
    changed_lines,
    dollars,
    short_day,
    sum_line,
    week_lines,
)
from domain.conversation.wording import ReplyTexts, drafted, fitted, listed, quoted
from domain.events import EventBody, WeekNotPlanned, WeekPlanned
from domain.memory.own_recipes import own_recipe_id
from domain.messaging.address import Channel
from domain.messaging.reply import Draft
from domain.pattern import Pattern
from domain.plans.drafted import DraftStatus, Exceeded, Novelty, WeekDraft
from domain.plans.order import Asked, Planning
from domain.plans.week import KeptList, PlannedWeek
from domain.recipes.kept import is_invented

BUDGET, MINUTES = "budget", "cooking time"
"""Wishes of a conflict that one number loosens, as the planner calls them."""

_DATE = Pattern(r"\d{4}-\d\d-\d\d")
_ROOM = 1.25
"""On top of the least a week can cost: whole packs and meals do not come at the least.

Source: own choice, near the gap of weeks that are found
"""

_MOST_NAMED = 3  # of what the nearest week exceeds
_MOST_CHANGES = 9  # lines; a week that changed more is told whole


def answer_order(snapshot: OrderSnapshot, draft: WeekDraft, knowledge: Knowledge) -> OrderAnswer:
    """Return the answer a draft makes: the week, or why there is none and what would help."""
    texts = knowledge.speaking_to(snapshot.profile).texts
    match draft.status:
        case DraftStatus.PLANNED if draft.week is not None:
            return _planned(snapshot, draft, draft.week, knowledge, texts)
        case DraftStatus.DISH if (dish := _dish(snapshot, draft, knowledge)) is not None:
            return dish
        case DraftStatus.INFEASIBLE:
            return _infeasible(snapshot, draft, texts)
        case DraftStatus.UNCLEAR:
            said = texts.say("plan_unclear", allergy=quoted(draft.unclear))
        case DraftStatus.NO_MEAL:
            said = texts.say("plan_no_meal")
        case DraftStatus.NO_DISH:
            said = texts.say(
                "swap_dish_refused", dish=_dish_name(draft.dish_id, snapshot, knowledge)
            )
        case _ if snapshot.placed.order.is_of_dish:
            said = texts.say("suggest_none")
        case _:
            said = _undecided(snapshot, draft, texts)
    return _unplanned(snapshot, texts, Draft(said), draft.status.value)


def apologise_for_order(snapshot: OrderSnapshot, knowledge: Knowledge, reason: str) -> OrderAnswer:
    """Return the answer where something failed, or what was drafted may not leave."""
    texts = knowledge.speaking_to(snapshot.profile).texts
    return _unplanned(snapshot, texts, Draft(texts.say(f"plan_{reason}")), reason)


def say_still_planning(snapshot: OrderSnapshot, knowledge: Knowledge) -> Draft:
    """Return what is said where a plan takes longer."""
    texts = knowledge.speaking_to(snapshot.profile).texts
    return fitted(Draft(texts.say("plan_longer")), snapshot.placed.to.channel, texts)


def _planned(
    snapshot: OrderSnapshot,
    draft: WeekDraft,
    week: PlannedWeek,
    knowledge: Knowledge,
    texts: ReplyTexts,
) -> OrderAnswer:
    channel, before = snapshot.placed.to.channel, snapshot.week
    is_change = snapshot.placed.order.is_change and before is not None
    head, *lines = week_lines(week, channel, texts)
    told = [*heard_lines(draft.heard, knowledge.foods, texts), *_of_new(draft, texts)]
    told += _left_out(snapshot, week, texts)
    lines = [head, *told, *lines]
    if is_change and before is not None:
        lines = [*_changes(before, week, channel, texts), *_of_new(draft, texts)]
    buttons = (texts.say("button_list"), texts.say("button_why"))
    page = paged(lines, channel, texts, buttons)
    conversation = replace(_answered(snapshot, week.asked), pages=page.rest, dish_id="")
    planned = WeekPlanned(
        order_id=week.order_id,
        starts_on=week.starts_on,
        meals=sum(len(day.meals) for day in week.days),
        limits=week.proven.limits,
        cost_usd=week.cost_usd,
    )
    return OrderAnswer(
        draft=fitted(page.draft, channel, texts),
        conversation=conversation,
        events=(planned,),
        week=week,
        kept_list=_list_of(snapshot, draft, week, knowledge),
    )


def _dish(snapshot: OrderSnapshot, draft: WeekDraft, knowledge: Knowledge) -> OrderAnswer | None:
    """Return how the one dish that was asked for is made; None where it is not there any more."""
    texts, channel = knowledge.speaking_to(snapshot.profile).texts, snapshot.placed.to.channel
    kept = () if snapshot.advice is None else snapshot.advice.recipes
    if knowledge.cookbook is None:
        return None
    tables = knowledge.cookbook.adding(kept, knowledge.foods.foods).tables
    recipe = tables.recipes.get(draft.dish_id)
    if recipe is None:
        return None
    pounds = snapshot.profile.uses_pounds
    lines = recipe_lines(
        recipe,
        float(recipe.servings),
        texts,
        in_pounds=pounds,
        shelves=tables.book.shelves,
    )
    if draft.novelty is Novelty.NONE:
        lines = [texts.say("plan_new_none"), *lines]
    is_new = is_invented(draft.dish_id)
    page = paged(lines, channel, texts, (texts.say("button_keep"),) if is_new else ())
    conversation = replace(
        _answered(snapshot, snapshot.placed.order.asked),
        pages=page.rest,
        dish_id=draft.dish_id,
        made_up=next((each for each in kept if each.recipe_id == draft.dish_id), None),
    )
    return OrderAnswer(fitted(page.draft, channel, texts), conversation)


def _dish_name(dish_id: str, snapshot: OrderSnapshot, knowledge: Knowledge) -> str:
    """Return what a dish is called, of the user's own or of the house."""
    texts = knowledge.speaking_to(snapshot.profile).texts
    own = {str(own_recipe_id(each)): each.name for each in snapshot.memory.entries}
    if dish_id in own:
        return quoted(own[dish_id])
    recipes = {} if knowledge.cookbook is None else knowledge.cookbook.tables.recipes
    return named(recipes[dish_id], texts) if dish_id in recipes else texts.say("that_dish")


def _left_out(snapshot: OrderSnapshot, week: PlannedWeek, texts: ReplyTexts) -> list[str]:
    """Return which recipes of the user's own were asked for and stand in no meal."""
    served = {meal.dish_id for _, meal in week.meals()}
    missing = [each for each in snapshot.placed.order.serves if each not in served]
    names = {str(own_recipe_id(each)): each.name for each in snapshot.memory.entries}
    known = tuple(quoted(names[each]) for each in missing if each in names)
    return [texts.say("plan_own_left_out", names=listed(known, texts))] if known else []


def _of_new(draft: WeekDraft, texts: ReplyTexts) -> list[str]:
    """Return what is said of dishes that stand in no book, and of a wish for one that failed."""
    if draft.novelty is Novelty.NOT_ASKED:
        return []
    return [texts.say(f"plan_new_{draft.novelty}")]


def _changes(
    before: PlannedWeek, week: PlannedWeek, channel: Channel, texts: ReplyTexts
) -> list[str]:
    """Return what is another than before, or the whole week where most of it is."""
    if before.days == week.days:
        return [texts.say("changed_nothing")]
    changed = changed_lines(before, week, texts) or [texts.say("changed_portions")]
    if len(changed) > _MOST_CHANGES:
        return week_lines(week, channel, texts)
    return [texts.say("plan_changed"), *changed, sum_line(week, texts)]


def _list_of(
    snapshot: OrderSnapshot, draft: WeekDraft, week: PlannedWeek, knowledge: Knowledge
) -> KeptList | None:
    """Return the new list with what the user had and added before, while it is the same week."""
    if draft.items is None:
        return None
    fresh = KeptList(week.starts_on, draft.items)
    old = snapshot.kept_list
    is_same_week = old is not None and old.starts_on == week.starts_on
    return edited_again(fresh, old, knowledge) if old and is_same_week else fresh


def _answered(snapshot: OrderSnapshot, asked: Asked) -> Conversation:
    return replace(snapshot.conversation, planning=Planning("", asked), pages=(), pending=None)


def _unplanned(
    snapshot: OrderSnapshot,
    texts: ReplyTexts,
    draft: Draft,
    reason: str,
    pending: Pending | None = None,
) -> OrderAnswer:
    order = snapshot.placed.order
    conversation = replace(_answered(snapshot, order.asked), pending=pending)
    events: tuple[EventBody, ...] = (WeekNotPlanned(order.order_id, reason),)
    return OrderAnswer(fitted(draft, snapshot.placed.to.channel, texts), conversation, events)


def _infeasible(snapshot: OrderSnapshot, draft: WeekDraft, texts: ReplyTexts) -> OrderAnswer:
    """Name the smallest set of wishes that contradict each other, and the cheapest way out."""
    if snapshot.placed.order.is_change:
        return _unplanned(snapshot, texts, Draft(texts.say("change_infeasible")), "infeasible")
    wishes = tuple(_wish(name, snapshot, texts) for name in draft.conflict)
    head = texts.say("plan_conflict" if len(wishes) > 1 else "plan_conflict_one")
    named = texts.say("plan_conflict_wishes", wishes=listed(wishes, texts)) if wishes else ""
    ways = [_loosened(*each, snapshot, texts) for each in draft.relaxations]
    way = next((each for each in ways if each is not None), None)
    if way is None:
        lines = [head, named, texts.say("plan_conflict_drop")]
        return _unplanned(snapshot, texts, drafted(lines), "infeasible")
    said, button = way
    lines = [head, named, texts.say("plan_conflict_way", way=said)]
    expires = snapshot.placed.placed_at + QUESTION_STANDS
    pending = Pending(Question.PLAN_CONFLICT, expires, (button,))
    return _unplanned(snapshot, texts, drafted(lines, (button,)), "infeasible", pending)


def _wish(name: str, snapshot: OrderSnapshot, texts: ReplyTexts) -> str:
    """Return a wish of a conflict with the user's own number, where there is one."""
    asked = snapshot.placed.order.asked
    budget = asked.budget_usd or snapshot.profile.budget_usd_week
    if name == BUDGET and budget:
        return texts.say("wish_budget", budget=dollars(budget))
    if name == MINUTES and (minutes := _minutes(asked)):
        return texts.say("wish_minutes", minutes=minutes)
    key = "wish_" + name.replace(" ", "_")
    nutrient = f"nutrient_{name.replace(' ', '_')}"
    return texts.by_key.get(key) or texts.by_key.get(nutrient) or texts.say("wish_other")


def _loosened(
    name: str, share: float, snapshot: OrderSnapshot, texts: ReplyTexts
) -> tuple[str, str] | None:
    """Return a way out in words, and the button that takes it; None where no number is one."""
    asked = snapshot.placed.order.asked
    budget = asked.budget_usd or snapshot.profile.budget_usd_week
    if name == BUDGET and budget:
        enough = math.ceil(round(budget * (1 + share) * _ROOM, 2))
        return (
            texts.say("way_budget", enough=dollars(enough), budget=dollars(budget)),
            texts.say("button_way_budget", enough=dollars(enough)),
        )
    if name == MINUTES and (minutes := _minutes(asked)):
        enough = math.ceil(round(minutes * (1 + share), 2) / 5) * 5
        return (
            texts.say("way_minutes", enough=enough, minutes=minutes),
            texts.say("button_way_minutes", enough=enough),
        )
    return None


def _minutes(asked: Asked) -> int | None:
    told = [each for each in (asked.minutes_weekday, asked.minutes_weekend) if each is not None]
    return min(told, default=None)


def _undecided(snapshot: OrderSnapshot, draft: WeekDraft, texts: ReplyTexts) -> str:
    """Say that neither a week nor a proof was found, and what the nearest week exceeds."""
    if snapshot.placed.order.is_change:
        return texts.say("change_undecided")
    over = [_over(each, snapshot, texts) for each in draft.exceeds[:_MOST_NAMED]]
    return drafted([texts.say("plan_undecided"), *over, texts.say("plan_conflict_drop")]).text


def _over(each: Exceeded, snapshot: OrderSnapshot, texts: ReplyTexts) -> str:
    """Return a limit that is not kept; the budget is the one the user named."""
    budget = snapshot.placed.order.asked.budget_usd or snapshot.profile.budget_usd_week
    is_budget = each.name == "budget_usd" and budget is not None
    limit = dollars(budget or 0.0) if is_budget else each.limit
    name = _limit_name(each.name, texts)
    return texts.say("plan_over", name=name, value=each.value, limit=limit)


def _limit_name(name: str, texts: ReplyTexts) -> str:
    """Return a limit in words: "protein on Wed", "budget", "cooking time on Fri"."""
    what, _, rest = name.partition(",")
    bare = what.removesuffix(" a day")
    key = {"budget_usd": "limit_budget", "minutes": "limit_minutes"}.get(bare, f"nutrient_{bare}")
    said = texts.by_key.get(key) or texts.say("limit_other")
    if found := _DATE.search(rest):
        day = short_day(date.fromisoformat(found.group()), texts)
        return texts.say("limit_on", limit=said, day=day)
    return said
