"""The messages of one queue and what may be received now: groups, visibility, deduplication.

A standard queue is a queue in which each message is a group of its own; so order, blocking and
visibility are one mechanism. No operation looks at more messages than it returns.
"""

import heapq
import itertools
import uuid
from collections import OrderedDict, deque
from dataclasses import dataclass, field

DEDUPLICATION_S = 300.0
_REMEMBERED_HANDLES = 100_000


@dataclass(slots=True, eq=False)
class StoredMessage:
    """One message as the queue keeps it."""

    message_id: str
    body: str
    sent_at_s: float
    group: str
    group_id: str | None
    deduplication_id: str | None
    sequence_number: str | None
    attributes: dict[str, object]
    system_attributes: dict[str, object]
    invisible_until_s: float = 0.0
    first_received_at_s: float | None = None
    receive_count: int = 0
    receipt_handle: str | None = None
    place: int = 0  # in line: what was added first has the lowest
    is_deleted: bool = False


@dataclass(slots=True)
class _Group:
    """Messages of one group: waiting (oldest first), with a consumer, or delayed."""

    waiting: deque[StoredMessage] = field(default_factory=deque)
    in_flight: set[StoredMessage] = field(default_factory=set)
    delayed: set[StoredMessage] = field(default_factory=set)

    def hides(self, message: StoredMessage) -> bool:
        """Return whether the message cannot be received now."""
        return message in self.in_flight or message in self.delayed


@dataclass(slots=True)
class QueueState:
    """All messages of a queue; time is always given by the caller, in seconds."""

    _groups: dict[str, _Group] = field(default_factory=dict)
    _ready: OrderedDict[str, None] = field(default_factory=OrderedDict)
    _due: list[tuple[float, int, StoredMessage]] = field(default_factory=list)
    _by_handle: dict[str, StoredMessage] = field(default_factory=dict)
    _sent: OrderedDict[tuple[str, str], StoredMessage] = field(default_factory=OrderedDict)
    _places: "itertools.count[int]" = field(default_factory=itertools.count)
    _total: int = 0
    _in_flight: int = 0
    _delayed: int = 0

    def duplicate_of(self, scope: str, deduplication_id: str, now: float) -> StoredMessage | None:
        """Return the message sent with this id in the last five minutes, deleted or not."""
        while self._sent:
            oldest = next(iter(self._sent.values()))
            if now - oldest.sent_at_s < DEDUPLICATION_S:
                break
            self._sent.popitem(last=False)
        found = self._sent.get((scope, deduplication_id))
        return found if found and now - found.sent_at_s < DEDUPLICATION_S else None

    def remember(self, scope: str, message: StoredMessage) -> None:
        """Refuse the message's deduplication id in this scope for five minutes from now on."""
        if message.deduplication_id is not None:
            self._sent.pop((scope, message.deduplication_id), None)
            self._sent[scope, message.deduplication_id] = message

    def add(self, message: StoredMessage, delay_s: float, now: float) -> None:
        """Append a message, to be received after the delay."""
        group = self._groups.setdefault(message.group, _Group())
        message.place = next(self._places)
        self._total += 1
        if delay_s > 0:
            group.delayed.add(message)
            self._delayed += 1
            self._reveal_at(message, now + delay_s)
        else:
            group.waiting.append(message)
        self._refresh(message.group)

    def take(self, count: int, visibility_s: float, now: float) -> list[StoredMessage]:
        """Return up to this many messages, hidden from others for the visibility timeout."""
        self.release_due(now)
        taken: list[StoredMessage] = []
        while self._ready and len(taken) < count:
            name, _ = self._ready.popitem(last=False)
            group = self._groups[name]
            while group.waiting and len(taken) < count:
                message = group.waiting.popleft()
                self._receive(message, now)
                group.in_flight.add(message)
                self._in_flight += 1
                self._reveal_at(message, now + visibility_s)
                taken.append(message)
        self.release_due(now)
        return taken

    def _receive(self, message: StoredMessage, now: float) -> None:
        message.receive_count += 1
        if message.first_received_at_s is None:
            message.first_received_at_s = now
        message.receipt_handle = uuid.uuid4().hex + uuid.uuid4().hex
        if len(self._by_handle) >= _REMEMBERED_HANDLES:
            alive = {h: m for h, m in self._by_handle.items() if not m.is_deleted}
            self._by_handle = alive
        self._by_handle[message.receipt_handle] = message

    def _reveal_at(self, message: StoredMessage, instant_s: float) -> None:
        message.invisible_until_s = instant_s
        heapq.heappush(self._due, (instant_s, next(self._places), message))

    def release_due(self, now: float) -> None:
        """Make visible again what was hidden until now."""
        while (due := self.next_due_s()) is not None and due <= now:
            message = heapq.heappop(self._due)[2]
            group = self._groups[message.group]
            self._uncover(group, message)
            later: list[StoredMessage] = []
            while group.waiting and group.waiting[-1].place > message.place:
                later.append(group.waiting.pop())
            group.waiting.append(message)
            group.waiting.extend(reversed(later))
            self._refresh(message.group)

    def _uncover(self, group: _Group, message: StoredMessage) -> None:
        if message in group.in_flight:
            group.in_flight.discard(message)
            self._in_flight -= 1
        if message in group.delayed:
            group.delayed.discard(message)
            self._delayed -= 1

    def _refresh(self, name: str) -> None:
        """Offer a group that has messages and none with a consumer; forget an empty one."""
        group = self._groups[name]
        if group.waiting and not group.in_flight:
            self._ready.setdefault(name)
        else:
            self._ready.pop(name, None)
        if not (group.waiting or group.in_flight or group.delayed):
            del self._groups[name]

    def holder(self, receipt_handle: str) -> StoredMessage | None:
        """Return the message that this receipt handle was ever given for."""
        return self._by_handle.get(receipt_handle)

    def delete(self, message: StoredMessage) -> None:
        """Forget a message, wherever it is."""
        if message.is_deleted:
            return
        group = self._groups[message.group]
        message.is_deleted = True
        self._total -= 1
        if group.hides(message):
            self._uncover(group, message)
        else:
            group.waiting.remove(message)
        self._refresh(message.group)

    def hide_until(self, message: StoredMessage, until_s: float, now: float) -> None:
        """Change the visibility of a message that is with a consumer."""
        self._reveal_at(message, until_s)
        self.release_due(now)

    def is_in_flight(self, message: StoredMessage) -> bool:
        """Return whether the message is with a consumer."""
        group = self._groups.get(message.group)
        return group is not None and message in group.in_flight

    def clear(self) -> None:
        """Forget every message, but not what was sent lately."""
        for message in self.messages():
            self.delete(message)

    def messages(self) -> list[StoredMessage]:
        """Return every message of the queue, oldest first."""
        found = [
            message
            for group in self._groups.values()
            for message in (*group.waiting, *group.in_flight, *group.delayed)
        ]
        return sorted(found, key=lambda message: message.place)

    def next_due_s(self) -> float | None:
        """Return the instant at which the next hidden message becomes visible."""
        while self._due:
            until, _, message = self._due[0]
            group = self._groups.get(message.group)
            if group and group.hides(message) and message.invisible_until_s == until:
                return until
            heapq.heappop(self._due)
        return None

    def counts(self, now: float) -> tuple[int, int, int]:
        """Return how many messages are visible, with a consumer, delayed."""
        self.release_due(now)
        return self._total - self._in_flight - self._delayed, self._in_flight, self._delayed

    def has_ready(self, now: float) -> bool:
        """Return whether a receive would find something."""
        self.release_due(now)
        return bool(self._ready)
