"""A turn as one transaction, and rows as what a turn starts from. Pure, so tested without AWS.

What is only ever read whole, a meal's portions and totals, is kept as JSON text: a tenth of the
work of a nested map, here and in the store.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import asdict
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, cast

from adapters.dynamodb import keys
from adapters.dynamodb.items import Item, from_item, instant, to_attribute, to_item
from adapters.dynamodb.reply_items import reply_item
from contracts.events import from_wire, name_of, to_wire
from domain.conversation.profile import Conversation, MealReference, Profile
from domain.conversation.turn import Outbox, Turn
from domain.events import Event
from domain.identity import MealId, ReplyId, UserId
from domain.meals.diary import Day, Meal
from domain.meals.nutrients import Nutrient, Total, Totals
from domain.profile.goal import Goal
from domain.safety.allergens import Allergy

if TYPE_CHECKING:
    from mypy_boto3_dynamodb.type_defs import TransactWriteItemTypeDef

Action = dict[str, Any]

_PORTIONS = "portions"
"""How many portions a meal's totals are of, beside them under this key."""


def transaction(table: str, turn: Turn) -> "list[TransactWriteItemTypeDef]":
    """Return the actions of a turn; the marker comes first, its condition tells a duplicate."""
    actions = [_in_table(table, action) for action in _actions(turn)]
    return cast("list[TransactWriteItemTypeDef]", actions)


def _actions(turn: Turn) -> Iterator[Action]:
    user = turn.user_id
    yield _put(
        keys.turn(user, turn.message.message_sid), _turn_row(turn), "attribute_not_exists(pk)"
    )
    yield _conversation(turn)
    if turn.is_new_user:
        key = keys.phone(turn.message.phone_key)
        yield _put(key, to_item({"user_id": user}), "attribute_not_exists(pk)")
    if turn.profile is not None:
        yield _put(keys.profile(user), _profile_row(turn.profile))
    for meal in turn.added:
        yield _put(keys.meal(user, meal.day.isoformat(), meal.meal_id), _meal_row(meal))
        yield _day_update(user, meal)
    for removed in turn.removed:
        yield {"Delete": {"Key": keys.meal(user, removed.day, removed.meal_id)}}
        yield _day_removal(user, removed)
    for reply in turn.replies:
        yield _put(keys.reply(user, reply.reply_id), reply_item(reply), "attribute_not_exists(pk)")


def _in_table(table: str, action: Action) -> Action:
    ((verb, body),) = action.items()
    return {verb: {"TableName": table, **body}}


def _put(key: keys.Key, row: Item, condition: str = "") -> Action:
    body: Action = {"Item": key | row}
    if condition:
        body["ConditionExpression"] = condition
    return {"Put": body}


def _conversation(turn: Turn) -> Action:
    """Replace the conversation the turn was decided on, and no other."""
    row = to_item(asdict(turn.conversation))
    action = _put(keys.conversation(turn.user_id), row)
    if turn.based_on == 0:
        action["Put"]["ConditionExpression"] = "attribute_not_exists(pk)"
        return action
    action["Put"]["ConditionExpression"] = "#version = :based_on"
    action["Put"]["ExpressionAttributeNames"] = {"#version": "version"}
    action["Put"]["ExpressionAttributeValues"] = {":based_on": {"N": str(turn.based_on)}}
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
            "events": [_event_row(event) for event in turn.events],
        }
    )


def _event_row(event: Event) -> dict[str, Any]:
    return {"name": name_of(event), "wire": to_wire(event).model_dump(mode="json")}


def _profile_row(profile: Profile) -> Item:
    allergies = None
    if profile.allergies is not None:
        allergies = [
            {"said": each.said, "allergens": sorted(each.allergens)} for each in profile.allergies
        ]
    return to_item(
        {
            "user_id": profile.user_id,
            "phone_key": profile.phone_key,
            "zone": profile.zone,
            "created_at": profile.created_at,
            "consented_at": profile.consented_at,
            "opted_out_at": profile.opted_out_at,
            "allergies": allergies,
            "goal": profile.goal,
        }
    )


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


def _day_update(user_id: UserId, meal: Meal) -> Action:
    totals = json.dumps(_totals_row(meal))
    return {
        "Update": {
            "Key": keys.day(user_id, meal.day),
            "UpdateExpression": "SET #meal = :totals",
            "ExpressionAttributeNames": {"#meal": keys.MEAL_ATTRIBUTE_PREFIX + meal.meal_id},
            "ExpressionAttributeValues": {":totals": to_attribute(totals)},
        }
    }


def _totals_row(meal: Meal) -> dict[str, Any]:
    """Return what is known of a meal; what is not need not say so for every nutrient there is."""
    portions = len(meal.portions)
    known = {n: total for n, total in meal.totals.items() if total != Total(0, portions)}
    return {_PORTIONS: portions} | {n: [t.amount, t.uncounted] for n, t in known.items()}


def _day_removal(user_id: UserId, removed: MealReference) -> Action:
    return {
        "Update": {
            "Key": keys.day(user_id, date.fromisoformat(removed.day)),
            "UpdateExpression": "REMOVE #meal",
            "ExpressionAttributeNames": {"#meal": keys.MEAL_ATTRIBUTE_PREFIX + removed.meal_id},
        }
    }


def profile_from(item: Item) -> Profile:
    """Read a profile row."""
    row = from_item(item)
    allergies = row.get("allergies")
    return Profile(
        user_id=row["user_id"],
        phone_key=row["phone_key"],
        zone=row["zone"],
        created_at=datetime.fromisoformat(row["created_at"]),
        consented_at=instant(row.get("consented_at")),
        opted_out_at=instant(row.get("opted_out_at")),
        allergies=None if allergies is None else tuple(_allergy(each) for each in allergies),
        goal=Goal(row["goal"]) if "goal" in row else None,
    )


def _allergy(row: Mapping[str, Any]) -> Allergy:
    return Allergy(row["said"], frozenset(row["allergens"]))


def conversation_from(item: Item) -> Conversation:
    """Read a conversation row."""
    row = from_item(item)
    recent = tuple(MealReference(**each) for each in row["recent"])
    return Conversation(row["version"], row["held_text"], recent)


def day_from(item: Item) -> Day:
    """Read a day row."""
    row = from_item(item)
    meals = {
        MealId(name.removeprefix(keys.MEAL_ATTRIBUTE_PREFIX)): _totals(value)
        for name, value in row.items()
        if name.startswith(keys.MEAL_ATTRIBUTE_PREFIX)
    }
    return Day(date.fromisoformat(row["sk"].removeprefix(keys.DAY_PREFIX)), meals)


def _totals(text: str) -> Totals:
    """Read totals; a nutrient that does not stand there was not counted for any portion."""
    row = json.loads(text)
    unknown = Total(0, row.get(_PORTIONS, 1))
    return {n: Total(*row[n]) if n in row else unknown for n in Nutrient}


def outbox_from(user_id: UserId, item: Item) -> Outbox:
    """Read from a marker what must leave."""
    row = from_item(item)
    return Outbox(
        user_id=user_id,
        replies=tuple(ReplyId(each) for each in row["replies"]),
        events=tuple(from_wire(each["name"], each["wire"]) for each in row["events"]),
    )
