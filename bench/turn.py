"""Warm turns of the converse function with their AWS calls counted: `python -m bench.turn`.

On the emulated DynamoDB and on DynamoDB Local; both are far from DynamoDB's own latency, so the
calls, not the milliseconds, say what a turn costs.
"""

import statistics
import sys

from bench.path.people import product
from bench.path.report import Figure, exactly, figure, progress, publish
from bench.path.warm_turn import TEXTS, Turns, converse_of, record_of

TURNS = 200
WARMING = 4
MINUTE_S = 60
ONBOARDING = ("hi", "yes", "none", "eat healthier")
EACH = {"BatchGetItem": 1, "TransactWriteItems": 1, "SendMessage": 1, "PutEvents": 1}


def main() -> None:
    """Take the turns on one store a process, print one JSON object."""
    store = sys.argv[1] if len(sys.argv) > 1 else "dynamodb"
    with product(store) as stack, converse_of(stack) as (handle, turns):
        for number, text in enumerate((*ONBOARDING, *TEXTS * (TURNS // len(TEXTS) + WARMING))):
            turns.take(handle, record_of(stack, "bench-turn", "+15555550142", text))
            stack.drain()  # the reply's way to the phone must not run beside the next turn
            stack.clock.advance(MINUTE_S)  # a hundred turns within an hour would be a flood
            if number % 50 == 0:
                progress(f"{number} turns on {store}")
    publish(figures(store, turns))


def figures(store: str, turns: Turns) -> dict[str, Figure]:
    """Return times and calls of the turns after the first ones."""
    durations = [1000 * each for each in turns.durations_s[-TURNS:]]
    counted = turns.calls[-TURNS:]
    cut = statistics.quantiles(durations, n=100)
    return {
        "8.turns": figure(len(durations), f"warm turns on {store}"),
        "8.turn_p50": figure(round(cut[49], 1), "ms"),
        "8.turn_p99": figure(round(cut[98], 1), "ms"),
        **{
            f"8.turn_{call}": exactly(sorted({c.get(call, 0) for c in counted}), [times], "calls")
            for call, times in EACH.items()
        },
        "8.turn_other_calls": exactly(
            sum(n for c in counted for call, n in c.items() if call not in EACH), 0, "calls"
        ),
    }


if __name__ == "__main__":
    main()
