"""Parts of the functions that take turns: what the coach knows, remembers, and passes on."""

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from adapters.compiled_tables import find_compiled
from adapters.dynamodb.turn_store import DynamoTurnStore
from adapters.relay import AwsRelay
from adapters.sqs import SqsOutboundQueue
from domain.conversation.outcome import Knowledge
from domain.memory.kept_readings import KeptReadings
from domain.plans.cookbook import Cookbook, CookingTables
from runtime.bootstrap import clients
from runtime.settings import AnswerSettings, ApologiseSettings, ConverseSettings

if TYPE_CHECKING:
    from domain.safety.gate.gate import Gate


def knowledge(data_dir: str) -> Knowledge:
    """Return the tables the coach answers from: as they were built, or as they are edited."""
    folder = Path(data_dir)
    if compiled := find_compiled(folder, "knowledge", Knowledge):
        return compiled
    from adapters.tables import CsvTables  # noqa: PLC0415 (an artifact starts without it)

    return CsvTables(folder).knowledge()


def knowledge_with_recipes(data_dir: str) -> Knowledge:
    """Return the tables with the cookbook, which is opened where recipes are spoken of.

    How meals were read is kept while the container lives.
    """
    tables = knowledge(data_dir)
    return replace(tables, cookbook=cookbook(data_dir), readings=KeptReadings())


def cookbook(data_dir: str) -> Cookbook:
    """Return the recipes and the gate before them; neither is read before it is needed."""
    folder = Path(data_dir)
    return Cookbook(lambda: _cooking(folder), lambda: _gate(folder))


def _cooking(folder: Path) -> CookingTables:
    if compiled := find_compiled(folder, "cooking", CookingTables):
        return compiled
    from adapters.planning.tables import PlanTables  # noqa: PLC0415 (an artifact starts without it)

    return PlanTables(folder).cooking


def _gate(folder: Path) -> "Gate":
    from domain.safety.gate.gate import Gate  # noqa: PLC0415 (a start needs none)

    if compiled := find_compiled(folder, "gate", Gate):
        return compiled
    from adapters.gate_tables import GateTables  # noqa: PLC0415 (an artifact starts without it)

    return GateTables(folder).gate()


def turns(settings: ConverseSettings | ApologiseSettings) -> DynamoTurnStore:
    """Return where users are kept."""
    return DynamoTurnStore(clients.dynamodb(), settings.coach_table)


def relay(settings: ConverseSettings | ApologiseSettings | AnswerSettings) -> AwsRelay:
    """Return what passes replies and events on."""
    outbound = SqsOutboundQueue(clients.sqs(), settings.outbound_queue_url)
    return AwsRelay(outbound, clients.events(), settings.event_bus_name)
