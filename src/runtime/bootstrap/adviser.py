"""Parts of the functions that may ask a model."""

import time
from pathlib import Path

from adapters.adviser_tables import AdviserTables
from adapters.bedrock.converse import BedrockModel
from adapters.container_memory import ContainerMemory
from adapters.dynamodb.ledger import DynamoLedger
from adapters.dynamodb.shared_answers import DynamoSharedAnswers
from adapters.valkey.shared_answers import ValkeySharedAnswers
from domain.adviser.spending import Prices
from domain.invention.house import House
from runtime.bootstrap import clients, parts
from runtime.settings import AdviserSettings
from services.adviser.ask import Adviser
from services.adviser.plans import PlanAdviser
from services.adviser.ports import SharedAnswers


def plan_adviser(settings: AdviserSettings, folder: Path, house: House, tables: str) -> PlanAdviser:
    """Return what planning asks; without a model in the settings it answers from the house.

    Build it once per execution environment: it holds the circuit breaker.

    Args:
        settings: Of the function that asks.
        folder: Where the tables lie.
        house: The recipe book and the gate.
        tables: The version of the tables (`PlanTables.version`).
    """
    advised = AdviserTables(folder)
    return PlanAdviser(house, advised.prompts(house), tables, _adviser(settings, advised))


def _adviser(settings: AdviserSettings, advised: AdviserTables) -> Adviser | None:
    if not settings.bedrock_model_id:
        return None
    prices = Prices(float(settings.bedrock_input_usd), float(settings.bedrock_output_usd))
    return Adviser(
        model=BedrockModel(
            clients.bedrock_runtime(),
            settings.bedrock_model_id,
            prices,
            int(settings.bedrock_output_tokens),
        ),
        memory=ContainerMemory(),
        shared=_shared(settings),
        ledger=DynamoLedger(clients.dynamodb(), settings.coach_table),
        clock=parts.clock(),
        pause=time.sleep,
        tiers=advised.tiers(),
    )


def _shared(settings: AdviserSettings) -> SharedAnswers:
    if not settings.valkey_secret_id:
        return DynamoSharedAnswers(clients.dynamodb(), settings.cache_table)
    return ValkeySharedAnswers(clients.valkey(parts.secrets().text(settings.valkey_secret_id)))
