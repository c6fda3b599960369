"""Valid by default; each test names only what it cares about."""

import base64
import hashlib
import hmac
import json
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from typing import Any
from urllib.parse import urlencode

from adapters.in_memory.clock import FixedClock
from adapters.secrets import SecretsManagerSecrets
from domain.conversation.state import Conversation, MealPlace
from domain.conversation.turn import Turn
from domain.events import Event, TurnTaken
from domain.identity import MealId, MessageSid, PhoneKey, ReplyId, UserId, ulid
from domain.meals.diary import Meal, Portion
from domain.meals.foods import FoodId
from domain.meals.nutrients import Nutrient
from domain.messaging.address import Address, Channel
from domain.messaging.inbound import InboundMessage
from domain.messaging.reply import Draft, Reply, ReplyState
from domain.messaging.status import StatusReport
from domain.profile.goal import Goal
from domain.profile.profile import Profile
from domain.understanding.intents import Intent
from services.delivery.ports import Lease, ReplyStore
from services.webhook.form import WebhookRequest

NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)
TODAY = NOON.date()
ANN = Address(Channel.WHATSAPP, "+14155550101")
COACH = Address(Channel.WHATSAPP, "+14155238886")
ANN_ID = UserId("01KAGVTM80ANNANNANNANNANNA")
ANN_KEY = PhoneKey("a" * 64)


def a_message(sid: str = "SM1", text: str = "2 eggs", **changes: Any) -> InboundMessage:
    message = InboundMessage(
        message_sid=MessageSid(sid),
        phone_key=ANN_KEY,
        user=ANN,
        coach=COACH,
        text=text,
        media=(),
        received_at=NOON,
    )
    return replace(message, **changes)


def an_sms(sid: str = "SM1", text: str = "2 eggs", **changes: Any) -> InboundMessage:
    ann, coach = Address(Channel.SMS, ANN.number), Address(Channel.SMS, COACH.number)
    return a_message(sid, text, **({"user": ann, "coach": coach} | changes))


def a_profile(**changes: Any) -> Profile:
    profile = Profile(ANN_ID, ANN_KEY, "America/New_York", NOON - timedelta(days=30))
    return replace(profile, **changes)


def a_settled_profile(**changes: Any) -> Profile:
    """Someone whose first conversation is over."""
    return a_profile(
        **({"consented_at": NOON, "allergies": (), "goal": Goal.LOSE_WEIGHT} | changes)
    )


def a_portion(energy_kcal: float | None = 72, **changes: Any) -> Portion:
    known = {} if energy_kcal is None else {Nutrient.ENERGY: energy_kcal}
    portion = Portion("an egg", "egg", FoodId("egg"), 50.0, "1 egg", known, "USDA", frozenset())
    return replace(portion, **changes)


def a_meal(*portions: Portion, meal_id: str = "M1", day: date = TODAY) -> Meal:
    return Meal(MealId(meal_id), NOON, day, "lunch", portions or (a_portion(),))


def a_place(meal: Meal) -> MealPlace:
    return MealPlace(meal.meal_id, meal.day)


def a_reply(seed: str = "SM1", text: str = "Logged.", **changes: Any) -> Reply:
    reply = Reply(
        user_id=ANN_ID,
        reply_id=ReplyId(ulid(NOON, f"reply:{seed}")),
        to=ANN,
        sender=COACH,
        draft=Draft(text),
        created_at=NOON,
        window_closes_at=NOON + timedelta(hours=24),
    )
    return replace(reply, **changes)


def an_event(body: Any, seed: str = "SM1", user_id: UserId = ANN_ID) -> Event:
    return Event(ulid(NOON, f"event:{seed}"), user_id, NOON, body)


def a_first_turn(message: InboundMessage | None = None, **changes: Any) -> Turn:
    """The turn of a number that never wrote before."""
    told = message or a_message()
    taken = TurnTaken(told.message_sid, Intent.LOG_MEAL, told.user.channel, replies=1)
    turn = Turn(
        message=told,
        user_id=ANN_ID,
        intent=Intent.LOG_MEAL,
        is_new_user=True,
        profile=a_profile(phone_key=told.phone_key),
        conversation=Conversation(version=1),
        based_on=0,
        added=(),
        removed=(),
        replies=(a_reply(told.message_sid),),
        events=(an_event(taken, told.message_sid),),
    )
    return replace(turn, **changes)


def a_turn(sid: str, based_on: int = 1, **changes: Any) -> Turn:
    """The turn of someone known."""
    known = {
        "is_new_user": False,
        "profile": None,
        "based_on": based_on,
        "conversation": Conversation(version=based_on + 1),
    }
    return a_first_turn(a_message(sid), **(known | changes))


def a_report(reply: Reply, state: ReplyState, **changes: Any) -> StatusReport:
    report = StatusReport(reply.user_id, reply.reply_id, "SMout1", state, None, NOON)
    return replace(report, **changes)


def a_lease(at: datetime = NOON, attempted_at: datetime | None = None) -> Lease:
    return Lease(at, at + timedelta(seconds=30), attempted_at or at)


def find_reply(replies: ReplyStore, reply: Reply | None = None) -> Reply:
    """Return a reply as the store has it now."""
    wanted = reply or a_reply()
    found = replies.find(wanted.user_id, wanted.reply_id)
    assert found is not None
    return found[0]


TOKEN = "12345"
BASE_URL = "https://coach.example"
FORM_TYPE = "application/x-www-form-urlencoded"


def signed(url: str, *parameters: tuple[str, str], token: str = TOKEN) -> str:
    """Sign as Twilio documents it: the URL, then the sorted names each with its sorted values."""
    text = url + "".join(name + value for name, value in sorted(set(parameters)))
    return base64.b64encode(hmac.digest(token.encode(), text.encode(), "sha1")).decode()


def a_form_request(
    *parameters: tuple[str, str], path: str = "/webhooks/twilio", query: str = "", **changes: Any
) -> WebhookRequest:
    """A form as Twilio posts and signs it."""
    url = BASE_URL + path + (f"?{query}" if query else "")
    request = WebhookRequest(
        path=path,
        query=query,
        content_type=FORM_TYPE,
        signature=signed(url, *parameters),
        body=urlencode(parameters).encode(),
    )
    return replace(request, **changes)


def a_json_request(body: bytes, path: str = "/webhooks/twilio", **changes: Any) -> WebhookRequest:
    """JSON as Twilio posts and signs it: the hash of the body in the signed URL."""
    query = f"bodySHA256={hashlib.sha256(body).hexdigest()}"
    signature = signed(f"{BASE_URL}{path}?{query}")
    request = WebhookRequest(path, query, "application/json", signature, body)
    return replace(request, **changes)


@dataclass
class SecretsManagerStandIn:
    """Secrets Manager with these secrets; counts how often it was asked."""

    values: dict[str, str]
    asked: int = 0

    def get_secret_value(self, *, SecretId: str) -> dict[str, str]:  # noqa: N803  # boto3's name
        self.asked += 1
        return {"SecretString": self.values[SecretId]}


def twilio_secrets(*tokens: str) -> SecretsManagerSecrets:
    names = ("auth_token", "secondary_auth_token")
    secret = json.dumps({"account_sid": "AC1", **dict(zip(names, tokens, strict=False))})
    return SecretsManagerSecrets(SecretsManagerStandIn({"twilio": secret}), FixedClock(NOON))
