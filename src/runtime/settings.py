"""The only reader of the environment."""

import os
from dataclasses import MISSING, dataclass, fields
from typing import Self


@dataclass(frozen=True, slots=True)
class _FromEnvironment:
    """Settings are named as their variables, in lower case."""

    @classmethod
    def read(cls) -> Self:
        """Read the settings of one function; a missing variable fails the cold start by name."""
        values = {
            field.name: os.environ[field.name.upper()]
            for field in fields(cls)
            if field.default is MISSING or field.name.upper() in os.environ
        }
        return cls(**values)


@dataclass(frozen=True, slots=True, kw_only=True)
class ClockSettings(_FromEnvironment):
    """Where time comes from; empty is the machine's clock."""

    clock_offset_file: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReceiveSettings(_FromEnvironment):
    """Configuration of `receive`."""

    public_base_url: str
    inbound_queue_url: str
    callback_queue_url: str
    twilio_secret_id: str
    phone_key_secret_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ConverseSettings(_FromEnvironment):
    """Configuration of `converse`; `food_table` is a built USDA table, blank for none."""

    coach_table: str
    inbound_queue_url: str
    parking_queue_url: str
    outbound_queue_url: str
    event_bus_name: str
    data_dir: str
    food_table: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SendSettings(_FromEnvironment):
    """Configuration of `send`."""

    coach_table: str
    outbound_queue_url: str
    parking_queue_url: str
    twilio_secret_id: str
    twilio_api_url: str
    twilio_content_url: str
    public_base_url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DeliverySettings(_FromEnvironment):
    """Configuration of `delivery`."""

    coach_table: str
    callback_queue_url: str
    parking_queue_url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ApologiseSettings(_FromEnvironment):
    """Configuration of `apologise`."""

    coach_table: str
    inbound_dead_queue_url: str
    parking_queue_url: str
    outbound_queue_url: str
    event_bus_name: str
    data_dir: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AuditSettings(_FromEnvironment):
    """Configuration of `audit`."""

    coach_table: str
    audit_queue_url: str
    parking_queue_url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AdviseSettings(_FromEnvironment):
    """Configuration of `advise`; without `bedrock_model_arn` the house answers alone.

    Prices are US dollars a million tokens. With `valkey_secret_id`, a secret that holds a server's
    address, answers are shared there instead of in `cache_table`.
    """

    coach_table: str
    cache_table: str
    data_dir: str
    bedrock_model_arn: str
    bedrock_input_usd: str
    bedrock_output_usd: str
    bedrock_output_tokens: str
    valkey_secret_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FetchSettings(_FromEnvironment):
    """Configuration of `fetch`."""

    coach_table: str
    recipe_pages_queue_url: str
    parking_queue_url: str
    inbound_queue_url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class StarterSettings(_FromEnvironment):
    """Configuration of `starter`."""

    plan_orders_queue_url: str
    parking_queue_url: str
    state_machine_arn: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanSettings(_FromEnvironment):
    """Configuration of `plan`; `plan_steps` and `plan_seconds` bound a search."""

    coach_table: str
    data_dir: str
    plan_steps: str
    plan_seconds: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerSettings(_FromEnvironment):
    """Configuration of `answer`."""

    coach_table: str
    plan_orders_dead_queue_url: str
    parking_queue_url: str
    outbound_queue_url: str
    event_bus_name: str
    data_dir: str
