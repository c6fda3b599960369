"""A model that answers as it was told, and an adviser around it."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta

from adapters.container_memory import ContainerMemory
from adapters.in_memory.clock import FixedClock
from adapters.in_memory.ledger import InMemoryLedger
from adapters.in_memory.shared_answers import InMemorySharedAnswers
from domain.adviser.question import Prompt, Question
from domain.adviser.schema import closed, text
from domain.adviser.spending import Usage
from domain.identity import UserId
from services.adviser.ask import Adviser, Asker
from services.adviser.ports import ModelAnswer, TierRules
from tests.builders import NOON

MOST, COST = 100, 30
KIND = "invent_recipes"
PROMPT = Prompt(KIND, "cook", "propose", "proposes", closed(name=text(20)))
QUESTION = Question(PROMPT, '{"meal": "dinner"}', ("kind milk",), "t1")
ANN = Asker(UserId("ANN"), "free", "SM1")
BOB = Asker(UserId("BOB"), "premium", "SM2")
TIERS = {
    "free": TierRules(1000, {KIND: timedelta(days=30), "read_words": timedelta(days=30)}),
    "premium": TierRules(1000, {KIND: timedelta(days=3), "read_words": timedelta(days=3)}),
}
GOOD = ModelAnswer({"name": "rice"}, Usage(output_tokens=COST))
BAD = ModelAnswer({"name": "poison"}, Usage(output_tokens=COST))
NONE = ModelAnswer(None, Usage(output_tokens=COST), "the form was not filled")


def judge(content):
    return () if content == {"name": "rice"} else ("is poison",)


@dataclass
class ScriptedModel:
    """Says one thing after the other, then the last for ever; refuses to work for nothing."""

    says: list[ModelAnswer | Exception] = field(default_factory=lambda: [GOOD])
    model_id: str = "m"
    asked: list[Question] = field(default_factory=list)
    held: list[str] = field(default_factory=list)
    ledger: InMemoryLedger | None = None
    on_ask: Callable[[], object] = lambda: None

    def most_uusd(self, question):
        return MOST

    def cost_uusd(self, usage):
        return usage.output_tokens

    def ask(self, question, reservation):
        account = (reservation.user_id, reservation.period)
        assert self.ledger.committed_uusd[account] >= reservation.most_uusd, "nothing is reserved"
        self.asked.append(question)
        self.held.append(reservation.hold_id)
        self.on_ask()
        said = self.says.pop(0) if len(self.says) > 1 else self.says[0]
        if isinstance(said, Exception):
            raise said
        return said


@dataclass
class Scene:
    """Containers that share answers, a ledger and a clock, each with a memory of its own."""

    model: ScriptedModel
    clock: FixedClock
    ledger: InMemoryLedger
    shared: InMemorySharedAnswers
    pauses: list[float] = field(default_factory=list)

    def container(self, **parts):
        return Adviser(
            **{
                "model": self.model,
                "memory": ContainerMemory(),
                "shared": self.shared,
                "ledger": self.ledger,
                "clock": self.clock,
                "pause": self.wait,
                "tiers": TIERS,
            }
            | parts
        )

    def wait(self, seconds):
        self.pauses.append(seconds)
        self.clock.advance(timedelta(seconds=seconds))

    def spent(self, asker=ANN):
        return self.ledger.committed_uusd[asker.user_id, f"{NOON:%Y-%m}"]


def a_scene(*says):
    ledger = InMemoryLedger()
    model = ScriptedModel(list(says) or [GOOD], ledger=ledger)
    return Scene(model, FixedClock(NOON), ledger, InMemorySharedAnswers())
