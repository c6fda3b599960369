"""What people say, eat and are called stays in their rows: it is in no log, event or metric."""

from pathlib import Path

import yaml

from bench.path.marked import PARKING, send_marked
from bench.path.people import product

TEMPLATE = Path(__file__).parents[2] / "template.yaml"


class Loader(yaml.SafeLoader):
    """Reads CloudFormation's short forms as nothing."""


Loader.add_multi_constructor("!", lambda *_: None)


def test_a_marked_message_leaves_its_marks_in_the_users_rows_and_nowhere_else():
    with product() as stack:
        search = send_marked(stack)
        parked = [len(list(stack.queues[name].state.messages())) for name in PARKING]

    assert search.carried > 5
    assert search.searched > 300
    assert all(parked)
    assert search.found == []


def test_the_access_log_names_no_address_path_or_query():
    template = yaml.load(TEMPLATE.read_text(), Loader)  # noqa: S506  # a safe loader
    properties = [resource.get("Properties", {}) for resource in template["Resources"].values()]

    (logged,) = [p["AccessLogSettings"]["Format"] for p in properties if "AccessLogSettings" in p]

    for private in ("path", "querystring", "sourceIp", "userAgent", "header"):
        assert private not in logged
