"""One message sent many times: at the same moment, and again after a week."""

import threading
from dataclasses import dataclass
from typing import Final

from bench.path.people import introduced, new_sid
from bench.path.table import CoachTable, user_of
from local.stack import LocalStack

TIMES: Final = 20
WEEK_S: Final = 7 * 24 * 3600.0


@dataclass(frozen=True, slots=True)
class Count:
    """What a message left behind; `taken` are the webhooks answered 200."""

    taken: int
    meals: int
    replies: int
    turns: int
    counted: int


def send_many_times(stack: LocalStack) -> tuple[Count, Count]:
    """Return the counts after twenty copies at once, and after twenty more a week later."""
    (person,) = introduced(stack, 1)
    table, sid = CoachTable.of(stack), new_sid()
    user = user_of(stack, person.sids[-1])

    def send() -> Count:
        threads = [threading.Thread(target=person.say, args=("2 eggs", sid)) for _ in range(TIMES)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        stack.drain(advance=True, timeout_s=120)
        return Count(
            taken=person.statuses[-TIMES:].count(200),
            meals=len(table.of_user(user, "MEAL#")),
            replies=len(person.heard()) - person.seen,
            turns=len(table.of_user(user, f"TURN#{sid}")),
            counted=_counted(table, _event_ids(stack, sid)),
        )

    at_once = send()
    stack.clock.advance(WEEK_S)
    return at_once, send()


def _event_ids(stack: LocalStack, sid: str) -> set[str]:
    return {
        event["detail"]["event_id"]
        for event in stack.events()
        if event["detail-type"] == "TurnTaken" and event["detail"]["message_sid"] == sid
    }


def _counted(table: CoachTable, event_ids: set[str]) -> int:
    marks = {f"EVENT#{event_id}" for event_id in event_ids}
    return sum(row["sk"] in marks for row in table.everything())
