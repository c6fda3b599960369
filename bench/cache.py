"""`make bench-cache`: how many requests are answered without the model, and by which level.

1,000 requests of one hour, as they come in use: a few wishes are everybody's, most are rare (Zipf,
of 400 requests that are spelt, timed and told as people do). They go round eight containers, each
with a memory of its own, over one DynamoDB table (moto) and Bedrock's double over HTTP. An answer
counts only after it passed the tables and the gate for its household. The seed is fixed; beside
the exponent 1 the most a cache could do is told for a flatter and a steeper one.
"""

import os
import random
import time
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import boto3
from botocore.config import Config
from moto import mock_aws

from adapters.adviser_tables import AdviserTables
from adapters.bedrock.converse import BedrockModel
from adapters.container_memory import ContainerMemory
from adapters.dynamodb.ledger import DynamoLedger
from adapters.dynamodb.shared_answers import DynamoSharedAnswers
from adapters.in_memory.clock import FixedClock
from adapters.planning.tables import PlanTables
from bench.path.report import Figure, exactly, figure, progress, publish
from domain.adviser.spending import Prices
from domain.identity import UserId
from domain.invention.wish import InventionWish
from domain.plans.request import PlanRequest, request_of
from domain.plans.selection import Rules
from domain.recipes.recipe import Slot
from local import moto_fixes
from local.doubles.bedrock import BedrockDouble
from local.http_server import HttpServer
from local.template import translate
from runtime.clock import SystemClock
from services.adviser.ask import Adviser, Asker, Level
from services.adviser.plans import Advised, Invented, PlanAdviser
from services.clock import Clock

ROOT = Path(__file__).parents[1]
REQUESTS, POOL, CONTAINERS, AT_ONCE = 1000, 400, 8, 20
EXPONENT, FLATTER, STEEPER = 1.0, 0.8, 1.2
SEED = 20261121
HOUR = timedelta(hours=1)
LEAST_WITHOUT_THE_MODEL = 0.8
STARTS = datetime(2026, 11, 21, 17, tzinfo=UTC)
MODEL = "anthropic.claude-haiku-4-5-20251001-v1:0"

MEALS = {Slot.DINNER: 50, Slot.LUNCH: 25, Slot.BREAKFAST: 15, Slot.SNACK: 10}
DIETS = {None: 72, "vegetarian": 10, "vegan": 5, "gluten-free": 5, "halal": 4, "pescatarian": 4}
ALLERGIES: dict[tuple[str, ...], int] = {
    (): 78, ("nuts",): 4, ("tree nuts", "peanuts"): 2, ("dairy",): 4, ("Milk",): 2,
    ("shellfish",): 3, ("eggs",): 2, ("huevo",): 1, ("gluten",): 2, ("soy",): 1, ("sesame",): 1,
}  # fmt: skip
MINUTES = {None: 45, 15: 8, 20: 15, 22: 2, 30: 20, 33: 2, 45: 8}
PEOPLE = {1: 30, 2: 40, 4: 30}
THEMES = {
    "": 50, "something new": 10, "Something new": 5, "warm": 5, "warm  and filling": 5,
    "light and fresh": 5, "comfort food": 5, "high protein": 8, "High protein": 4, "kids like": 3,
}  # fmt: skip


@dataclass(frozen=True)
class Wanted:
    """A request as it is made: a household's profile and a wish."""

    profile: Mapping[str, Any]
    wish: InventionWish


@dataclass
class Kitchen:
    """Everything the containers share."""

    advised: Advised
    double: BedrockDouble
    model: BedrockModel
    shared: DynamoSharedAnswers
    ledger: DynamoLedger

    def container(self, clock: Clock) -> PlanAdviser:
        """Return a container that remembers nothing yet."""
        adviser = Adviser(
            model=self.model,
            memory=ContainerMemory(),
            shared=self.shared,
            ledger=self.ledger,
            clock=clock,
            pause=time.sleep,
            tiers=self.advised.tiers,
        )
        return PlanAdviser(self.advised, adviser)

    def read(self, wanted: Wanted) -> tuple[PlanRequest, Rules]:
        """Return a profile as planning reads it."""
        request = request_of(wanted.profile, date(2026, 11, 23))
        return request, self.advised.house.rules(request)


def main() -> None:
    """Serve the requests, print one JSON object."""
    pool = draw_pool(random.Random(SEED))  # noqa: S311  # a stream of requests, not secrecy
    with kitchen() as ready:
        progress(f"{REQUESTS} requests of {POOL}, {CONTAINERS} containers")
        levels, calls = serve(ready, pool)
        at_once = burst(ready, pool[0])
        keys = {exponent: distinct_keys(ready, pool, exponent) for exponent in EXPONENTS}
    publish(_figures(levels, calls, at_once, keys))


EXPONENTS = (FLATTER, EXPONENT, STEEPER)


def draw_pool(rng: random.Random) -> list[Wanted]:
    """Return the different requests there are, the most frequent first."""
    pool: dict[str, Wanted] = {}
    while len(pool) < POOL:
        allergies: tuple[str, ...] = _one(rng, ALLERGIES)
        profile = {
            "allergies": list(allergies),
            "diet": _one(rng, DIETS),
            "people": _one(rng, PEOPLE),
        }
        wish = InventionWish(
            slot=_one(rng, MEALS),
            minutes_max=_one(rng, MINUTES),
            theme=_one(rng, THEMES),
        )
        pool.setdefault(repr((profile, wish)), Wanted(profile, wish))
    return list(pool.values())


def _one[T](rng: random.Random, weights: dict[T, int]) -> T:
    return rng.choices(list(weights), list(weights.values()))[0]


