"""Ask a model what no cache knows: once, within the budget, and only while it answers."""

from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from functools import cached_property

from domain.adviser.breaker import Breaker
from domain.adviser.question import Question
from domain.errors import PermanentError, RetryableError
from domain.identity import UserId
from services.adviser.ports import (
    AnswerMemory,
    BudgetSpentError,
    Content,
    KeptAnswer,
    LanguageModel,
    Ledger,
    ModelAnswer,
    ModelUnavailableError,
    Reservation,
    SharedAnswers,
    TierRules,
)
from services.clock import Clock

LONGEST_WAIT = timedelta(seconds=30)
"""How long a request waits for an identical one in flight."""

LEASE = timedelta(seconds=60)
"""Longer than two calls and everything around them; who dies with it blocks no longer."""

REMEMBERED = timedelta(minutes=10)
"""How long a container believes its own memory: what is invalidated reaches it within."""

FAILURE_LIFE = timedelta(minutes=10)
"""How long a question that got no usable answer is not asked again."""

FIRST_LOOK, LONGEST_LOOK = 0.2, 1.0
"""Seconds between two looks at an identical request in flight, doubled up to the longest."""

Judge = Callable[[Content], tuple[str, ...]]
"""Returns what is wrong with an answer; nothing: it may be used."""


class Level(StrEnum):
    """Where an answer came from."""

    CONTAINER = "container"
    SHARED = "shared"
    FLIGHT = "flight"
    MODEL = "model"
    NONE = "none"


class Why(StrEnum):
    """Why there is no answer."""

    NO_MODEL = "no_model"
    NO_NEED = "no_need"
    BUDGET = "budget"
    UNAVAILABLE = "unavailable"
    UNUSABLE = "unusable"
    IN_FLIGHT = "in_flight"
    STORE = "store"
    MISCONFIGURED = "misconfigured"


@dataclass(frozen=True, slots=True)
class Asker:
    """For whom a model is asked. `request_id` names the request: the same when it comes again."""

    user_id: UserId
    tier: str
    request_id: str


@dataclass(frozen=True, slots=True)
class Answered:
    """A judged answer and where it came from, or why there is none; `faults` are the last told."""

    level: Level
    content: Content | None = None
    why: Why | None = None
    faults: tuple[str, ...] = ()


class _NoAnswerError(Exception):
    """The model was not asked, or gave nothing that may be used."""

    def __init__(self, why: Why, faults: tuple[str, ...] = ()) -> None:
        super().__init__(why.value)
        self.why = why
        self.faults = faults


@dataclass(slots=True)
class BreakerBox:
    """The breaker of one container's model."""

    breaker: Breaker = field(default_factory=Breaker)


