"""Names everything that a deployment still lacks, in one list, before anything is deployed.

python -m scripts.preflight dev
"""

import json
import re
import sys
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import boto3
from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError

from scripts.template import ROOT, read_template

CLIENT = Config(connect_timeout=5, read_timeout=10, retries={"total_max_attempts": 2})
SECRET_FIELDS = {"account_sid": r"AC.+", "auth_token": r".+"}


@dataclass(frozen=True)
class Missing:
    """Something that must be mended before the deployment, and how."""

    what: str
    remedy: str


@dataclass(frozen=True)
class Deployment:
    """What samconfig.toml says about one stage."""

    stage: str
    region: str
    parameters: dict[str, str]


def find_missing(stage: str, samconfig: Path = ROOT / "samconfig.toml") -> tuple[Missing, ...]:
    """Find everything that a deployment of the stage lacks; nothing found means it may go ahead."""
    sections: dict[str, Any] = tomllib.loads(samconfig.read_text())
    if "deploy" not in sections.get(stage, {}):
        remedy = f"add [{stage}.deploy.parameters] to samconfig.toml, like [dev.deploy.parameters]"
        return (Missing(f"stage {stage}", remedy),)
    deployment = read_deployment(stage, sections[stage]["deploy"]["parameters"])
    return (
        *check_parameters(deployment, read_template()["Parameters"]),
        *check_account(deployment),
    )


def read_deployment(stage: str, section: dict[str, Any]) -> Deployment:
    """Read one stage's section of samconfig.toml; the region falls back to the shell's."""
    pairs = (text.partition("=") for text in section.get("parameter_overrides", []))
    region = section.get("region") or boto3.Session().region_name or ""
    return Deployment(stage, region, {name: value for name, _, value in pairs})


def check_parameters(deployment: Deployment, declared: dict[str, Any]) -> Iterator[Missing]:
    """Check the parameters against what the template declares."""
    where = f"in parameter_overrides of [{deployment.stage}.deploy.parameters] in samconfig.toml"
    given = deployment.parameters
    for name in given.keys() - declared.keys():
        yield Missing(f"parameter {name} is not one of the template", f"remove it {where}")
    for name, rule in declared.items():
        value = given.get(name, str(rule.get("Default", "")))
        if value == "" and "Default" not in rule:
            yield Missing(
                f"parameter {name} has no value", f"set it {where}; docs/deploy.md says what it is"
            )
        elif not is_allowed(value, rule):
            yield Missing(f"parameter {name}={value} is not allowed", f"correct it {where}")
    if given.get("PublicBaseUrl", "").startswith("http:"):
        yield Missing("parameter PublicBaseUrl is not https", f"correct it {where}")
    if given.get("Stage") != deployment.stage:
        yield Missing(f"parameter Stage is not {deployment.stage}", f"set it {where}")


def is_allowed(value: str, rule: dict[str, Any]) -> bool:
    """Tell whether CloudFormation would take the value."""
    if "AllowedValues" in rule:
        return value in map(str, rule["AllowedValues"])
    if rule["Type"] == "Number":
        low, high = rule.get("MinValue", 0), rule.get("MaxValue", float("inf"))
        return value.isdecimal() and low <= int(value) <= high
    return re.fullmatch(rule.get("AllowedPattern", ".*"), value) is not None


def check_account(deployment: Deployment) -> Iterator[Missing]:
    """Check the credentials, and with them what must exist in the account already."""
    if not deployment.region:
        remedy = f"set region in [{deployment.stage}.deploy.parameters] or AWS_REGION"
        yield Missing("the AWS region (so the Twilio secret was not checked)", remedy)
        return
    session = boto3.Session(region_name=deployment.region)
    try:
        session.client("sts", config=CLIENT).get_caller_identity()
    except (BotoCoreError, ClientError) as error:
        what = "AWS credentials that work (so the Twilio secret was not checked)"
        yield Missing(what, f"run `aws sso login` or set AWS_PROFILE; AWS said: {error}")
        return
    yield from check_twilio_secret(session.client("secretsmanager", config=CLIENT), deployment)


def check_twilio_secret(client: Any, deployment: Deployment) -> Iterator[Missing]:
    """Check that the Twilio secret exists and has every field."""
    arn = deployment.parameters.get("TwilioSecretArn") or f"platewise/{deployment.stage}/twilio"
    update = (
        f"aws secretsmanager put-secret-value --secret-id {arn} --secret-string file://twilio.json"
    )
    try:
        secret = client.get_secret_value(SecretId=arn)
    except ClientError as error:
        create = update.replace("put-secret-value --secret-id", "create-secret --name")
        yield Missing(f"Twilio secret {arn} cannot be read ({error})", f"make it: {create}")
        return
    if arn != secret["ARN"]:
        yield Missing(
            "TwilioSecretArn is not the secret's full ARN", f"TwilioSecretArn={secret['ARN']}"
        )
    for field in list_missing_fields(secret.get("SecretString", "")):
        yield Missing(
            f"Twilio secret has no usable {field}", f"put it into twilio.json, then {update}"
        )


def list_missing_fields(text: str) -> list[str]:
    """List the fields that the secret lacks; all of them if it is no JSON object."""
    try:
        fields = json.loads(text)
    except ValueError:
        fields = {}
    if not isinstance(fields, dict):
        fields = {}
    return [
        f for f, form in SECRET_FIELDS.items() if not re.fullmatch(form, str(fields.get(f, "")))
    ]


def main(stage: str) -> int:
    """Print what is missing; the exit status is 1 if anything is."""
    missing = find_missing(stage)
    for number, item in enumerate(missing, start=1):
        sys.stderr.write(f"{number}. {item.what}\n   {item.remedy}\n")
    summary = f"{len(missing)} thing(s) to mend first." if missing else "Nothing is missing."
    sys.stderr.write(f"Deploying {stage}: {summary}\n")
    return 1 if missing else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
