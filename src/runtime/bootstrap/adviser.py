"""Parts of the functions that may ask a model."""

import time
from pathlib import Path

from adapters.bedrock.converse import BedrockModel
from adapters.compiled_tables import find_compiled
from adapters.container_memory import ContainerMemory
from adapters.dynamodb.ledger import DynamoLedger
from adapters.dynamodb.shared_answers import DynamoSharedAnswers
from adapters.valkey.shared_answers import ValkeySharedAnswers
from domain.adviser.spending import Prices
from runtime.bootstrap import clients, parts
from runtime.settings import AdviseSettings
from services.adviser.ask import Adviser
from services.adviser.plans import Advised, PlanAdviser
from services.adviser.ports import SharedAnswers


def plan_adviser(settings: AdviseSettings) -> PlanAdviser:
    """Return what planning asks; without a model in the settings it answers from the house.

    Build it once per execution environment: it holds what this one remembers, and the breaker.
    """
    advised = _advised(Path(settings.data_dir))
    return PlanAdviser(advised, _adviser(settings, advised))


def _advised(folder: Path) -> Advised:
    if compiled := find_compiled(folder, "advised", Advised):
        return compiled
    from adapters.adviser_tables import AdviserTables  # noqa: PLC0415 (an artifact starts without)
    from adapters.planning.tables import PlanTables  # noqa: PLC0415

    return AdviserTables(folder).advised(PlanTables(folder))


def _adviser(settings: AdviseSettings, advised: Advised) -> Adviser | None:
    if not settings.bedrock_model_arn:
        return None
    prices = Prices(float(settings.bedrock_input_usd), float(settings.bedrock_output_usd))
    model = BedrockModel(
        clients.bedrock_runtime(),
        settings.bedrock_model_arn,
        prices,
        int(settings.bedrock_output_tokens),
    )
    return Adviser(
        model=model,
        memory=ContainerMemory(),
        shared=_shared(settings),
        ledger=DynamoLedger(clients.dynamodb(), settings.coach_table),
        clock=parts.clock(),
        pause=time.sleep,
        tiers=advised.tiers,
    )


def _shared(settings: AdviseSettings) -> SharedAnswers:
    if not settings.valkey_secret_id:
        return DynamoSharedAnswers(clients.dynamodb(), settings.cache_table)
    return ValkeySharedAnswers(clients.valkey(parts.secrets().text(settings.valkey_secret_id)))
