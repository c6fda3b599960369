"""One message, one fault: kills at every port call, failing AWS calls, a failing provider."""

import itertools
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Final

from bench.path.people import Person, introduced
from bench.path.provider import CreateCalls
from bench.path.table import CoachTable, user_of
from local.stack import LocalStack
from local.workers import FaultOrder

MEAL: Final = "2 eggs and toast with butter"
DIRECT: Final = ("receive", "converse", "send", "delivery", "audit")
_DRAIN_S: Final = 120.0


@dataclass(frozen=True, slots=True)
class Scenario:
    """What is made to fail while one message goes through, and what that may cost.

    `kills` are the (function, port call, before or after) at which its next invocations die, in
    order; `most_creations` bounds what the provider is asked for the one reply.
    """

    name: str
    kills: tuple[tuple[str, int, str], ...] = ()
    prepare: Callable[[LocalStack, Person], None] | None = None
    most_creations: int = 1
    meals: int = 1
    state: str = "delivered"


@dataclass(slots=True)
class Outcome:
    """What one run came to; `faults` lists what should not have been."""

    scenario: Scenario
    faults: list[str] = field(default_factory=list)

    def expect(self, what: str, found: object, wanted: object) -> None:
        """Note a figure that is not as it must be."""
        if found != wanted:
            self.faults.append(f"{self.scenario.name}: {what} {found}, not {wanted}")


@dataclass(slots=True)
class FaultRunner:
    """Runs scenarios on one stack, each with another person than the one before."""

    stack: LocalStack
    people: Iterator[Person]
    table: CoachTable
    creations: CreateCalls

    @classmethod
    def of(cls, stack: LocalStack, count: int = 10) -> "FaultRunner":
        """Introduce some people, who take turns."""
        people = itertools.cycle(introduced(stack, count))
        return cls(stack, people, CoachTable.of(stack), CreateCalls.of(stack))

    def run(self, scenario: Scenario) -> Outcome:
        """Send one message under the faults of a scenario and see what became of it."""
        person, outcome = next(self.people), Outcome(scenario)
        user, started_on = user_of(self.stack, person.sids[0]), self.stack.clock.now().date()
        meals = len(self.table.of_user(user, "MEAL#"))
        self.creations.reset()
        if scenario.prepare is not None:
            scenario.prepare(self.stack, person)
        killed_before = self._killed()
        for function, point, when in scenario.kills:
            self.stack.functions[function].order_faults(FaultOrder(point, when), 1)
        sid = person.say(MEAL)
        self.stack.drain(advance=True, timeout_s=_DRAIN_S)
        outcome.expect("webhook answered", person.statuses[-1], 200)
        outcome.expect("kills", self._killed() - killed_before, len(scenario.kills))
        self._check_reply(outcome, person)
        self._check_turn(outcome, user, sid)
        logged = len(self.table.of_user(user, "MEAL#")) - meals
        outcome.expect("meals", logged, scenario.meals)
        self.stack.clear_faults()
        if scenario.prepare is spoil_today:
            self.table.mend_day(user, started_on)
        return outcome

    def _check_reply(self, outcome: Outcome, person: Person) -> None:
        outcome.expect("replies", len(person.news()), 1)
        outcome.expect("replies asked for", len(self.creations.by_reply), 1)
        allowed = outcome.scenario.most_creations
        if self.creations.most() > allowed:
            outcome.faults.append(f"{outcome.scenario.name}: {self.creations.most()} creations")

    def _check_turn(self, outcome: Outcome, user: str, sid: str) -> None:
        ids = {e["detail"]["event_id"] for e in self.stack.events() if _is_of(e, sid)}
        outcome.expect("turns on the bus", len(ids), 1)
        outcome.expect("turns", len(self.table.of_user(user, f"TURN#{sid}")), 1)
        (reply,) = self.table.of_user(user, "OUT#")[-1:]
        outcome.expect("state of the reply", reply["state"], outcome.scenario.state)

    def _killed(self) -> int:
        outcomes = Counter(
            done.outcome for f in self.stack.functions.values() for done in tuple(f.invocations)
        )
        return outcomes["killed"]

    def audit_faults(self) -> list[str]:
        """Return where the audit's counts differ from the distinct events on the bus."""
        names = {e["detail"]["event_id"]: e["detail-type"] for e in self.stack.events()}
        rows = [row for row in self.table.everything() if row["pk"].startswith("AUDIT#")]
        marked = {r["sk"].removeprefix("EVENT#") for r in rows if r["sk"].startswith("EVENT#")}
        counted: Counter[str] = Counter()
        for row in rows:
            if row["sk"].startswith("COUNT#"):
                counted[row["sk"].split("#")[1]] += int(row["events"])
        faults = [] if marked == set(names) else [f"{len(set(names) ^ marked)} events not audited"]
        true = Counter(names.values())
        return faults if counted == true else [*faults, f"counted {counted}, published {true}"]


