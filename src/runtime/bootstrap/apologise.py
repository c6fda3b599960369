"""What `apologise` is made of."""

from functools import cache
from pathlib import Path

from adapters.dynamodb.turn_store import DynamoTurnStore
from adapters.relay import AwsRelay
from adapters.sqs import SqsOutboundQueue, SqsSourceQueue
from adapters.tables import CsvTables
from runtime.bootstrap import clients
from runtime.settings import ApologiseSettings
from services.conversation.take_turn import Apologiser


@cache
def apologiser() -> Apologiser:
    """Build once per execution environment."""
    settings = ApologiseSettings.read()
    return Apologiser(
        knowledge=CsvTables(Path(settings.data_dir)).knowledge(),
        turns=DynamoTurnStore(clients.dynamodb(), settings.coach_table),
        relay=AwsRelay(
            outbound=SqsOutboundQueue(clients.sqs(), settings.outbound_queue_url),
            client=clients.events(),
            bus=settings.event_bus_name,
        ),
    )


@cache
def source_queue() -> SqsSourceQueue:
    """Build once per execution environment."""
    settings = ApologiseSettings.read()
    return SqsSourceQueue(
        clients.sqs(), settings.inbound_dead_queue_url, settings.parking_queue_url
    )
