from pathlib import Path

import pytest

from tests.unit.domain.builders import Talk, a_newcomer, a_user

DATA = Path(__file__).parents[3] / "data"


@pytest.fixture(scope="session")
def tables(knowledge):
    """The product's own tables, read once for all suites."""
    return knowledge


@pytest.fixture
def talk(tables):
    """A talk with someone who answered every first question and has no allergies."""
    return Talk(tables, a_user())


@pytest.fixture
def first_talk(tables):
    """A talk with someone who writes for the first time."""
    return Talk(tables, a_newcomer(), is_new=True)
