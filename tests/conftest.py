"""What every suite shares: which tests are part of a run, and who may open a socket."""

import time
from dataclasses import replace
from io import StringIO
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from adapters.tables import CsvTables
from local.dynamodb_local import DynamoDBLocal, fetch
from runtime.observability import logger
from tests.cooking import tables

ROOT = Path(__file__).resolve().parent.parent
_WITHOUT_SOCKETS = ("unit", "contracts", "handlers", "architecture")
_ON_SERVERS = ("dynamodb_local", "redis_server")

settings.register_profile(  # a busy machine is no failure of a law
    "any_machine", deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("any_machine")


def pytest_configure(config):
    config.addinivalue_line(
        "markers", "dynamodb_local: runs on DynamoDB Local, which needs Java and Maven"
    )
    config.addinivalue_line("markers", "redis_server: runs on Debian's redis-server")


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(config, items):
    """Keep to one kind of run: on real servers (`-m "dynamodb_local or redis_server"`), or without.

    What belongs to the other kind was not left out of this one, so it is not counted as such.
    """
    is_local_run = any(name in config.option.markexpr for name in _ON_SERVERS)
    items[:] = [i for i in items if _needs_server(i) is is_local_run]
    for item in items:
        suite = item.path.relative_to(ROOT / "tests").parts[0]
        may_open = is_local_run or item.get_closest_marker("allow_hosts")
        if suite in _WITHOUT_SOCKETS and not may_open:
            item.add_marker(pytest.mark.disable_socket)


def _needs_server(item):
    return any(item.get_closest_marker(name) for name in _ON_SERVERS)


@pytest.fixture(scope="session")
def knowledge():
    return replace(CsvTables(ROOT / "data").knowledge(), cookbook=tables().cookbook)


@pytest.fixture(scope="session")
def gate():
    return tables().gate


@pytest.fixture(scope="session")
def plan_tables():
    return tables()


@pytest.fixture(scope="session")
def dynamodb_local():
    fetch()
    running = DynamoDBLocal()
    running.start()
    yield running
    running.stop()


@pytest.fixture
def aws(monkeypatch):
    """The environment in which AWS clients can be built without reaching anything."""
    for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_SESSION_TOKEN"):
        monkeypatch.setenv(name, "test")
    monkeypatch.setenv("AWS_DEFAULT_REGION", "us-east-1")


@pytest.fixture
def logged():
    """What the product logs during the test, as text."""
    handler, text = logger.registered_handler, StringIO()
    before = handler.setStream(text)
    yield text.getvalue
    handler.setStream(before)


@pytest.fixture
def eventually():
    """Wait until a check holds; fail after the deadline."""

    def wait(check, within_s=5.0):
        until = time.monotonic() + within_s
        while not check():
            assert time.monotonic() < until, f"not true within {within_s} s"
            time.sleep(0.005)

    return wait
