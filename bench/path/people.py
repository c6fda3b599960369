"""People who text the coach of a running stack."""

import itertools
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final

from bench.path.webhooks import WebhookSender, message_form
from local.stack import AUTH_TOKEN, LocalStack

INTRODUCTION: Final = ("hi", "yes", "none", "eat healthier")
_numbers = itertools.count(15555560001)
_sids = itertools.count(1)


@contextmanager
def product(store: str = "memory", **settings: Any) -> Iterator[LocalStack]:
    """Run the product in a folder of its own."""
    with TemporaryDirectory() as folder:
        stack = LocalStack(local_dir=Path(folder), store=store, **settings)
        with stack:
            yield stack


def sender(stack: LocalStack) -> WebhookSender:
    """Return what posts webhooks to a stack."""
    return WebhookSender(stack.url, str(stack.public_base_url), AUTH_TOKEN)


def new_sid() -> str:
    """Return a MessageSid nobody has used."""
    return f"SM{next(_sids):032x}"


@dataclass(slots=True)
class Person:
    """One phone number; counts the messages it had accepted."""

    stack: LocalStack
    number: str
    webhooks: WebhookSender
    sids: list[str] = field(default_factory=list)
    statuses: list[int] = field(default_factory=list)
    seen: int = 0

    @classmethod
    def new(cls, stack: LocalStack) -> "Person":
        """Return somebody the coach has never heard of."""
        return cls(stack, f"+{next(_numbers)}", sender(stack))

    def say(self, text: str, sid: str | None = None, extra: Mapping[str, str] = {}) -> str:
        """Send a text; return its MessageSid."""
        used = sid or new_sid()
        self.statuses.append(self.webhooks.send(message_form(self.number, text, used, extra)))
        self.sids.append(used)
        return used

    def heard(self) -> list[str]:
        """Return every reply that reached the provider, oldest first."""
        return [message.body for message in self.stack.twilio.list_created(self.number)]

    def news(self) -> list[str]:
        """Return the replies since the last look."""
        replies = self.heard()[self.seen :]
        self.seen += len(replies)
        return replies

    def ask(self, text: str) -> str:
        """Send a text, let everything settle, return the one new reply."""
        self.news()
        self.say(text)
        self.stack.drain(advance=True)
        (reply,) = self.news()
        return reply


def introduced(stack: LocalStack, count: int) -> list[Person]:
    """Return people who have told the coach what it asks first."""
    people = [Person.new(stack) for _ in range(count)]
    for text in INTRODUCTION:
        say_all(people, [text] * count)
        stack.drain(timeout_s=120)
    for person in people:
        person.news()
    return people


def say_all(people: Sequence[Person], texts: Sequence[str]) -> None:
    """Let each person say a text, without waiting for answers."""
    for person, text in zip(people, texts, strict=True):
        person.say(text)
