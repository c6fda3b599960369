"""A marked message sent through everything, and the search for its marks in what is kept."""

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Final
from urllib.parse import urlencode

from bench.path.people import Person, introduced
from bench.path.provider import CreateCalls
from bench.path.table import CoachTable, user_of
from bench.path.webhooks import FORM, MESSAGES, message_form
from local.stack import AUTH_TOKEN, LocalStack

NAME: Final = "Zaphodine Quillfeather"
FOOD: Final = "glimmerfrond"
TOKEN: Final = "MARKEDTOKEN8c1f"  # noqa: S105  # made up, to be searched for
TEXTS: Final = (
    f"2 eggs and 100 g {FOOD}",
    f"i'm {NAME}, allergic to peanuts and {FOOD}",
    f"had {FOOD} pie and a banana, how bad is that {NAME}?",
    f"my throat is closing after {FOOD}",
    f"{FOOD}",
    "how am I doing today",
    "undo",
    f"what is the meaning of {FOOD}? says {NAME}",
)
PARKING: Final = ("unanswered", "unsent", "callback_dead", "audit_dead")
_MEDIA: Final = {
    "NumMedia": "1",
    "MediaUrl0": f"https://api.twilio.com/{TOKEN}.jpg",
    "MediaContentType0": "image/jpeg",
}


@dataclass(slots=True)
class Search:
    """Where a mark was found; empty is what is hoped for."""

    marks: tuple[str, ...]
    searched: int = 0
    found: list[str] = field(default_factory=list)
    carried: int = 0  # rows of the table that hold a mark, as they should: it did come through

    def look(self, place: str, texts: Iterator[str]) -> None:
        """Search texts of one place; a mark is found in any case and without its plus sign."""
        for text in texts:
            self.searched += 1
            folded = text.casefold()
            if any(mark.casefold() in folded for mark in self.marks):
                self.found.append(f"{place}: {text[:300]}")


def send_marked(stack: LocalStack) -> Search:
    """Send the marks through everything the path has; return what a search of its traces finds."""
    (person,) = introduced(stack, 1)
    provider = CreateCalls.of(stack)
    _talk(stack, person)
    _fail(stack, person)
    _refuse(person)
    _spoil_queues(stack)
    stack.drain(advance=True, timeout_s=300)
    person.ask("stop")
    person.say(f"{FOOD} after stop")
    stack.drain(advance=True, timeout_s=120)
    if provider.most() == 0:
        raise AssertionError("nothing reached the provider")
    number = person.number.removeprefix("+")
    search = Search((*NAME.split(), FOOD, TOKEN, AUTH_TOKEN, number))
    search.carried = sum(
        any(mark in json.dumps(row, default=str) for mark in search.marks)
        for row in CoachTable.of(stack).of_user(user_of(stack, person.sids[0]))
    )
    search.look("log", iter(stack.logs()))
    search.look("event", (json.dumps(event) for event in stack.events()))
    search.look("audit", (json.dumps(row, default=str) for row in _audit_rows(stack)))
    search.look("dead letter attribute", _attributes(stack))
    return search


def _talk(stack: LocalStack, person: Person) -> None:
    """Say everything in turn, with the name in the profile and a file attached once."""
    for text in TEXTS:
        person.say(text, extra={"ProfileName": NAME, "ButtonText": ""})
    person.say("", extra=_MEDIA)
    person.say(f"1 banana {FOOD}", extra=_MEDIA | {"OptOutType": ""})
    stack.drain(advance=True, timeout_s=300)


def _fail(stack: LocalStack, person: Person) -> None:
    """Let the stores, the queues, the bus, the provider and the turn itself fail."""
    for mode in ("error_21211", "error_63024", "http_500", "rate_limited", "undelivered_30008"):
        stack.twilio.set_fault(mode, 1)
        person.say(f"3 eggs with {FOOD}")
        stack.drain(advance=True, timeout_s=300)
    for service in ("dynamodb", "sqs", "events", "secretsmanager"):
        for mode in ("throttle", "error", "lost_answer"):
            stack.fail_aws(service, mode, 3)
            person.say(f"1 egg with {FOOD}")
            stack.drain(advance=True, timeout_s=300)
            stack.clear_faults()
    table, user, today = (
        CoachTable.of(stack),
        user_of(stack, person.sids[0]),
        stack.clock.now().date(),
    )
    table.spoil_day(user, today)
    person.say(f"4 eggs with {FOOD}")
    stack.drain(advance=True, timeout_s=300)
    table.mend_day(user, today)


def _refuse(person: Person) -> None:
    """Post what is refused: unsigned, wrongly signed, broken, too long, no sender of ours."""
    form = message_form(person.number, f"{FOOD} by {NAME}", f"SM{TOKEN}")
    body = urlencode(form).encode()
    post = person.webhooks.post
    for signature in ("", TOKEN, AUTH_TOKEN):
        post(MESSAGES, body, signature)
        post(f"{MESSAGES}?name={FOOD}&token={TOKEN}", body, signature)
    post(MESSAGES, body + b"\xff" * 70_000, TOKEN)
    post(MESSAGES, b"\xff" + body, TOKEN)
    post(MESSAGES, json.dumps(form).encode()[:-1], TOKEN, "application/json")
    post(f"{MESSAGES}/status?user={FOOD}&reply={TOKEN}", body, TOKEN, FORM)
    person.webhooks.send(form | {"From": f"whatsapp:{NAME}"})
    person.webhooks.send(form | {"MessageSid": f"{FOOD} {person.number}"})


def _spoil_queues(stack: LocalStack) -> None:
    """Put records nobody can read on every consumed queue."""
    broken = (f"{FOOD} {NAME}", json.dumps({"version": 1, "text": FOOD, "user": NAME}))
    for number, body in enumerate(broken):
        for name in ("inbound", "outbound", "inbound_dead"):
            stack.queues[name].send(body, group_id="marked", deduplication_id=f"{name}{number}")
        for name in ("callback", "audit"):
            stack.queues[name].send(body)


def _audit_rows(stack: LocalStack) -> list[dict[str, Any]]:
    rows = CoachTable.of(stack).everything()
    return [row for row in rows if row["pk"].startswith("AUDIT#")]


def _attributes(stack: LocalStack) -> Iterator[str]:
    """Yield everything about dead letters but their bodies."""
    for name, queue in stack.queues.items():
        for message in queue.state.messages():
            yield f"{name} {message.attributes} {message.system_attributes} {message.group_id}"
