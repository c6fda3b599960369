import pytest

from adapters.gate_tables import GateTables
from tests.conftest import ROOT


@pytest.fixture(scope="session")
def gate():
    return GateTables(ROOT / "data").gate()
