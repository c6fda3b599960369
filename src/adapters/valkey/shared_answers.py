"""SharedAnswers on a Valkey or Redis server; every row dies by itself."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from domain.errors import PermanentError, RetryableError
from services.adviser.ports import KeptAnswer, Seen

if TYPE_CHECKING:
    from redis import Redis

_TAG_LIFE = timedelta(days=60)
"""Longer than any answer lives: after it there is nothing left to be invalid."""

_CLAIM = """
local held = redis.call('get', KEYS[1])
if held and tonumber(string.match(held, '^%d+')) > tonumber(ARGV[1]) then return 0 end
redis.call('set', KEYS[1], ARGV[2] .. ' ' .. ARGV[3], 'PX', ARGV[4])
return 1
"""
_RELEASE = """
local held = redis.call('get', KEYS[1])
if held and string.match(held, ' (.*)$') == ARGV[1] then redis.call('del', KEYS[1]) end
"""
"""A lease is `until owner`; it is looked at and written in one step of the server."""

_MICROSECOND = timedelta(microseconds=1)
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class ValkeySharedAnswers:
    """Answers and leases on one server. Its own time only clears up; ours decides what is over.

    Keys are read one by one in a pipeline, so that a cluster may spread them.
    """

    client: "Redis"
    prefix: str = "platewise"

    def look(self, key: str, tags: tuple[str, ...], now: datetime) -> Seen:
        """See SharedAnswers.look."""
        with _translated(), self.client.pipeline(transaction=False) as pipe:
            for name in (self._answer(key), self._flight(key), *map(self._tag, tags)):
                pipe.get(name)
            answer, flight, *invalid = pipe.execute()
        is_in_flight = flight is not None and int(flight.split()[0]) > _micros(now)
        row = json.loads(answer) if answer else None
        if row is None or row["until"] <= _micros(now):
            return Seen(None, is_in_flight)
        if any(row["stored"] <= int(until) for until in invalid if until):
            return Seen(None, is_in_flight)
        stored_at = _EPOCH + row["stored"] * _MICROSECOND
        return Seen(KeptAnswer(row["content"], stored_at), is_in_flight)

    def keep(
        self, key: str, answer: KeptAnswer, tags: tuple[str, ...], expires_at: datetime
    ) -> None:
        """See SharedAnswers.keep; the tags are looked up when it is read."""
        row = {
            "content": answer.content,
            "stored": _micros(answer.stored_at),
            "until": _micros(expires_at),
            "tags": tags,
        }
        life = max(expires_at - answer.stored_at, _SHORTEST)
        with _translated():
            self.client.set(self._answer(key), json.dumps(row, ensure_ascii=False), px=life)

    def claim(self, key: str, owner: str, now: datetime, lease: timedelta) -> bool:
        """See SharedAnswers.claim."""
        times = [_micros(now), _micros(now + lease)]
        milliseconds = lease // timedelta(milliseconds=1)
        with _translated():
            won = self.client.eval(_CLAIM, 1, self._flight(key), *times, owner, milliseconds)
        return bool(won == 1)

    def release(self, key: str, owner: str) -> None:
        """See SharedAnswers.release."""
        with _translated():
            self.client.eval(_RELEASE, 1, self._flight(key), owner)

    def invalidate(self, tag: str, now: datetime) -> None:
        """See SharedAnswers.invalidate."""
        with _translated():
            self.client.set(self._tag(tag), _micros(now), px=_TAG_LIFE)

    def _answer(self, key: str) -> str:
        return f"{self.prefix}:answer:{key}"

    def _flight(self, key: str) -> str:
        return f"{self.prefix}:flight:{key}"

    def _tag(self, tag: str) -> str:
        return f"{self.prefix}:tag:{tag}"


_SHORTEST = timedelta(milliseconds=1)


def _micros(instant: datetime) -> int:
    return (instant - _EPOCH) // _MICROSECOND


@contextmanager
def _translated() -> Iterator[None]:
    """Raise what the error families say.

    Raises:
        RetryableError: The server is down, out of reach, too slow or still loading.
        PermanentError: It does not know us, or not what we ask.
    """
    from redis.exceptions import (  # noqa: PLC0415 (who keeps answers in DynamoDB starts without it)
        AuthenticationError,
        RedisError,
        ResponseError,
    )

    try:
        yield
    except AuthenticationError as error:
        raise PermanentError("answer server: credentials") from error
    except ResponseError as error:
        raise PermanentError(f"answer server: {type(error).__name__}") from error
    except RedisError as error:
        raise RetryableError(f"answer server: {type(error).__name__}") from error
