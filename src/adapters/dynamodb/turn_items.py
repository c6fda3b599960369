"""A turn as one transaction, and rows as what a turn starts from. Pure, so tested without AWS.

What is only ever read whole, a meal's portions and totals, is kept as JSON text: a tenth of the
work of a nested map, here and in the store.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any, cast

from adapters.dynamodb import keys
from adapters.dynamodb.items import Item, from_item, to_attribute, to_item
from adapters.dynamodb.plan_rows import row_of, week_puts
from adapters.dynamodb.reply_items import reply_item
from adapters.dynamodb.unknown_foods import counts
from adapters.dynamodb.user_rows import conversation_row, memory_row, profile_row
from contracts.events import from_wire, name_of, to_wire
from domain.conversation.state import Conversation
from domain.conversation.turn import Outbox, Turn
from domain.events import Event
from domain.identity import MealId, ReplyId, UserId
from domain.meals.diary import Day, Eaten, Meal
from domain.meals.nutrients import Nutrient, Total, Totals
from domain.messaging.reply import Reply

if TYPE_CHECKING:
    from mypy_boto3_dynamodb.type_defs import TransactWriteItemTypeDef

Action = dict[str, Any]

_PAGE_KEPT = timedelta(days=7)
"""How long it is kept which page was named. Source: own choice, past every retry"""

_PORTIONS, _FOODS, _EATEN = "portions", "foods", "eaten"
"""Beside a meal's totals: how many portions they are of, grams by food, when and for what slot."""


def transaction(table: str, turn: Turn) -> "list[TransactWriteItemTypeDef]":
    """Return the actions of a turn; the marker comes first, its condition tells a duplicate."""
    return in_table(table, _actions(turn))


def in_table(table: str, actions: Iterable[Action]) -> "list[TransactWriteItemTypeDef]":
    """Return actions as a transaction on one table."""
    named = [_in_table(table, action) for action in actions]
    return cast("list[TransactWriteItemTypeDef]", named)


def _actions(turn: Turn) -> Iterator[Action]:
    user = turn.user_id
    yield put(
        keys.turn(user, turn.message.message_sid), _turn_row(turn), "attribute_not_exists(pk)"
    )
    yield conversation_put(user, turn.conversation, turn.based_on)
    if turn.is_new_user:
        key = keys.phone(turn.message.phone_key)
        yield put(key, to_item({"user_id": user}), "attribute_not_exists(pk)")
    if turn.profile is not None:
        yield put(keys.profile(user), profile_row(turn.profile))
    if turn.memory is not None:  # the conversation's version guards it
        yield put(keys.memory(user), memory_row(turn.memory))
    for meal in turn.added:
        yield put(keys.meal(user, meal.day.isoformat(), meal.meal_id), _meal_row(meal))
    for place in turn.removed:
        yield {"Delete": {"Key": keys.meal(user, place.day.isoformat(), place.meal_id)}}
    yield from _day_updates(turn)
    for weight in turn.weights:
        row = to_item({"mass_kg": weight.mass_kg})
        yield put(keys.weight(user, weight.on.isoformat(), weight.message_sid), row)
    yield from _of_plans(turn)
    yield from counts(turn)
    for reply in turn.replies:
        yield reply_put(reply)


def _of_plans(turn: Turn) -> Iterator[Action]:
    user = turn.user_id
    for rating in turn.ratings:
        row = to_item({"dish_id": rating.dish_id, "taste": rating.taste, "words": rating.words})
        yield put(keys.rating(user, rating.on.isoformat(), rating.message_sid), row)
    if turn.order is not None:
        yield put(keys.order(user, turn.order.order.order_id), row_of(turn.order))
    for key, row in week_puts(user, turn.week, turn.kept_list):
        yield put(key, row)
    if turn.page is not None:
        row = row_of(turn.page, turn.page.received_at + _PAGE_KEPT)
        yield put(keys.page(user, turn.page.message_sid), row)


def reply_put(reply: Reply) -> Action:
    """Return the action that keeps a reply, once."""
    key = keys.reply(reply.user_id, reply.reply_id)
    return put(key, reply_item(reply), "attribute_not_exists(pk)")


def _in_table(table: str, action: Action) -> Action:
    ((verb, body),) = action.items()
    return {verb: {"TableName": table, **body}}


def put(key: keys.Key, row: Item, condition: str = "") -> Action:
    """Return the action that keeps a row, on a condition if one is given."""
    body: Action = {"Item": key | row}
    if condition:
        body["ConditionExpression"] = condition
    return {"Put": body}


def conversation_put(user_id: UserId, conversation: Conversation, based_on: int) -> Action:
    """Replace the conversation a turn was decided on, and no other."""
    action = put(keys.conversation(user_id), conversation_row(conversation))
    if based_on == 0:
        action["Put"]["ConditionExpression"] = "attribute_not_exists(pk)"
        return action
    action["Put"]["ConditionExpression"] = "#version = :based_on"
    action["Put"]["ExpressionAttributeNames"] = {"#version": "version"}
    action["Put"]["ExpressionAttributeValues"] = {":based_on": {"N": str(based_on)}}
    return action


