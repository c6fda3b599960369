"""Whatever fails, and wherever: answered once, each event counted once, the provider asked once."""

import pytest

from bench.path.fault_runs import (
    FaultRunner,
    aws_failures,
    every_port_call,
    provider_failures,
    second_tries,
)
from bench.path.people import product
from bench.path.random_kills import traffic_with_kills

REAL_TIMEOUTS = {"twilio timeout", "twilio accept_then_timeout"}  # 8 s each; one of them is enough


@pytest.fixture(scope="module")
def runner():
    with product() as stack:
        yield FaultRunner.of(stack)


def faults_of(runner, scenarios) -> list[str]:
    return [fault for scenario in scenarios for fault in runner.run(scenario).faults]


def test_a_kill_before_or_after_any_port_call_loses_and_doubles_nothing(runner):
    scenarios = every_port_call(runner)

    assert len(scenarios) >= 30
    assert faults_of(runner, scenarios) == []


def test_a_kill_at_the_second_try_loses_and_doubles_nothing(runner):
    assert faults_of(runner, second_tries()) == []


def test_a_failing_or_unheard_aws_call_loses_and_doubles_nothing(runner):
    assert faults_of(runner, aws_failures()) == []


def test_a_failing_provider_gets_a_reply_again_only_where_it_took_nothing(runner):
    scenarios = [run for run in provider_failures() if run.name not in REAL_TIMEOUTS]

    assert faults_of(runner, scenarios) == []


def test_twenty_workers_killed_under_traffic_lose_double_and_reorder_nothing(runner):
    traffic = traffic_with_kills(runner.stack, 20, runner.creations)

    assert traffic.kills == 20
    assert traffic.faults == []


def test_every_event_of_all_that_is_counted_exactly_once(runner):
    assert runner.audit_faults() == []
