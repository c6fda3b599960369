"""Builds the parts of a stack from its template."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from local.blueprint import Blueprint
from local.clock import LocalClock
from local.emulator import REGION, STACK, Emulator
from local.intrinsics import Place
from local.template import TemplateReader, translate
from local.workers import Function

ACCOUNT_SID: Final = "ACLOCAL00000000000000000000000000"
_CONCURRENCY: Final = {"converse": 2, "send": 2, "receive": 2}  # of the rest: 1


def read_blueprint(
    template: Path,
    emulator: Emulator,
    *,
    url: str,
    public_base_url: str,
    auth_token: str,
    others: Mapping[str, str],
) -> Blueprint:
    """Return what the template describes, with this machine's addresses and secrets."""
    place = Place(STACK, emulator.account, REGION, emulator.url)
    parameters = {
        "Stage": "local",
        "PublicBaseUrl": public_base_url,
        "TwilioApiUrl": f"{url}/_local/twilio",
        "TwilioContentUrl": f"{url}/_local/twilio",
        "BedrockModelArn": f"arn:aws:bedrock:{REGION}::foundation-model/local.cookbook",
        **others,
    }
    if (template.parent / "food_table" / "usda.sqlite").is_file():
        layer = f"arn:aws:lambda:{REGION}:{emulator.account}:layer:food-table:1"
        parameters["FoodTableLayerArn"] = layer
    twilio = json.dumps({"account_sid": ACCOUNT_SID, "auth_token": auth_token})
    secrets = {"TwilioSecretArn": twilio, "TwilioSecret": twilio}
    root = template.parent
    return TemplateReader(root, translate(template), place, parameters, secrets).read()


def build_functions(
    blueprint: Blueprint,
    emulator: Emulator,
    clock: LocalClock,
    logs: Path,
    concurrency: Mapping[str, int],
    bedrock_url: str,
) -> dict[str, Function]:
    """Return every function, none of them started; `*` is the concurrency of all not named."""
    logs.mkdir(parents=True, exist_ok=True)
    aws = {
        "AWS_ACCESS_KEY_ID": "local",
        "AWS_SECRET_ACCESS_KEY": "local",
        "AWS_REGION": REGION,
        "AWS_DEFAULT_REGION": REGION,
        "AWS_ENDPOINT_URL": emulator.url,
        "AWS_ENDPOINT_URL_BEDROCK_RUNTIME": bedrock_url,
        "CLOCK_OFFSET_FILE": str(clock.offset_file.resolve()),
    }
    functions = {}
    for plan in blueprint.functions:
        wanted = concurrency.get(plan.name) or concurrency.get("*")
        count = wanted or _CONCURRENCY.get(plan.name, 1)
        functions[plan.name] = Function(plan, aws, count, logs / f"{plan.name}.log")
    return functions