def _turn_row(turn: Turn) -> Item:
    """Return the marker: what was said, what was decided, and what must leave."""
    return to_item(
        {
            "intent": turn.intent,
            "text": turn.message.text,
            "media": len(turn.message.media),
            "received_at": turn.message.received_at,
            "replies": [reply.reply_id for reply in turn.replies],
            "events": [event_row(event) for event in turn.events],
        }
    )


def event_row(event: Event) -> dict[str, Any]:
    """Return an event as a marker keeps it."""
    return {"name": name_of(event), "wire": to_wire(event).model_dump(mode="json")}


def _meal_row(meal: Meal) -> Item:
    return to_item(
        {
            "eaten_at": meal.eaten_at,
            "slot": meal.slot,
            "portions": json.dumps(
                [
                    asdict(portion) | {"allergens": sorted(portion.allergens)}
                    for portion in meal.portions
                ]
            ),
        }
    )


def _day_updates(turn: Turn) -> Iterator[Action]:
    """Change each day once: one transaction cannot touch a row twice."""
    for on in sorted({meal.day for meal in turn.added} | {place.day for place in turn.removed}):
        added = [meal for meal in turn.added if meal.day == on]
        removed = [place.meal_id for place in turn.removed if place.day == on]
        yield {"Update": _day_update(turn.user_id, on, added, removed)}


def _day_update(
    user_id: UserId, on: date, added: list[Meal], removed: list[MealId]
) -> dict[str, Any]:
    names = {f"#a{n}": keys.MEAL_ATTRIBUTE_PREFIX + m.meal_id for n, m in enumerate(added)}
    values = {f":a{n}": to_attribute(_totals_text(m)) for n, m in enumerate(added)}
    gone = {f"#r{n}": keys.MEAL_ATTRIBUTE_PREFIX + meal_id for n, meal_id in enumerate(removed)}
    changes = []
    if names:
        changes.append("SET " + ", ".join(f"{n} = :{n[1:]}" for n in names))
    if gone:
        changes.append("REMOVE " + ", ".join(gone))
    update: dict[str, Any] = {
        "Key": keys.day(user_id, on),
        "UpdateExpression": " ".join(changes),
        "ExpressionAttributeNames": names | gone,
    }
    return update | ({"ExpressionAttributeValues": values} if values else {})


def _totals_text(meal: Meal) -> str:
    """Return what is known of a meal; a nutrient of which nothing is known is left out."""
    portions = len(meal.portions)
    known = {n: total for n, total in meal.totals.items() if total.uncounted < max(portions, 1)}
    eaten = [meal.eaten_at.isoformat(), meal.slot]
    row = {_PORTIONS: portions, _FOODS: dict(meal.foods), _EATEN: eaten}
    return json.dumps(row | {n: _total_row(total) for n, total in known.items()})


def _total_row(total: Total) -> list[float]:
    whole = [total.amount, total.uncounted]
    if total.estimated:
        return [*whole, total.uncounted_kcal, total.estimated, total.estimated_amount]
    return [*whole, total.uncounted_kcal] if total.uncounted else whole


def day_from(item: Item) -> Day:
    """Read a day row."""
    row = from_item(item)
    meals = {
        MealId(name.removeprefix(keys.MEAL_ATTRIBUTE_PREFIX)): json.loads(value)
        for name, value in row.items()
        if name.startswith(keys.MEAL_ATTRIBUTE_PREFIX)
    }
    return Day(
        on=date.fromisoformat(row["sk"].removeprefix(keys.DAY_PREFIX)),
        meals={meal_id: _totals(meal) for meal_id, meal in meals.items()},
        foods={meal_id: meal[_FOODS] for meal_id, meal in meals.items() if _FOODS in meal},
        eaten={meal_id: _eaten(meal[_EATEN]) for meal_id, meal in meals.items() if _EATEN in meal},
    )


def _eaten(row: list[str]) -> Eaten:
    at, slot = row
    return Eaten(datetime.fromisoformat(at), slot)


def _totals(row: Mapping[str, Any]) -> Totals:
    """Read totals; a nutrient that does not stand there was not counted for any portion.

    Rows of before told no energy of what was not counted: then it may be all of the meal.
    """
    energy_kcal = row.get(Nutrient.ENERGY, [0.0])[0]
    unknown = Total(0, row.get(_PORTIONS, 1), energy_kcal)
    return {n: _total(row[n], energy_kcal) if n in row else unknown for n in Nutrient}


def _total(row: list[Any], energy_kcal: float) -> Total:
    amount, uncounted, *more = row
    if not more:
        return Total(amount, uncounted, energy_kcal if uncounted else 0.0)
    missing_kcal, *estimated = more
    return Total(amount, uncounted, missing_kcal, *estimated)


def outbox_from(user_id: UserId, item: Item) -> Outbox:
    """Read from a marker what must leave."""
    row = from_item(item)
    return Outbox(
        user_id=user_id,
        replies=tuple(ReplyId(each) for each in row["replies"]),
        events=tuple(from_wire(each["name"], each["wire"]) for each in row["events"]),
    )
