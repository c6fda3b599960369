"""What asking a model needs from outside."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, Protocol

from domain.adviser.question import Question
from domain.adviser.spending import Usage
from domain.errors import RetryableError, UserFacingError
from domain.identity import UserId

type Content = Mapping[str, Any]
"""A model's answer as it fills the tool's form; nobody has judged it."""


class ModelUnavailableError(RetryableError):
    """The model cannot be had now: throttled, down, out of reach, or not in time.

    `may_cost` tells that the provider may bill the call all the same.
    """

    def __init__(self, reason: str, *, may_cost: bool) -> None:
        """Keep the reason and whether the call may be billed."""
        super().__init__(reason)
        self.may_cost = may_cost


class BudgetSpentError(UserFacingError):
    """The reservation would pass what the user may spend in the period."""


@dataclass(frozen=True, slots=True)
class Reservation:
    """Money set aside for one call: so much of a user's period, held under an id.

    A hold that is neither settled nor released counts until `expires_at` and no longer.
    """

    user_id: UserId
    period: str
    hold_id: str
    most_uusd: int
    expires_at: datetime


@dataclass(frozen=True, slots=True)
class ModelAnswer:
    """What a call brought: the filled form, or None where the model filled none, and its usage.

    A usage that is not told, or cannot be read, is None and taken to be the most.
    """

    content: Content | None
    usage: Usage | None
    why_none: str = ""


class LanguageModel(Protocol):
    """A model that fills a form. It is never called without a reservation."""

    @property
    def model_id(self) -> str:
        """The model's name, part of every key of an answer."""
        ...

    def most_uusd(self, question: Question) -> int:
        """Return what asking can cost at most."""
        ...

    def cost_uusd(self, usage: Usage) -> int:
        """Return what a call with this usage cost."""
        ...

    def ask(self, question: Question, reservation: Reservation) -> ModelAnswer:
        """Return the model's answer.

        Raises:
            ModelUnavailableError: It gave none in time; another time it may.
            PermanentError: The request itself, or the right to make it, is wrong.
        """
        ...


class Ledger(Protocol):
    """What is spent on each user, reserved before it is spent.

    Every method may raise `RetryableError`: then the costly thing is not done.
    """

    def reserve(self, reservation: Reservation, cap_uusd: int, now: datetime) -> None:
        """Set money aside; holds that have expired are released first where they stand in the way.

        Raises:
            BudgetSpentError: Committed and reserved would be more than the cap.
        """
        ...

    def settle(self, reservation: Reservation, cost_uusd: int, what: str, now: datetime) -> None:
        """Replace a reservation by what was really spent; nothing spent releases it.

        A cost is written also where the hold expired meanwhile: the money is gone.
        """
        ...


@dataclass(frozen=True, slots=True)
class KeptAnswer:
    """An answer that was judged good, or None where none could be had for that question."""

    content: Content | None
    stored_at: datetime


@dataclass(frozen=True, slots=True)
class Seen:
    """What the shared store holds for a key: its answer, and whether somebody is at work on it."""

    answer: KeptAnswer | None = None
    is_in_flight: bool = False


class SharedAnswers(Protocol):
    """Answers and leases that all containers share.

    Every method may raise `RetryableError`: then the model is not asked, since nobody could tell
    whether somebody else is asking it. An expired row is as good as none.
    """

    def look(self, key: str, tags: tuple[str, ...], now: datetime) -> Seen:
        """Return the answer, unless one of its tags was invalidated since, and the lease."""
        ...

    def keep(
        self, key: str, answer: KeptAnswer, tags: tuple[str, ...], expires_at: datetime
    ) -> None:
        """Store an answer until then."""
        ...

    def claim(self, key: str, owner: str, now: datetime, lease: timedelta) -> bool:
        """Take the lease on a key; False while somebody else has it."""
        ...

    def release(self, key: str, owner: str) -> None:
        """Give the lease back, if this owner still has it."""
        ...

    def invalidate(self, tag: str, now: datetime) -> None:
        """Make every answer stored with this tag until now as good as none."""
        ...


class AnswerMemory(Protocol):
    """The answers a container remembers by itself, while it lives."""

    def find(self, key: str, now: datetime) -> KeptAnswer | None:
        """Return an answer that has not expired."""
        ...

    def keep(self, key: str, answer: KeptAnswer, expires_at: datetime) -> None:
        """Remember an answer until then, or until newer ones need the room."""
        ...


@dataclass(frozen=True, slots=True)
class TierRules:
    """What a tier may spend on models in a month, and how long each kind of answer serves it."""

    month_uusd: int
    lives: Mapping[str, timedelta] = field(default_factory=dict)
