"""Ledger in dicts."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime
from threading import Lock

from domain.identity import UserId
from services.adviser.ports import BudgetSpentError, Reservation


@dataclass(slots=True)
class InMemoryLedger:
    """Budgets of one process; `costs` are what was settled, by user and what for."""

    committed_uusd: Counter[tuple[UserId, str]] = field(default_factory=Counter)
    costs: list[tuple[UserId, str, int]] = field(default_factory=list)
    _holds: dict[tuple[UserId, str], Reservation] = field(default_factory=dict)
    _lock: Lock = field(default_factory=Lock)

    def reserve(self, reservation: Reservation, cap_uusd: int, now: datetime) -> None:
        """See Ledger.reserve."""
        account = (reservation.user_id, reservation.period)
        with self._lock:
            if self.committed_uusd[account] + reservation.most_uusd > cap_uusd:
                self._release_expired(reservation.user_id, now)
            if self.committed_uusd[account] + reservation.most_uusd > cap_uusd:
                raise BudgetSpentError(f"{cap_uusd} micro-dollars of {reservation.period}")
            self.committed_uusd[account] += reservation.most_uusd
            self._holds[reservation.user_id, reservation.hold_id] = reservation

    def settle(self, reservation: Reservation, cost_uusd: int, what: str, now: datetime) -> None:
        """See Ledger.settle."""
        del now
        with self._lock:
            self._drop(reservation)
            if cost_uusd:
                self.committed_uusd[reservation.user_id, reservation.period] += cost_uusd
                self.costs.append((reservation.user_id, what, cost_uusd))

    def _release_expired(self, user_id: UserId, now: datetime) -> None:
        for held in tuple(self._holds.values()):
            if held.user_id == user_id and held.expires_at <= now:
                self._drop(held)

    def _drop(self, reservation: Reservation) -> None:
        if self._holds.pop((reservation.user_id, reservation.hold_id), None):
            account = (reservation.user_id, reservation.period)
            self.committed_uusd[account] -= reservation.most_uusd
