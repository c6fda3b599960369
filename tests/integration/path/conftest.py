"""One stack of the whole product for the tests of this folder."""

from collections.abc import Iterator

import pytest

from bench.path.people import product
from bench.path.table import CoachTable
from local.stack import LocalStack


@pytest.fixture(scope="session")
def running_product() -> Iterator[LocalStack]:
    with product() as running:
        yield running


@pytest.fixture
def stack(running_product: LocalStack) -> Iterator[LocalStack]:
    """At rest and without faults when the test begins."""
    yield running_product
    running_product.clear_faults()
    running_product.drain(advance=True, timeout_s=120)


@pytest.fixture
def table(stack: LocalStack) -> CoachTable:
    return CoachTable.of(stack)