def ranks(exponent: float) -> list[int]:
    """Return which request of the pool comes at each place."""
    rng = random.Random(SEED)  # noqa: S311  # a stream of requests, not secrecy
    weights = [1 / rank**exponent for rank in range(1, POOL + 1)]
    return rng.choices(range(POOL), weights, k=REQUESTS)


def serve(ready: Kitchen, pool: Sequence[Wanted]) -> tuple[Counter[str], int]:
    """Serve an hour of requests; return how often each level answered, and the calls made."""
    clock, rng = FixedClock(STARTS), random.Random(SEED)  # noqa: S311  # a stream of requests, not secrecy
    containers = [ready.container(clock) for _ in range(CONTAINERS)]
    read = [ready.read(wanted) for wanted in pool]
    levels: Counter[str] = Counter()
    for number, place in enumerate(ranks(EXPONENT)):
        asker = Asker(UserId(f"U{rng.randrange(REQUESTS)}"), "standard", f"SM{number}")
        request, rules = read[place]
        adviser = rng.choice(containers)
        invented = adviser.invent_recipes(pool[place].wish, request, rules, asker)
        levels[_level(invented)] += 1
        clock.advance(HOUR / REQUESTS)
        if (number + 1) % 100 == 0:
            progress(f"{number + 1}: {dict(levels)}, {len(ready.double.calls)} calls")
    return levels, len(ready.double.calls)


def _level(invented: Invented) -> str:
    """Return which level answered; "house" where no answer of the model could be used."""
    return invented.answered.level.value if invented.is_invented else "house"


def burst(ready: Kitchen, wanted: Wanted) -> int:
    """Let containers ask the same at once that nobody asked before; return the calls made."""
    before = len(ready.double.calls)
    ready.double.set_fault("slow", 1)
    request, rules = ready.read(wanted)
    wish = InventionWish(Slot.DINNER, theme="nobody asked this before")

    def ask(number: int) -> Invented:
        asker = Asker(UserId(f"B{number}"), "standard", f"B{number}")
        container = ready.container(SystemClock())
        return container.invent_recipes(wish, request, rules, asker)

    with ThreadPoolExecutor(AT_ONCE) as threads:
        served = list(threads.map(ask, range(AT_ONCE)))
    assert all(each.recipes for each in served)
    return len(ready.double.calls) - before


def distinct_keys(ready: Kitchen, pool: Sequence[Wanted], exponent: float) -> int:
    """Return how many different answers an hour of requests needs."""
    adviser = ready.container(SystemClock())
    keys = set()
    for place in set(ranks(exponent)):
        request, rules = ready.read(pool[place])
        keys.add(adviser.recipe_question(pool[place].wish, request, rules).key(MODEL))
    return len(keys)


class kitchen:  # noqa: N801 (a context manager reads as a word)
    """The double on a socket and the tables in moto, for as long as they are needed."""

    def __enter__(self) -> Kitchen:
        """Start everything."""
        names = ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_SESSION_TOKEN")
        os.environ.update(dict.fromkeys(names, "bench"), AWS_DEFAULT_REGION="us-east-1")
        double = BedrockDouble(slow_s=1.0)
        double.warm()
        self._server = HttpServer(double.wsgi_app)
        self._server.start()
        once = Config(retries={"total_max_attempts": 1}, max_pool_connections=AT_ONCE)
        bedrock = boto3.client("bedrock-runtime", endpoint_url=self._server.url, config=once)
        moto_fixes.install()
        self._moto = mock_aws()
        self._moto.start()
        dynamodb = boto3.client("dynamodb", config=Config(max_pool_connections=AT_ONCE))
        for name, definition in _definitions():
            dynamodb.create_table(TableName=name, **definition)
        return Kitchen(
            advised=AdviserTables(ROOT / "data").advised(PlanTables(ROOT / "data")),
            double=double,
            model=BedrockModel(bedrock, MODEL, Prices(1.0, 5.0), 4000),
            shared=DynamoSharedAnswers(dynamodb, "CacheTable"),
            ledger=DynamoLedger(dynamodb, "CoachTable"),
        )

    def __exit__(self, *_: object) -> None:
        """Stop everything."""
        self._moto.stop()
        self._server.stop()


def _definitions() -> Iterator[tuple[str, dict[str, Any]]]:
    resources = translate(ROOT / "template.yaml")["Resources"]
    for name in ("CoachTable", "CacheTable"):
        made = resources[name]["Properties"]
        yield name, {n: made[n] for n in ("AttributeDefinitions", "KeySchema", "BillingMode")}


def _figures(
    levels: Counter[str], calls: int, at_once: int, keys: Mapping[float, int]
) -> dict[str, Figure]:
    known = {level: levels[level] / REQUESTS for level in (Level.CONTAINER, Level.SHARED)}
    without = sum(known.values())
    return {
        "5.answered_without_the_model": figure(
            round(without, 4),
            "share",
            LEAST_WITHOUT_THE_MODEL,
            holds=without >= LEAST_WITHOUT_THE_MODEL,
        ),
        "5.by_the_container": figure(round(known[Level.CONTAINER], 4), "share"),
        "5.by_the_shared_table": figure(round(known[Level.SHARED], 4), "share"),
        "5.by_the_model": figure(round(levels[Level.MODEL] / REQUESTS, 4), "share"),
        "5.by_the_house": figure(round(levels["house"] / REQUESTS, 4), "share"),
        "5.model_calls": figure(calls, "calls"),
        "4.calls_for_20_identical_at_once": exactly(at_once, 1, "calls"),
        **{
            f"5.most_possible_at_exponent_{exponent:g}": figure(
                round(1 - needed / REQUESTS, 4), "share"
            )
            for exponent, needed in keys.items()
        },
    }


if __name__ == "__main__":
    main()
