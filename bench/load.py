"""Two hundred people text five messages each on DynamoDB Local: `python -m bench.load`.

The same crowd texts twice: without, then with somebody whose messages nobody can work on.
"""

import sys

from bench.path.crowd import TEXTS, CrowdRun, crowd, run_crowd
from bench.path.people import product
from bench.path.report import at_most, exactly, figure, progress, publish

PEOPLE = 200
SLOWER_AT_MOST = 1.5
APOLOGY = "something went wrong"


def main() -> None:
    """Run both crowds, print one JSON object."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else PEOPLE
    with product("dynamodb") as stack:
        progress(f"{count + 1} people introduce themselves")
        *people, poisoned = crowd(stack, count + 1)
        alone = run_crowd(stack, people, None)
        tell("without poison", alone)
        run = run_crowd(stack, people, poisoned, seed=2)
        tell("with poison", run)
    apologies = sum(APOLOGY in answer for answer in run.poison_answers)
    publish(
        {
            "6.messages": figure(run.messages, "messages"),
            "6.sent_twice": figure(run.sent_twice, "messages"),
            "6.lost_or_doubled": exactly(alone.unanswered + run.unanswered, 0, "replies"),
            "6.people_answered_out_of_order": exactly(
                alone.out_of_order + run.out_of_order, 0, "people"
            ),
            "6.apologies_to_the_poisoned": exactly(apologies, len(TEXTS), "replies"),
            "6.answers_to_the_poisoned": exactly(len(run.poison_answers), len(TEXTS), "replies"),
            "6.messages_per_second": figure(round(run.per_second, 1), "messages/s"),
            "6.messages_per_second_without_poison": figure(
                round(alone.per_second, 1), "messages/s"
            ),
            "6.p95_wait_of_others": figure(round(run.wait_s(95), 2), "s"),
            "6.p95_wait_without_poison": figure(round(alone.wait_s(95), 2), "s"),
            "6.p95_wait_ratio": at_most(
                round(run.wait_s(95) / alone.wait_s(95), 2), SLOWER_AT_MOST, "×"
            ),
        }
    )


def tell(name: str, run: CrowdRun) -> None:
    """Say how a crowd fared."""
    progress(
        f"{name}: {run.messages} messages in {run.duration_s:.1f} s, {run.per_second:.1f}/s, "
        f"p50 {run.wait_s(50):.2f} s, p95 {run.wait_s(95):.2f} s"
    )


if __name__ == "__main__":
    main()
