"""Faults before and after every port call, and killed workers: `python -m bench.faults`."""

from bench.path.fault_runs import (
    FaultRunner,
    Scenario,
    aws_failures,
    every_port_call,
    provider_failures,
    second_tries,
)
from bench.path.people import product
from bench.path.provider import CreateCalls
from bench.path.random_kills import traffic_with_kills
from bench.path.report import Figure, exactly, figure, progress, publish

KILLS = 20


def main() -> None:
    """Run every scenario on one stack, print one JSON object."""
    with product() as stack:
        runner = FaultRunner.of(stack)
        figures = {
            **run_all(runner, "kills_at_port_calls", every_port_call(runner)),
            **run_all(runner, "kills_at_the_second_try", second_tries()),
            **run_all(runner, "failing_aws_calls", aws_failures()),
            **run_all(runner, "failing_provider", provider_failures()),
        }
        progress(f"killing {KILLS} workers under traffic")
        traffic = traffic_with_kills(stack, KILLS, CreateCalls.of(stack))
        for fault in (*traffic.faults, *runner.audit_faults()):
            progress(fault)
        figures |= {
            "5.workers_killed_under_traffic": exactly(traffic.kills, KILLS, "kills"),
            "5.messages_of_that_traffic": figure(traffic.messages, "messages"),
            "5.faults_under_traffic": exactly(len(traffic.faults), 0, "people"),
            "5.events_lost_or_counted_twice": exactly(len(runner.audit_faults()), 0, "faults"),
        }
    publish(figures)


def run_all(runner: FaultRunner, name: str, scenarios: list[Scenario]) -> dict[str, Figure]:
    """Run scenarios; every one that went wrong is told on standard error."""
    wrong = 0
    for number, scenario in enumerate(scenarios, start=1):
        faults = runner.run(scenario).faults
        wrong += bool(faults)
        progress(f"{name} {number}/{len(scenarios)} {scenario.name} {faults or ''}")
    return {
        f"5.{name}": figure(len(scenarios), "runs"),
        f"5.{name}_gone_wrong": exactly(wrong, 0, "runs"),
    }


if __name__ == "__main__":
    main()
