"""Parts of the functions that take turns: what the coach knows, remembers, and passes on."""

from pathlib import Path

from adapters.compiled_tables import find_compiled
from adapters.dynamodb.turn_store import DynamoTurnStore
from adapters.relay import AwsRelay
from adapters.sqs import SqsOutboundQueue
from domain.conversation.outcome import Knowledge
from runtime.bootstrap import clients
from runtime.settings import ApologiseSettings, ConverseSettings


def knowledge(settings: ConverseSettings | ApologiseSettings) -> Knowledge:
    """Return the tables the coach answers from: as they were built, or as they are edited."""
    folder = Path(settings.data_dir)
    if compiled := find_compiled(folder, "knowledge", Knowledge):
        return compiled
    from adapters.tables import CsvTables  # noqa: PLC0415 (an artifact starts without it)

    return CsvTables(folder).knowledge()


def turns(settings: ConverseSettings | ApologiseSettings) -> DynamoTurnStore:
    """Return where users are kept."""
    return DynamoTurnStore(clients.dynamodb(), settings.coach_table)


def relay(settings: ConverseSettings | ApologiseSettings) -> AwsRelay:
    """Return what passes replies and events on."""
    outbound = SqsOutboundQueue(clients.sqs(), settings.outbound_queue_url)
    return AwsRelay(outbound, clients.events(), settings.event_bus_name)