def _is_of(event: dict[str, Any], sid: str) -> bool:
    return bool(event["detail-type"] == "TurnTaken" and event["detail"]["message_sid"] == sid)


def spoil_today(stack: LocalStack, person: Person) -> None:
    """Make every turn of this person fail for good."""
    user = user_of(stack, person.sids[-1])
    CoachTable.of(stack).spoil_day(user, stack.clock.now().date())


def kills(function: str, trace: Sequence[str], **settings: Any) -> list[Scenario]:
    """Return a run for each port call of a trace, killed before it and after it."""
    return [
        Scenario(f"{function} killed {when} {call}", ((function, point, when),), **settings)
        for point, call in enumerate(trace, start=1)
        for when in ("before", "after")
    ]


def every_port_call(runner: FaultRunner) -> list[Scenario]:
    """Return the kills at every port call of a message's normal way and of an apology's."""
    scenarios: list[Scenario] = []
    way = _traces(runner, Scenario("nothing fails"))
    for function in DIRECT:
        scenarios += kills(function, way[function])
    failing = _traces(runner, Scenario("every turn fails", prepare=spoil_today, meals=0))
    for function in ("converse", "apologise"):
        scenarios += kills(function, failing[function], prepare=spoil_today, meals=0)
    return scenarios


def _traces(runner: FaultRunner, scenario: Scenario) -> dict[str, tuple[str, ...]]:
    functions = runner.stack.functions
    for function in functions.values():
        function.invocations.clear()
    outcome = runner.run(scenario)
    if outcome.faults:
        raise AssertionError(outcome.faults)
    return {
        name: max((done.trace for done in tuple(function.invocations)), key=len, default=())
        for name, function in functions.items()
    }


def second_tries() -> list[Scenario]:
    """Return the runs in which the second try, too, is killed.

    The first is killed when the turn is committed, or when the provider has the reply and will
    never report on it, so that the second has to ask.
    """
    relaying = ("turns.load", "relay.relay")
    asking = (
        *("replies.find", "replies.claim", "replies.list_sids"),
        *("messenger.list_sent", "replies.settle"),
    )
    lost = {"prepare": _twilio_failing("callbacks_lost"), "state": "accepted"}
    return [
        *(_after(("converse", 2, "after"), run) for run in kills("converse", relaying)),
        *(_after(("send", 3, "after"), run) for run in kills("send", asking, **lost)),
    ]


def _after(first: tuple[str, int, str], run: Scenario) -> Scenario:
    return replace(run, name=f"{run.name} at the second try", kills=(first, *run.kills))


def aws_failures() -> list[Scenario]:
    """Return the runs in which an AWS operation fails three times, or its answer is lost."""
    operations = (
        ("dynamodb", "BatchGetItem"),
        ("dynamodb", "TransactWriteItems"),
        ("dynamodb", "UpdateItem"),
        ("sqs", "SendMessage"),
        ("events", "PutEvents"),
    )
    ways = (("throttle", 3), ("error", 3), ("lost_answer", 1), ("lost_answer", 3))
    return [
        Scenario(
            f"{operation} {mode} × {count}", prepare=_aws_failing(service, operation, mode, count)
        )
        for service, operation in operations
        for mode, count in ways
    ]


def _aws_failing(
    service: str, operation: str, mode: str, count: int
) -> Callable[[LocalStack, Person], None]:
    return lambda stack, _: stack.fail_aws(service, mode, count, operation)


def provider_failures() -> list[Scenario]:
    """Return the runs in which Twilio fails; only where it took nothing may it be asked twice."""
    nothing_taken = ("rate_limited", "http_500", "http_503", "drop", "timeout")
    taken = ("accept_then_timeout", "callbacks_doubled", "callbacks_reordered", "callbacks_late")
    return [
        *(_twilio(mode, most_creations=2) for mode in nothing_taken),
        *(_twilio(mode) for mode in taken),
        _twilio("accept_then_timeout", "callbacks_lost", "list_lag", state="accepted"),
    ]


def _twilio(*modes: str, **settings: Any) -> Scenario:
    name = f"twilio {', '.join(modes)}"
    return Scenario(name, prepare=_twilio_failing(*modes), **settings)


def _twilio_failing(*modes: str) -> Callable[[LocalStack, Person], None]:
    def fail(stack: LocalStack, _: Person) -> None:
        for mode in modes:
            stack.twilio.set_fault(mode, 1)

    return fail
