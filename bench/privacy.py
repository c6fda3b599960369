"""A marked message through everything, then the search for its marks: `python -m bench.privacy`."""

from bench.path.marked import PARKING, send_marked
from bench.path.people import product
from bench.path.report import exactly, figure, progress, publish


def main() -> None:
    """Send, search, print one JSON object."""
    with product() as stack:
        search = send_marked(stack)
        parked = sum(len(list(stack.queues[name].state.messages())) for name in PARKING)
        kinds = sorted({event["detail-type"] for event in stack.events()})
    for line in search.found:
        progress(line)
    publish(
        {
            "7.texts_searched": figure(search.searched, "log lines, events and attributes"),
            "7.marked_rows_of_the_user": figure(
                search.carried, "rows", "at least 1", holds=search.carried > 0
            ),
            "7.marks_found": exactly(len(search.found), 0, "texts"),
            "7.records_parked": figure(parked, "records"),
            "7.kinds_of_events_seen": figure(len(kinds), "kinds"),
        }
    )


if __name__ == "__main__":
    main()
