"""Relay over SQS and EventBridge: replies first, the user waits for them."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from botocore.exceptions import BotoCoreError, ClientError

from adapters.sqs import SqsOutboundQueue
from contracts.events import name_of, to_wire
from domain.conversation.turn import Outbox
from domain.errors import RetryableError
from domain.events import Event

if TYPE_CHECKING:
    from mypy_boto3_events import EventBridgeClient
    from mypy_boto3_events.type_defs import PutEventsRequestEntryTypeDef

_MOST_ENTRIES = 10  # Source: EventBridge quota, entries of one PutEvents


@dataclass(frozen=True, slots=True)
class AwsRelay:
    """Passes an outbox on to the outbound queue and the bus."""

    outbound: SqsOutboundQueue
    client: "EventBridgeClient"
    bus: str

    def relay(self, outbox: Outbox) -> None:
        """See Relay.relay."""
        for reply_id in outbox.replies:
            self.outbound.put(outbox.user_id, reply_id)
        entries = [entry_of(event, self.bus) for event in outbox.events]
        for start in range(0, len(entries), _MOST_ENTRIES):
            self._publish(entries[start : start + _MOST_ENTRIES])

    def _publish(self, entries: "list[PutEventsRequestEntryTypeDef]") -> None:
        try:
            answer = self.client.put_events(Entries=entries)
        except ClientError as error:
            code = error.response.get("Error", {}).get("Code", "")
            raise RetryableError(f"bus: {code}") from error
        except BotoCoreError as error:
            raise RetryableError(f"bus: {type(error).__name__}") from error
        if answer["FailedEntryCount"]:
            raise RetryableError("bus: some entries failed")


def entry_of(event: Event, bus: str) -> "PutEventsRequestEntryTypeDef":
    """Return an event as EventBridge takes it."""
    wire = to_wire(event)
    return {
        "EventBusName": bus,
        "Source": wire.SOURCE,
        "DetailType": name_of(event),
        "Detail": wire.model_dump_json(),
        "Time": event.occurred_at,
    }
