"""ReplyStore in a dict; every change is conditional, as in the table."""

from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from threading import Lock

from domain.errors import RetryableError
from domain.identity import ReplyId, UserId, ulid
from domain.messaging.reply import Reply, ReplyState, rank
from domain.messaging.status import StatusReport
from services.delivery.errors import UnknownReplyError
from services.delivery.ports import Lease

_OLDEST_UNSENT = timedelta(days=4)  # the retention of the outbound queue
_ULID_TIME = 10


@dataclass(frozen=True, slots=True)
class _Row:
    reply: Reply
    owner: str | None = None
    error_code: int | None = None


@dataclass(slots=True)
class InMemoryReplyStore:
    """Replies by their ids; `opted_out` is kept by whoever commits turns."""

    opted_out: set[UserId] = field(default_factory=set)
    _rows: dict[tuple[UserId, ReplyId], _Row] = field(default_factory=dict)
    _lock: Lock = field(default_factory=Lock)

    def add(self, reply: Reply) -> None:
        """Keep a reply that was just committed."""
        with self._lock:
            self._rows[reply.user_id, reply.reply_id] = _Row(reply)

    def find(self, user_id: UserId, reply_id: ReplyId) -> tuple[Reply, bool] | None:
        """See ReplyStore.find."""
        with self._lock:
            row = self._rows.get((user_id, reply_id))
            return None if row is None else (row.reply, user_id in self.opted_out)

    def claim(self, reply: Reply, owner: str, lease: Lease) -> None:
        """See ReplyStore.claim."""
        with self._lock:
            row = self._row(reply)
            if row is None or row.reply.is_settled or row.reply.is_held(lease.taken_at):
                raise RetryableError("another sender holds the reply")
            claimed = replace(
                row.reply,
                state=ReplyState.CLAIMED,
                attempted_at=lease.attempted_at,
                lease_until=lease.until,
            )
            self._put(replace(row, reply=claimed, owner=owner))

    def settle(self, reply: Reply, owner: str, sid: str) -> None:
        """See ReplyStore.settle."""
        with self._lock:
            row = self._row(reply)
            if row is None:
                return
            known = replace(row.reply, sid=row.reply.sid or sid)
            if row.owner == owner and not row.reply.is_settled:
                known = replace(known, state=ReplyState.ACCEPTED, lease_until=None)
            self._put(replace(row, reply=known))

    def release(self, reply: Reply, owner: str, *, is_uncertain: bool) -> None:
        """See ReplyStore.release."""
        with self._lock:
            row = self._row(reply)
            if row is None or row.owner != owner or row.reply.state is not ReplyState.CLAIMED:
                return
            free = replace(row.reply, lease_until=None)
            if not is_uncertain:
                free = replace(free, state=ReplyState.CREATED, attempted_at=None)
            self._put(replace(row, reply=free, owner=None))

    def finish(self, reply: Reply, state: ReplyState, error_code: int | None) -> None:
        """See ReplyStore.finish."""
        with self._lock:
            row = self._row(reply)
            if row is not None and rank(row.reply.state) < rank(state):
                ended = replace(row.reply, state=state, lease_until=None)
                self._put(replace(row, reply=ended, error_code=error_code))

    def list_sids(self, user_id: UserId, since: datetime) -> frozenset[str]:
        """See ReplyStore.list_sids."""
        oldest = ulid(since - _OLDEST_UNSENT, "")[:_ULID_TIME]
        with self._lock:
            return frozenset(
                row.reply.sid
                for (owner, reply_id), row in self._rows.items()
                if owner == user_id and reply_id >= oldest and row.reply.sid is not None
            )

    def record(self, report: StatusReport) -> None:
        """See ReplyStore.record."""
        with self._lock:
            row = self._rows.get((report.user_id, report.reply_id))
            if row is None:
                raise UnknownReplyError("report for an unknown reply")
            if rank(row.reply.state) < rank(report.state):
                told = replace(
                    row.reply,
                    state=report.state,
                    sid=row.reply.sid or report.sid,
                    lease_until=None,
                )
                self._put(replace(row, reply=told, error_code=report.error_code))

    def error_code_of(self, reply: Reply) -> int | None:
        """Return the provider's code with which a reply ended, if it ended with one."""
        with self._lock:
            row = self._row(reply)
            return None if row is None else row.error_code

    def _row(self, reply: Reply) -> _Row | None:
        return self._rows.get((reply.user_id, reply.reply_id))

    def _put(self, row: _Row) -> None:
        self._rows[row.reply.user_id, row.reply.reply_id] = row
