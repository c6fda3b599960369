"""A container's memory, and what becomes of answers' stores that fail."""

from datetime import timedelta

import pytest
from redis.exceptions import AuthenticationError, ResponseError
from redis.exceptions import TimeoutError as ServerTimeoutError

from adapters.adviser_tables import AdviserTables
from adapters.container_memory import ContainerMemory
from adapters.valkey.shared_answers import ValkeySharedAnswers
from domain.errors import InvalidTableError, PermanentError, RetryableError
from services.adviser.ports import KeptAnswer
from tests.builders import NOON
from tests.conftest import ROOT

RICE = KeptAnswer({"name": "rice"}, NOON)
LATER = NOON + timedelta(minutes=10)


def test_a_container_remembers_until_it_expires():
    memory = ContainerMemory()
    memory.keep("k", RICE, LATER)

    assert memory.find("k", NOON) == RICE
    assert memory.find("k", LATER) is None
    assert memory.find("other", NOON) is None


def test_what_was_unused_longest_gives_way():
    memory = ContainerMemory(most=2)
    memory.keep("a", RICE, LATER)
    memory.keep("b", RICE, LATER)
    memory.find("a", NOON)
    memory.keep("c", RICE, LATER)

    assert [memory.find(key, NOON) for key in "abc"] == [RICE, None, RICE]


class Broken:
    """A client whose every call fails."""

    def __init__(self, error):
        self.error = error

    def eval(self, *args):
        raise self.error


@pytest.mark.parametrize(
    ("error", "family"),
    [
        (ServerTimeoutError(), RetryableError),
        (AuthenticationError(), PermanentError),
        (ResponseError(), PermanentError),
    ],
)
def test_a_server_that_fails_is_told_as_what_it_means(error, family):
    answers = ValkeySharedAnswers(Broken(error))

    with pytest.raises(family):
        answers.claim("k", "a", NOON, timedelta(seconds=60))


def test_every_tier_has_a_budget_and_lives():
    tiers = AdviserTables(ROOT / "data").tiers()

    assert set(tiers) == {"free", "standard", "premium"}
    assert tiers["free"].month_uusd < tiers["standard"].month_uusd < tiers["premium"].month_uusd
    assert all(set(t.lives) == {"read_words", "invent_recipes"} for t in tiers.values())


def test_a_prompt_that_is_missing_is_named(tmp_path, plan_tables):
    with pytest.raises(InvalidTableError, match=r"read_words\.md"):
        AdviserTables(tmp_path).advised(plan_tables)
