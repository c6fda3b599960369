"""What becomes of a created message: its statuses over time and the callbacks that tell."""

import heapq
import threading
from collections import deque
from dataclasses import dataclass, field
from datetime import timedelta
from typing import TYPE_CHECKING

from local.doubles.twilio.errors import describe
from local.doubles.twilio.model import API_VERSION, WHATSAPP, Message

if TYPE_CHECKING:
    from datetime import datetime

    from local.clock import LocalClock
    from local.doubles.twilio.store import MessageStore
    from local.doubles.twilio.webhooks import WebhookClient

LATE_S = 60.0
_WORKERS = 4
_POLL_S = 0.05  # how soon a moved clock is noticed


@dataclass(frozen=True, slots=True)
class Delays:
    """Seconds of the clock from one status to the next."""

    sent_s: float = 0.02
    delivered_s: float = 0.03


@dataclass(frozen=True, slots=True)
class Step:
    """One thing that happens to a message: its status moves, callbacks are posted, or both."""

    delay_s: float
    status: str
    error_code: int | None = None
    moves: bool = True
    posts: int = 1


def plan(faults: frozenset[str], error_code: int | None, delays: Delays) -> tuple[Step, ...]:
    """Return the life of a message under the faults that were due when it was created."""
    last = "delivered" if error_code is None else "undelivered"
    sent, final = Step(delays.sent_s, "sent"), Step(delays.delivered_s, last, error_code)
    posts = 2 if "callbacks_doubled" in faults else 1
    if "callbacks_lost" in faults:
        return (_silent(sent), _silent(final))
    if "callbacks_late" in faults:
        return (
            _silent(sent),
            _silent(final),
            Step(LATE_S, "sent", moves=False, posts=posts),
            Step(0, last, error_code, moves=False, posts=posts),
        )
    if "callbacks_reordered" in faults:
        return (
            _silent(sent),
            Step(final.delay_s, last, error_code, posts=posts),
            Step(sent.delay_s, "sent", moves=False, posts=posts),
        )
    return (
        Step(sent.delay_s, "sent", posts=posts),
        Step(final.delay_s, last, error_code, posts=posts),
    )


def _silent(step: Step) -> Step:
    return Step(step.delay_s, step.status, step.error_code, posts=0)


@dataclass(slots=True)
class _Journey:
    message_sid: str
    steps: deque[Step]


@dataclass(slots=True)
class Courier:
    """Walks messages through their steps by the clock, a message's own steps in order."""

    clock: "LocalClock"
    store: "MessageStore"
    webhooks: "WebhookClient"
    account_sid: str
    _due: list[tuple["datetime", int, _Journey]] = field(default_factory=list)
    _enqueued: int = 0
    _open: int = 0
    _wake: threading.Condition = field(default_factory=threading.Condition)
    _threads: list[threading.Thread] = field(default_factory=list)
    _stopping: bool = False

    def start(self) -> None:
        """Begin to work through what is due."""
        self._stopping = False
        self._threads = [
            threading.Thread(target=self._work, name=f"twilio-callbacks-{n}", daemon=True)
            for n in range(_WORKERS)
        ]
        for thread in self._threads:
            thread.start()

    def stop(self) -> None:
        """Stop after the posts under way; what is not yet due is dropped."""
        with self._wake:
            self._stopping = True
            self._wake.notify_all()
        for thread in self._threads:
            thread.join()
        self._threads = []

    def pending(self) -> int:
        """Count the steps that have not happened yet."""
        with self._wake:
            return self._open

    def schedule(self, message_sid: str, steps: tuple[Step, ...]) -> None:
        """Take on the steps of a message."""
        with self._wake:
            self._open += len(steps)
        self._enqueue(_Journey(message_sid, deque(steps)))

    def read(self, message_sid: str) -> None:
        """Report a message as read, once, if it was delivered and seen."""
        message = self.store.find(message_sid)
        if message is None or not message.is_seen:
            return
        if self.store.update_if(message_sid, "status", "delivered", "read"):
            self.schedule(message_sid, (Step(0, "read", moves=False),))

    def _enqueue(self, journey: _Journey) -> None:
        due = self.clock.now() + timedelta(seconds=journey.steps[0].delay_s)
        with self._wake:
            self._enqueued += 1
            heapq.heappush(self._due, (due, self._enqueued, journey))
            self._wake.notify()

    def _work(self) -> None:
        while (journey := self._next()) is not None:
            self._take(journey.message_sid, journey.steps.popleft())
            if journey.steps:
                self._enqueue(journey)
            with self._wake:
                self._open -= 1

    def _next(self) -> _Journey | None:
        with self._wake:
            while not self._stopping:
                if not self._due:
                    self._wake.wait()
                    continue
                left_s = (self._due[0][0] - self.clock.now()).total_seconds()
                if left_s <= 0:
                    return heapq.heappop(self._due)[2]
                self._wake.wait(min(left_s, _POLL_S))
        return None

    def _take(self, message_sid: str, step: Step) -> None:
        now = self.clock.now()
        if step.moves:
            changes = {"status": step.status, "error_code": step.error_code, "updated_at": now}
            if step.status == "sent":
                changes["sent_at"] = now
            self.store.update(message_sid, **changes)
        message = self.store.find(message_sid)
        if message is not None and message.status_callback:
            form = callback_form(message, step, self.account_sid)
            for _ in range(step.posts):
                self.webhooks.post(message.status_callback, form)
        if step.moves:
            self.read(message_sid)


def callback_form(message: Message, step: Step, account_sid: str) -> dict[str, str]:
    """Write a status callback as Twilio posts it for the message's channel."""
    form = {
        "SmsSid": message.sid,
        "SmsStatus": step.status,
        "MessageStatus": step.status,
        "To": message.to,
        "MessageSid": message.sid,
        "AccountSid": account_sid,
        "From": message.from_,
        "ApiVersion": API_VERSION,
    }
    if message.channel == "whatsapp":
        form |= {
            "ChannelPrefix": "whatsapp",
            "ChannelToAddress": message.to.removeprefix(WHATSAPP),
            "StructuredMessage": "false",
        }
        if step.status in {"delivered", "read"}:
            form["EventType"] = step.status.upper()
    if step.error_code is not None:
        form |= {"ErrorCode": str(step.error_code), "ErrorMessage": describe(step.error_code) or ""}
    return form
