"""Holds many talks at once over one running stack: webhook, queues, workers, Twilio's double."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from itertools import zip_longest
from zoneinfo import ZoneInfo

from adapters.dynamodb import keys
from adapters.dynamodb.turn_items import day_from
from adapters.dynamodb.user_rows import profile_from
from bench.path.people import new_sid, sender
from bench.path.table import CoachTable
from bench.path.webhooks import WebhookSender, message_form
from domain.identity import UserId
from domain.meals.nutrients import Nutrient
from local.stack import LocalStack
from tests.conversations.script import Exchange, Script, exchanges
from tests.conversations.talker import COACH, LOCATION, Said, attachments

_SPAN = timedelta(hours=12)
"""How far apart the messages of one round may be: WhatsApp takes free text for a day after one."""
_PLACE = {"Latitude": "35.6762", "Longitude": "139.6503", "Label": "Tokyo"}


@dataclass(slots=True)
class Talk:
    """A talk on the stack, under a number of its own in the country the script names."""

    script: Script
    number: str
    exchanges: tuple[Exchange, ...]
    sids: list[str] = field(default_factory=list)
    heard: set[str] = field(default_factory=set)
    user_id: str = ""


@dataclass(frozen=True, slots=True)
class Answered:
    """A message of a talk with its answer and what the diary then holds for the user's today."""

    talk: Talk
    exchange: Exchange
    said: Said
    today: tuple[float, int] | None


def talks_of(scripts: Sequence[Script]) -> list[Talk]:
    """Return the talks; the last digits of each number are its own, as one phone is one user."""
    return [
        Talk(script, f"{script.user[:-4]}{place:04d}", exchanges(script))
        for place, script in enumerate(scripts, start=1)
    ]


@dataclass(frozen=True, slots=True)
class TalksOnStack:
    """The stack and what reads its rows."""

    stack: LocalStack
    table: CoachTable
    webhooks: WebhookSender

    @classmethod
    def of(cls, stack: LocalStack) -> "TalksOnStack":
        """Return what holds talks on a stack."""
        return cls(stack, CoachTable.of(stack), sender(stack))

    def hold(self, talks: Sequence[Talk]) -> Iterator[Answered]:
        """Hold the talks side by side: in each round everybody sends the next message.

        The clock is each message's own when it is sent, with nothing under way; between rounds it
        may go back, because every talk has a time of its own.
        """
        for exchanged in zip_longest(*(talk.exchanges for talk in talks)):
            turns = [(t, e) for t, e in zip(talks, exchanged, strict=True) if e is not None]
            for batch in _close_in_time(turns):
                with self.stack.held():
                    for talk, exchange in batch:
                        self._send(talk, exchange)
                self.stack.drain(advance=True, timeout_s=120)
                self._know_users(batch)
                for talk, exchange in batch:
                    yield self._answered(talk, exchange)

    def _send(self, talk: Talk, exchange: Exchange) -> None:
        self.stack.clock.set(exchange.at)
        talk.sids.append(new_sid())
        status = self.webhooks.send(_form(talk, exchange.text))
        assert status == 200, status

    def _know_users(self, batch: Sequence[tuple[Talk, Exchange]]) -> None:
        unknown = {talk.sids[0]: talk for talk, _ in batch if not talk.user_id}
        for event in self.stack.events() if unknown else ():
            if talk := unknown.get(event["detail"].get("message_sid")):
                talk.user_id = event["detail"]["user_id"]

    def _answered(self, talk: Talk, exchange: Exchange) -> Answered:
        created = self.stack.twilio.list_created(talk.number)
        replies = [message for message in created if message.sid not in talk.heard]
        talk.heard.update(message.sid for message in replies)
        said = Said("")
        if replies:
            (reply,) = replies
            said = Said(reply.body, tuple(button.title for button in reply.buttons))
        has_day = any(line.kind == "day" for line in exchange.lines)
        return Answered(talk, exchange, said, self._today(talk, exchange) if has_day else None)

    def _today(self, talk: Talk, exchange: Exchange) -> tuple[float, int]:
        """Return energy and meals of the user's today, as the table holds them."""
        user = UserId(talk.user_id)
        profile = profile_from(self._row(keys.profile(user)))
        row = self._row(keys.day(user, exchange.at.astimezone(ZoneInfo(profile.zone)).date()))
        if not row:
            return 0.0, 0
        day = day_from(row)
        return day.totals[Nutrient.ENERGY].amount, len(day.meals)

    def _row(self, key: keys.Key) -> dict:
        answer = self.table.client.get_item(TableName=self.table.name, Key=key, ConsistentRead=True)
        return answer.get("Item", {})


def _close_in_time(
    turns: Sequence[tuple[Talk, Exchange]],
) -> Iterator[list[tuple[Talk, Exchange]]]:
    batch: list[tuple[Talk, Exchange]] = []
    for turn in sorted(turns, key=lambda each: each[1].at):
        if batch and turn[1].at - batch[0][1].at > _SPAN:
            yield batch
            batch = []
        batch.append(turn)
    if batch:
        yield batch


def _form(talk: Talk, text: str) -> dict[str, str]:
    words, types = attachments(text)
    form = message_form(talk.number, words, talk.sids[-1], _attached(types))
    form |= _PLACE if LOCATION in text else {}
    if talk.script.channel == "sms":
        form |= {"From": talk.number, "To": COACH["sms"]}
    return form


def _attached(types: Sequence[str]) -> dict[str, str]:
    form = {"NumMedia": str(len(types))} if types else {}
    for place, kind in enumerate(types):
        form[f"MediaUrl{place}"] = "https://api.twilio.com/file"
        form[f"MediaContentType{place}"] = kind
    return form
