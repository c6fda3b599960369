import json
from pathlib import Path

import boto3
import pytest
from moto import mock_aws

from scripts.preflight import find_missing, main
from scripts.template import ROOT

TWILIO = {"account_sid": "AC00000000000000000000000000000000", "auth_token": "made-up"}


@pytest.fixture
def account(monkeypatch):
    """An empty AWS account with working credentials."""
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "testing")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "testing")
    with mock_aws():
        yield boto3.client("secretsmanager", region_name="eu-west-1")


@pytest.fixture
def samconfig(tmp_path):
    def write(*, region: str = "eu-west-1", **parameters: str) -> Path:
        pairs = {"Stage": "dev", **parameters}
        overrides = json.dumps([f"{name}={value}" for name, value in pairs.items()])
        file = tmp_path / "samconfig.toml"
        file.write_text(
            f'[dev.deploy.parameters]\nregion = "{region}"\nparameter_overrides = {overrides}\n'
        )
        return file

    return write


@pytest.fixture
def twilio_arn(account):
    made = account.create_secret(Name="platewise/dev/twilio", SecretString=json.dumps(TWILIO))
    return made["ARN"]


def _what(missing):
    return [item.what for item in missing]


def test_nothing_is_missing_when_everything_is_there(samconfig, twilio_arn):
    assert find_missing("dev", samconfig(TwilioSecretArn=twilio_arn)) == ()


def test_everything_that_is_missing_is_named_at_once(samconfig, monkeypatch, tmp_path):
    monkeypatch.delenv("AWS_ACCESS_KEY_ID", raising=False)
    monkeypatch.delenv("AWS_SECRET_ACCESS_KEY", raising=False)
    monkeypatch.setenv("AWS_SHARED_CREDENTIALS_FILE", str(tmp_path / "none"))
    monkeypatch.setenv("AWS_CONFIG_FILE", str(tmp_path / "none"))
    monkeypatch.setenv("AWS_EC2_METADATA_DISABLED", "true")

    missing = _what(find_missing("dev", samconfig(Stage="prod", PublicBaseUrl="http://plain.test")))

    assert missing == [
        "parameter TwilioSecretArn has no value",
        "parameter PublicBaseUrl is not https",
        "parameter Stage is not dev",
        "AWS credentials that work (so the Twilio secret was not checked)",
    ]


def test_a_secret_that_does_not_exist_comes_with_the_command_that_makes_it(samconfig, account):
    missing = find_missing("dev", samconfig())

    assert missing[-1].what.startswith("Twilio secret platewise/dev/twilio cannot be read")
    assert "aws secretsmanager create-secret --name platewise/dev/twilio" in missing[-1].remedy


def test_a_secret_that_exists_but_is_not_configured_comes_with_its_arn(samconfig, twilio_arn):
    missing = find_missing("dev", samconfig())

    assert missing[-1].remedy == f"TwilioSecretArn={twilio_arn}"


@pytest.mark.parametrize(
    ("text", "fields"),
    [
        ("{}", ["account_sid", "auth_token"]),
        ("not json", ["account_sid", "auth_token"]),
        ("[1]", ["account_sid", "auth_token"]),
        ('{"account_sid": "AC1", "auth_token": ""}', ["auth_token"]),
        ('{"account_sid": "SK1", "auth_token": "x"}', ["account_sid"]),
    ],
)
def test_each_field_that_the_secret_lacks_is_named(samconfig, account, twilio_arn, text, fields):
    account.put_secret_value(SecretId=twilio_arn, SecretString=text)

    missing = _what(find_missing("dev", samconfig(TwilioSecretArn=twilio_arn)))

    assert missing == [f"Twilio secret has no usable {field}" for field in fields]


@pytest.mark.parametrize(
    "wrong",
    [
        {"PublicBaseUrl": "https://coach.example/path"},
        {"LogLevel": "LOUD"},
        {"LogDays": "31"},
        {"SendConcurrency": "1"},
        {"ArchiveDays": "many"},
        {"AlarmEmail": "nobody"},
        {"Unheard": "of"},
    ],
)
def test_a_parameter_that_cloudformation_would_refuse_is_named(samconfig, twilio_arn, wrong):
    missing = _what(find_missing("dev", samconfig(TwilioSecretArn=twilio_arn, **wrong)))

    assert len(missing) == 1
    assert next(iter(wrong)) in missing[0]


def test_a_stage_that_samconfig_does_not_know_is_named(samconfig):
    assert _what(find_missing("moon", samconfig())) == ["stage moon"]


def test_a_deployment_without_a_region_is_named(samconfig, monkeypatch):
    for name in ("AWS_DEFAULT_REGION", "AWS_REGION", "AWS_PROFILE"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("AWS_CONFIG_FILE", "/dev/null")

    missing = _what(find_missing("dev", samconfig(region="")))

    assert "the AWS region (so the Twilio secret was not checked)" in missing


def test_the_committed_configuration_lacks_only_the_twilio_secret(account):
    for stage in ("dev", "prod"):
        missing = _what(find_missing(stage, ROOT / "samconfig.toml"))

        assert missing[0] == "parameter TwilioSecretArn has no value"
        assert len(missing) == 2


def test_the_command_prints_the_list_and_fails(account, capsys):
    status = main("dev")

    printed = capsys.readouterr().err
    assert status == 1
    assert "1. parameter TwilioSecretArn has no value" in printed
    assert "2 thing(s) to mend first" in printed
