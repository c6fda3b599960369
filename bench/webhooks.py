"""Tampered webhooks against the receive function: `python -m bench.webhooks`.

Ten thousand against the handler in this process, some of them through the stack's HTTP front too.
"""

from collections import Counter

from bench.path.alterations import Request, altered, is_sendable, originals
from bench.path.people import product, sender
from bench.path.receive_in_process import receive_of, tally
from bench.path.report import Figure, exactly, figure, progress, publish
from local.stack import AUTH_TOKEN, LocalStack

IN_PROCESS = 10_000
OVER_HTTP = 700
OK = 200


def main() -> None:
    """Send, count, print one JSON object."""
    with product() as stack:
        base = str(stack.public_base_url)
        true = originals(base, AUTH_TOKEN)
        with receive_of(stack) as receive:
            taken = [receive(request) for request in true]
            progress(f"true requests answered {taken}")
            handled = list(altered(base, AUTH_TOKEN, IN_PROCESS))
            inside = tally(receive(request) for _, request in handled)
        over = tally(iter(over_http(stack, [r for _, r in handled if is_sendable(r)][:OVER_HTTP])))
    progress(f"by alteration: {dict(Counter(name for name, _ in handled))}")
    publish(
        {
            "3.true_requests_accepted": exactly(taken.count(OK), len(true), "requests"),
            **figures("handler", inside, IN_PROCESS),
            **figures("http", over, OVER_HTTP),
        }
    )


def over_http(stack: LocalStack, requests: list[Request]) -> list[int]:
    """Post requests to the stack as they are."""
    webhooks = sender(stack)
    statuses = []
    for number, request in enumerate(requests, start=1):
        target = request.path + (f"?{request.query}" if request.query else "")
        statuses.append(
            webhooks.post(target, request.body, request.signature, request.content_type)
        )
        if number % 100 == 0:
            progress(f"{number} over HTTP")
    return statuses


def figures(where: str, counts: Counter[str], sent: int) -> dict[str, Figure]:
    """Return what became of altered requests."""
    return {
        f"3.altered_{where}": figure(
            counts.total(), "requests", sent, holds=counts.total() == sent
        ),
        f"3.altered_accepted_{where}": exactly(counts["accepted"], 0, "requests"),
        f"3.altered_5xx_{where}": exactly(counts["failed"], 0, "requests"),
    }


if __name__ == "__main__":
    main()
