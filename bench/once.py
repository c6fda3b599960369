"""One message twenty times at once, again a week later, on both stores: `python -m bench.once`."""

from dataclasses import asdict

from bench.path.once import TIMES, send_many_times
from bench.path.people import product
from bench.path.report import exactly, progress, publish


def main() -> None:
    """Send on each store, print one JSON object."""
    figures = {}
    for store in ("memory", "dynamodb"):
        progress(f"store {store}")
        with product(store) as stack:
            at_once, a_week_later = send_many_times(stack)
        for when, count in (("at_once", at_once), ("a_week_later", a_week_later)):
            for what, value in asdict(count).items():
                bar = TIMES if what == "taken" else 1
                figures[f"4.{store}_{when}_{what}"] = exactly(value, bar, what)
    publish(figures)


if __name__ == "__main__":
    main()
