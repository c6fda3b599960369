"""The parts of moto that are replaced, because they do not behave as AWS does.

Each module says what was wrong. `install` is idempotent; the time of each emulated account is the
local clock registered for it, so that several stacks live in one process without meeting.
"""

from local.moto_fixes import dynamodb, events, speed, sqs


def install() -> None:
    """Replace the broken parts, once per process; Step Functions where there is a state machine."""
    dynamodb.install()
    events.install()
    speed.install()
    sqs.install()
