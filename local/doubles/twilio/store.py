"""All messages of one account, with a revision per change for those who watch."""

import threading
from collections.abc import Callable
from copy import copy
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Any

from local.doubles.twilio.model import Direction, Media, Message

SESSION = timedelta(hours=24)


@dataclass(slots=True)
class MessageStore:
    """Messages by sid; safe between threads; hands out copies, never its own objects."""

    seed: str
    revision: int = 0
    _messages: dict[str, Message] = field(default_factory=dict)
    _opted_out: set[tuple[str, str]] = field(default_factory=set)
    _last_inbound_at: dict[str, datetime] = field(default_factory=dict)
    _unanswered: dict[tuple[str, str], list[str]] = field(default_factory=dict)
    _sids: int = 0
    _changed: threading.Condition = field(default_factory=threading.Condition)

    @property
    def epoch(self) -> str:
        """A name of this store that another start does not share."""
        return sha256(self.seed.encode()).hexdigest()[:8]

    def new_sid(self, prefix: str) -> str:
        """Return a sid never given out before: a hash of the seed and a counter."""
        with self._changed:
            self._sids += 1
            digest = sha256(f"{self.seed}/{prefix}/{self._sids}".encode()).hexdigest()
        return prefix + digest[:32]

    def add(self, message: Message) -> bool:
        """Remember a message; False if its sid is known already."""
        with self._changed:
            if message.sid in self._messages:
                return False
            message.order = len(self._messages)
            self._messages[message.sid] = message
            self._touch(message)
            talk = (message.user, message.channel)
            if message.direction is Direction.INBOUND:
                self._unanswered.setdefault(talk, []).append(message.sid)
            else:
                for sid in self._unanswered.pop(talk, ()):
                    self.update(sid, is_answered=True)
            return True

    def find(self, sid: str) -> Message | None:
        """Return a copy of a message, or None."""
        with self._changed:
            message = self._messages.get(sid)
            return None if message is None else copy(message)

    def update(self, sid: str, **changes: Any) -> bool:
        """Change fields of a message; False if it is gone."""
        with self._changed:
            message = self._messages.get(sid)
            if message is None:
                return False
            for name, value in changes.items():
                setattr(message, name, value)
            self._touch(message)
            return True

    def update_if(self, sid: str, name: str, expected: object, value: object) -> bool:
        """Change one field if it still has the expected value; tell whether it had."""
        with self._changed:
            message = self._messages.get(sid)
            if message is None or getattr(message, name) != expected:
                return False
            return self.update(sid, **{name: value})

    def delete(self, sid: str) -> bool:
        """Forget a message and its media; False if there was none."""
        with self._changed:
            gone = self._messages.pop(sid, None) is not None
            self._changed.notify_all()
            return gone

    def find_media(self, media_sid: str) -> Media | None:
        """Return an attachment by its own sid."""
        with self._changed:
            everything = (media for m in self._messages.values() for media in m.media)
            return next((media for media in everything if media.sid == media_sid), None)

    def list_where(self, wanted: Callable[[Message], bool]) -> tuple[Message, ...]:
        """Return copies of matching messages, newest first."""
        with self._changed:
            found = [copy(message) for message in self._messages.values() if wanted(message)]
        return tuple(sorted(found, key=lambda m: (m.created_at, m.order), reverse=True))

    def wait_for_change(self, after: int, timeout_s: float) -> int:
        """Block until something is newer than `after` or time is up; return the revision."""
        with self._changed:
            self._changed.wait_for(lambda: self.revision > after, timeout_s)
            return self.revision

    def wake(self) -> None:
        """Wake everything that waits for a change, so that it can notice the end."""
        with self._changed:
            self._changed.notify_all()

    def note_inbound(self, address: str, at: datetime) -> None:
        """Open the 24-hour window of an address."""
        with self._changed:
            self._last_inbound_at[address] = at

    def is_window_closed(self, address: str, now: datetime) -> bool:
        """Tell whether the last message of an address is known to be over 24 hours old."""
        with self._changed:
            last = self._last_inbound_at.get(address)
            return last is not None and now - last > SESSION

    def opt_out(self, user: str, sender: str) -> bool:
        """Block a sender for a user; False if it was blocked already."""
        with self._changed:
            is_new = (user, sender) not in self._opted_out
            self._opted_out.add((user, sender))
            return is_new

    def opt_in(self, user: str, sender: str) -> bool:
        """Lift the block; False if there was none."""
        with self._changed:
            was_blocked = (user, sender) in self._opted_out
            self._opted_out.discard((user, sender))
            return was_blocked

    def is_opted_out(self, user: str, sender: str) -> bool:
        """Tell whether a user told this sender to stop."""
        with self._changed:
            return (user, sender) in self._opted_out

    def _touch(self, message: Message) -> None:
        self.revision += 1
        message.revision = self.revision
        self._changed.notify_all()
