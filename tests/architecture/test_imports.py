"""Who may import whom, what an import costs, and that it has no effect."""

import json
import subprocess
import sys
import tomllib
from functools import cache
from pathlib import Path

import pytest

from tests.conftest import ROOT

SRC = ROOT / "src"
CHILD = Path(__file__).parent / "import_everything.py"
HANDLERS = sorted(file.stem for file in (SRC / "handlers").glob("[a-z]*.py"))


@cache
def modules_of(*names):
    """Import modules in a fresh interpreter; return what is loaded then, and what it did."""
    command = [sys.executable, "-B", str(CHILD), str(SRC), *names]
    run = subprocess.run(command, check=True, capture_output=True, text=True)  # noqa: S603
    return json.loads(run.stdout)


def list_modules():
    files = (file.relative_to(SRC).with_suffix("") for file in SRC.rglob("*.py"))
    return sorted(".".join(file.parts).removesuffix(".__init__") for file in files)


def test_every_package_under_src_is_covered_by_the_import_contracts():
    declared = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]

    packages = {path.name for path in SRC.iterdir() if (path / "__init__.py").is_file()}

    assert set(declared["root_packages"]) == packages


def test_the_import_contracts_are_kept():
    command = [str(Path(sys.executable).parent / "lint-imports"), "--no-logo", "--no-cache"]

    run = subprocess.run(command, cwd=ROOT, check=False, capture_output=True, text=True)  # noqa: S603

    assert run.returncode == 0, run.stdout


def test_importing_has_no_effect():
    assert modules_of(*list_modules())["effects"] == []


@pytest.mark.parametrize("handler", HANDLERS)
def test_no_function_carries_stand_ins(handler):
    loaded = modules_of(f"handlers.{handler}")["modules"]

    assert [name for name in loaded if name.startswith("adapters.in_memory")] == []


@pytest.mark.parametrize("handler", HANDLERS)
def test_a_function_is_built_by_its_own_bootstrap_and_no_other(handler):
    loaded = modules_of(f"handlers.{handler}")["modules"]

    others = {f"runtime.bootstrap.{other}" for other in HANDLERS if other != handler}
    assert others.isdisjoint(loaded)


@pytest.mark.parametrize(
    "heavy",
    [
        "pydantic",
        "twilio.rest",
        "requests",
        "urllib3.contrib.pyopenssl",
        "adapters.dynamodb",
        "adapters.tables",
        "domain.meals",
        "contracts.events",
    ],
)
def test_what_stands_between_twilio_and_its_answer_is_light(heavy):
    loaded = modules_of("handlers.receive")["modules"]

    assert [name for name in loaded if name == heavy or name.startswith(f"{heavy}.")] == []


@pytest.mark.parametrize("handler", ["send", "delivery", "audit"])
def test_only_who_talks_loads_the_tables(handler):
    loaded = modules_of(f"handlers.{handler}")["modules"]

    assert "adapters.tables" not in loaded


@pytest.mark.parametrize("handler", [name for name in HANDLERS if name != "advise"])
def test_only_the_adviser_loads_what_asks_a_model(handler):
    loaded = modules_of(f"handlers.{handler}")["modules"]
    areas = ("adapters.bedrock", "adapters.valkey", "services.adviser", "domain.adviser", "redis")

    assert [name for name in loaded if name.startswith(areas)] == []


def test_who_keeps_answers_in_a_table_starts_without_the_client_of_a_server():
    assert "redis" not in modules_of("handlers.advise")["modules"]
