"""A model for the command line, asked as functions ask one; answers live with the command."""

import time
from pathlib import Path

from adapters.adviser_tables import AdviserTables
from adapters.container_memory import ContainerMemory
from adapters.in_memory.ledger import InMemoryLedger
from adapters.in_memory.shared_answers import InMemorySharedAnswers
from adapters.planning.tables import PlanTables
from domain.adviser.spending import Prices
from domain.identity import UserId
from runtime.clock import SystemClock
from services.adviser.ask import Adviser, Asker
from services.adviser.plans import Advised, PlanAdviser

ASKER = Asker(UserId("COMMAND"), "premium", "command")

_PRICES = Prices(input_usd_per_million=1.0, output_usd_per_million=5.0)
"""Of a small model: what the command may spend is bounded by them, not billed by them."""

_OUTPUT_TOKENS = 4000


def plan_adviser(tables: PlanTables, folder: Path, model: str, endpoint: str) -> PlanAdviser:
    """Return what planning asks: a model of Bedrock, or nobody where none is named."""
    advised = AdviserTables(folder).advised(tables)
    return PlanAdviser(advised, _adviser(advised, model, endpoint) if model else None)


def _adviser(advised: Advised, model: str, endpoint: str) -> Adviser:
    import boto3  # noqa: PLC0415 (a command without a model starts without the SDK)
    from botocore.config import Config  # noqa: PLC0415

    from adapters.bedrock.converse import BedrockModel  # noqa: PLC0415

    config = Config(connect_timeout=1, read_timeout=20, retries={"total_max_attempts": 1})
    client = boto3.client("bedrock-runtime", endpoint_url=endpoint or None, config=config)
    return Adviser(
        model=BedrockModel(client, model, _PRICES, _OUTPUT_TOKENS),
        memory=ContainerMemory(),
        shared=InMemorySharedAnswers(),
        ledger=InMemoryLedger(),
        clock=SystemClock(),
        pause=time.sleep,
        tiers=advised.tiers,
    )
