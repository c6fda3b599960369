"""Measures cold starts: import and first call of each handler against a baseline.

The baseline is a handler that builds one boto3 client, sends one message and logs one line with
Powertools, on the packages as they are published (compiled, as everything here). `cut_baseline` is
the same handler on these packages as our build cuts its own. Every start is a fresh process that
sees its artifact alone; the calls are real ones to the emulated AWS and Twilio's double. Each round
runs all of them once.
"""

import json
import shutil
import statistics
import sys
import tempfile
from pathlib import Path

from bench.probes.chain import PROBES, Chain, ColdStart
from scripts.artifact_sizes import SDK, size_mb
from scripts.build_artifact import build_artifact, compile_sources, cut, install_dependencies
from scripts.template import list_functions, read_template

ROUNDS = 30
CUT = "cut_baseline"
BASELINES = ("baseline", CUT)
ON_THE_WAY = ("receive", "converse", "send", "delivery", "audit", "apologise")
"""Functions a message passes: those it waits for, and those that tell what became of it."""
BARS = {"receive": 1.3, "converse": 2.0, "send": 2.0}
ARTIFACT_BAR_MB = 4.0
BASELINE = PROBES / "baseline.py"
ONBOARDING = ("Hi", "Yes", "None", "Lose weight")
MEAL = "2 eggs and a slice of toast"

type Figure = dict[str, float | str | bool | None]


def main() -> None:
    """Build the artifacts, run the rounds, print one JSON object."""
    names = list_functions(read_template())
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder)
        sizes = {name: artifact_mb(name, work / "lambda" / name) for name in names}
        artifacts = {name: work / "local" / name for name in ON_THE_WAY}
        for name, artifact in artifacts.items():
            progress(f"building {name}")
            build_artifact(name, artifact, local=True)
        baselines = {name: work / name for name in BASELINES}
        for name, packages in baselines.items():
            build_baseline(packages, is_cut=name == CUT)
        starts = run_rounds(work, artifacts, baselines)
    print(json.dumps({**time_figures(starts), **size_figures(sizes)}, indent=2))


def artifact_mb(name: str, target: Path) -> float:
    """Build for Lambda and return the size without the AWS SDK."""
    build_artifact(name, target)
    return size_mb(target, without=SDK)


def build_baseline(target: Path, *, is_cut: bool) -> None:
    """Install what the baseline needs beside it, and compile all."""
    install_dependencies("baseline", target, local=True)
    shutil.copy(BASELINE, target)
    if is_cut:
        cut(target, [BASELINE.stem], ["sqs"])
    compile_sources(target)


def run_rounds(
    work: Path, artifacts: dict[str, Path], baselines: dict[str, Path]
) -> dict[str, list[ColdStart]]:
    """Start every handler once a round, each with the message that the one before it made."""
    starts: dict[str, list[ColdStart]] = {name: [] for name in (*BASELINES, *artifacts)}
    with Chain(work, artifacts) as chain:
        for text in ONBOARDING:
            run_path(chain, text)
        for number in range(1, ROUNDS + 1):
            progress(f"round {number} of {ROUNDS}")
            for name, packages in baselines.items():
                starts[name].append(chain.start_baseline(packages))
            for name, start in run_path(chain, MEAL).items():
                starts[name].append(start)
            starts["apologise"].append(apologise(chain))
    return starts


def run_path(chain: Chain, text: str) -> dict[str, ColdStart]:
    """Take one message from the webhook to its delivery and its events to the audit."""
    starts = {"receive": chain.say(text)}
    (message,) = chain.take("inbound")
    starts["converse"] = chain.start("converse", {"Records": [message]})
    (reply,) = chain.take("outbound")
    starts["send"] = chain.start("send", {"Records": [reply]})
    ids = json.loads(reply["body"])
    chain.report_delivery(ids["user_id"], ids["reply_id"])
    (status,) = chain.take("callback")
    starts["delivery"] = chain.start("delivery", {"Records": [status]})
    for event in chain.take("audit"):
        starts["audit"] = chain.start("audit", {"Records": [event]})
    return starts


def apologise(chain: Chain) -> ColdStart:
    """Give up on a message and apologise for it."""
    chain.say(MEAL)
    (message,) = chain.take("inbound")
    start = chain.start("apologise", {"Records": [message]})
    chain.take("outbound")
    chain.take("audit")
    return start


def time_figures(starts: dict[str, list[ColdStart]]) -> dict[str, Figure]:
    """Compare medians of import plus first call with the baseline's: elapsed and CPU time."""
    total = {n: statistics.median(s.total_ms for s in runs) for n, runs in starts.items()}
    cpu = {n: statistics.median(s.total_cpu_ms for s in runs) for n, runs in starts.items()}
    figures: dict[str, Figure] = {}
    for name, runs in starts.items():
        if name not in BASELINES:
            ratios = [total[name] / total[baseline] for baseline in BASELINES]
            figures[f"8.{name}_ratio"] = figure(ratios[0], "x", BARS.get(name))
            figures[f"8.{name}_ratio_to_cut_baseline"] = figure(ratios[1], "x")
            figures[f"8.{name}_cpu_ratio"] = figure(cpu[name] / cpu["baseline"], "x")
        imports = statistics.median(s.import_ms for s in runs)
        figures[f"8.{name}_import_ms"] = figure(imports, "ms")
        figures[f"8.{name}_total_ms"] = figure(total[name], "ms")
        figures[f"8.{name}_cpu_ms"] = figure(cpu[name], "ms")
    return figures


def size_figures(sizes: dict[str, float]) -> dict[str, Figure]:
    """Report the artifacts' sizes, unzipped, without the AWS SDK."""
    bars = {"receive": ARTIFACT_BAR_MB}
    return {
        f"8.{name}_artifact_mb": figure(size, "MB", bars.get(name)) for name, size in sizes.items()
    }


def figure(value: float, unit: str, bar: float | None = None) -> Figure:
    """Return one figure; without a bar it is reported only."""
    rounded = round(value, 3)
    return {"value": rounded, "unit": unit, "bar": bar, "holds": bar is None or rounded <= bar}


def progress(text: str) -> None:
    """Say on standard error what is being done."""
    print(text, file=sys.stderr)


if __name__ == "__main__":
    main()
