"""Many people texting at once, some of it twice, one of them with a message nobody can work on."""

import random
import re
import statistics
import threading
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import Final

from bench.path.people import Person, introduced, new_sid
from bench.path.table import CoachTable, user_of
from local.stack import LocalStack

TEXTS: Final = tuple(f"{count} eggs" for count in range(2, 7))
_EGGS_TOLD: Final = re.compile(r"• egg\D*(\d+)")
_TWICE: Final = 0.10
_SENDERS: Final = 4
_LOOK_EVERY_S: Final = 0.05


@dataclass(slots=True)
class CrowdRun:
    """What came of a crowd: times in seconds from a message's webhook to its reply's creation."""

    messages: int = 0
    sent_twice: int = 0
    duration_s: float = 0.0
    unanswered: int = 0
    out_of_order: int = 0
    poison_answers: list[str] = field(default_factory=list)
    waits_s: list[float] = field(default_factory=list)

    @property
    def per_second(self) -> float:
        """Return the messages answered in a second."""
        return self.messages / self.duration_s

    def wait_s(self, percentile: int) -> float:
        """Return a percentile of the waits."""
        return statistics.quantiles(self.waits_s, n=100)[percentile - 1]


def run_crowd(
    stack: LocalStack, people: Sequence[Person], poisoned: Person | None, seed: int = 1
) -> CrowdRun:
    """Let everybody text, interleaved; wait until all but the poisoned are answered."""
    dice = random.Random(seed)  # noqa: S311  # an order of sending, not secrecy
    run, texters = CrowdRun(), [*people, *([poisoned] if poisoned else [])]
    if poisoned:
        user = user_of(stack, poisoned.sids[-1])
        CoachTable.of(stack).spoil_day(user, stack.clock.now().date())
    for person in texters:
        person.news()
    sent_at: dict[str, list[float]] = {person.number: [] for person in texters}
    started = time.monotonic()
    with ThreadPoolExecutor(_SENDERS) as senders:
        for text in TEXTS:
            dice.shuffle(texters)
            twice = [dice.random() < _TWICE for _ in texters]
            run.sent_twice += sum(twice)
            list(senders.map(lambda p, t, w=text: _send(p, w, t, sent_at), texters, twice))
    run.messages = len(TEXTS) * len(people)
    _wait(people, run, started)
    for person in people:
        _measure(stack, person, sent_at[person.number], run)
    stack.drain(advance=True, timeout_s=300)
    run.unanswered = sum(abs(len(_replies(person)) - len(TEXTS)) for person in people)
    run.out_of_order = sum(not _is_in_order(person) for person in people)
    run.poison_answers = _replies(poisoned) if poisoned else []
    return run


def _send(person: Person, text: str, is_twice: bool, sent_at: dict[str, list[float]]) -> None:  # noqa: FBT001
    sent_at[person.number].append(person.stack.clock.timestamp())
    sid = new_sid()
    person.say(text, sid)
    if is_twice:
        threading.Thread(target=person.say, args=(text, sid)).start()


def _wait(people: Sequence[Person], run: CrowdRun, started: float) -> None:
    while any(len(_replies(person)) < len(TEXTS) for person in people):
        if time.monotonic() - started > 300:  # noqa: PLR2004  # five minutes is failure
            break
        time.sleep(_LOOK_EVERY_S)
    run.duration_s = time.monotonic() - started


def _measure(stack: LocalStack, person: Person, sent_at: list[float], run: CrowdRun) -> None:
    created = stack.twilio.list_created(person.number)[person.seen :]
    for sent, message in zip(sent_at, created, strict=False):
        run.waits_s.append(message.created_at.timestamp() - sent)


def _replies(person: Person) -> list[str]:
    return person.heard()[person.seen :]


def _is_in_order(person: Person) -> bool:
    told = [found[1] for reply in _replies(person) if (found := _EGGS_TOLD.search(reply))]
    return told == [text.split()[0] for text in TEXTS]


def crowd(stack: LocalStack, count: int) -> list[Person]:
    """Return people who have introduced themselves."""
    return introduced(stack, count)