@dataclass(frozen=True)
class Adviser:
    """Asks a model through three levels: this container, what all share, and the model itself.

    Every answer, wherever it comes from, passes the judge again before it is handed out.
    """

    model: LanguageModel
    memory: AnswerMemory
    shared: SharedAnswers
    ledger: Ledger
    clock: Clock
    pause: Callable[[float], None]
    tiers: Mapping[str, TierRules]
    box: BreakerBox = field(default_factory=BreakerBox)

    def answer(self, question: Question, asker: Asker, judge: Judge) -> Answered:
        """Return an answer the judge finds nothing wrong with; none is a normal outcome."""
        try:
            return self._answer(question, asker, judge)
        except _NoAnswerError as error:
            return Answered(Level.NONE, why=error.why, faults=error.faults)
        except RetryableError:
            return Answered(Level.NONE, why=Why.STORE)
        except PermanentError:
            return Answered(Level.NONE, why=Why.MISCONFIGURED)

    def _answer(self, question: Question, asker: Asker, judge: Judge) -> Answered:
        request = _Request(question, asker, judge, self.model.model_id)
        kept = self.memory.find(request.key, self.clock.now())
        if known := self._known(Level.CONTAINER, kept, request):
            return known
        if known := self._shared(request):
            return known
        owner = f"{asker.request_id}@{self.clock.now().timestamp()}"
        if not self.shared.claim(request.key, owner, self.clock.now(), LEASE):
            return self._waited_for(request)
        try:
            # Somebody may have answered between the look and the claim.
            return self._shared(request) or self._asked(request)
        finally:
            with suppress(RetryableError):  # the lease runs out by itself
                self.shared.release(request.key, owner)

    def _shared(self, request: "_Request") -> Answered | None:
        seen = self.shared.look(request.key, request.tags, self.clock.now())
        known = self._known(Level.SHARED, seen.answer, request)
        if known and seen.answer:
            self._remember(request, seen.answer)
        return known

    def _known(self, level: Level, kept: KeptAnswer | None, request: "_Request") -> Answered | None:
        """Return a kept answer if it is young enough for the asker's tier, and still good.

        Tables and gates are asked again, every time: what was stored is not trusted.
        """
        if kept is None:
            return None
        lives = self.tiers[request.asker.tier].lives
        life = FAILURE_LIFE if kept.content is None else lives[request.question.prompt.kind]
        if self.clock.now() >= kept.stored_at + life:
            return None
        if kept.content is None:
            return Answered(Level.NONE, why=Why.UNUSABLE)
        return None if request.judge(kept.content) else Answered(level, kept.content)

    def _asked(self, request: "_Request") -> Answered:
        """Ask under the lease, and keep what came of it."""
        try:
            content = self._generated(request.question, request.asker, request.judge)
        except _NoAnswerError as error:
            if error.why is Why.UNUSABLE:
                self._store(request, None, FAILURE_LIFE)
            raise
        kind = request.question.prompt.kind
        self._store(request, content, max(tier.lives[kind] for tier in self.tiers.values()))
        return Answered(Level.MODEL, content)

    def _generated(self, question: Question, asker: Asker, judge: Judge) -> Content:
        """Return what the model answers, mended once if there is something wrong with it."""
        first = self._called(question, asker, "1")
        faults = _faults(first, judge)
        if first.content is not None and not faults:
            return first.content
        mending = question.mending(first.content or {}, faults)
        second = self._called(mending, asker, "2")
        faults = _faults(second, judge)
        if second.content is None or faults:
            raise _NoAnswerError(Why.UNUSABLE, faults)
        return second.content

    def _called(self, question: Question, asker: Asker, turn: str) -> ModelAnswer:
        """Reserve, call, settle. Without a reservation there is no call."""
        now = self.clock.now()
        if not self.box.breaker.lets_through(now):
            raise _NoAnswerError(Why.UNAVAILABLE)
        reservation = self._reserved(question, asker, turn, now)
        self.box.breaker = self.box.breaker.trying(now)
        spent_uusd = reservation.most_uusd  # what is not known is taken to be the most
        try:
            answer = self.model.ask(question, reservation)
            if answer.usage is not None:
                spent_uusd = self.model.cost_uusd(answer.usage)
        except ModelUnavailableError as error:
            spent_uusd = spent_uusd if error.may_cost else 0
            self.box.breaker = self.box.breaker.failed(self.clock.now())
            raise _NoAnswerError(Why.UNAVAILABLE) from error
        except PermanentError:
            spent_uusd = 0
            self.box.breaker = self.box.breaker.failed(self.clock.now())
            raise
        finally:
            with suppress(RetryableError):  # the hold counts until it expires
                self.ledger.settle(reservation, spent_uusd, question.prompt.kind, self.clock.now())
        self.box.breaker = self.box.breaker.succeeded()
        return answer

    def _reserved(self, question: Question, asker: Asker, turn: str, now: datetime) -> Reservation:
        reservation = Reservation(
            user_id=asker.user_id,
            period=f"{now:%Y-%m}",
            hold_id=f"{asker.request_id}:{question.prompt.kind}:{turn}@{now.timestamp()}",
            most_uusd=self.model.most_uusd(question),
            expires_at=now + LEASE,
        )
        try:
            self.ledger.reserve(reservation, self.tiers[asker.tier].month_uusd, now)
        except BudgetSpentError as error:
            raise _NoAnswerError(Why.BUDGET) from error
        return reservation

    def _waited_for(self, request: "_Request") -> Answered:
        """Wait until the one in flight has answered; give up when it failed or takes too long."""
        until, pause_s = self.clock.now() + LONGEST_WAIT, FIRST_LOOK
        while self.clock.now() + timedelta(seconds=pause_s) <= until:
            self.pause(pause_s)
            pause_s = min(2 * pause_s, LONGEST_LOOK)
            seen = self.shared.look(request.key, request.tags, self.clock.now())
            if known := self._known(Level.FLIGHT, seen.answer, request):
                return known
            if not seen.is_in_flight:
                break
        raise _NoAnswerError(Why.IN_FLIGHT)

    def _remember(self, request: "_Request", kept: KeptAnswer) -> None:
        self.memory.keep(request.key, kept, self.clock.now() + REMEMBERED)

    def _store(self, request: "_Request", content: Content | None, life: timedelta) -> None:
        now = self.clock.now()
        kept = KeptAnswer(content, now)
        self._remember(request, kept)
        with suppress(RetryableError):  # it is paid for: who asked shall have it
            self.shared.keep(request.key, kept, request.tags, now + life)


@dataclass(frozen=True)
class _Request:
    """A question with all that belongs to one asking of it."""

    question: Question
    asker: Asker
    judge: Judge
    model_id: str

    @cached_property
    def key(self) -> str:
        return self.question.key(self.model_id)

    @property
    def tags(self) -> tuple[str, ...]:
        return self.question.tags(self.model_id)


def _faults(answer: ModelAnswer, judge: Judge) -> tuple[str, ...]:
    return (answer.why_none,) if answer.content is None else judge(answer.content)


NOBODY = Answered(Level.NONE, why=Why.NO_MODEL)
"""What is answered where no model is configured."""

NOTHING_LEFT = Answered(Level.NONE, why=Why.NO_NEED)
"""What is answered where the rules have read everything."""
