"""Workers killed at random under traffic."""

import random
import re
import threading
import time
from dataclasses import dataclass, field
from typing import Final

from bench.path.people import Person, introduced
from bench.path.provider import CreateCalls
from bench.path.webhooks import TRIES
from local.stack import LocalStack

EGGS: Final = tuple(f"{count} eggs" for count in range(2, 7))
_EGGS_TOLD: Final = re.compile(r"• egg\D*(\d+)")
_PAUSE_S: Final = 0.05
_KILLING_S: Final = 120
_TAKES_WEBHOOKS: Final = "receive"


@dataclass(slots=True)
class Killer:
    """Kills busy workers, but spares each webhook one of its tries.

    A webhook is posted `TRIES` times; were each of them killed, the provider would give up, and the
    message would be lost before the product ever answered for it.
    """

    stack: LocalStack
    wanted: int
    kills: int = 0
    _webhooks: int = 0  # killed since the round began
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def begin_round(self) -> None:
        """Forget which webhooks were killed: all of them have been answered."""
        with self._lock:
            self._webhooks = 0

    def run(self) -> None:
        """Kill until there were enough."""
        dice = random.Random(5)  # noqa: S311  # which worker dies, not secrecy
        names = [name for name in self.stack.functions if name != "apologise"]
        until = time.monotonic() + _KILLING_S
        while self.kills < self.wanted and time.monotonic() < until:
            self._kill(dice.choice(names))
            time.sleep(_PAUSE_S * dice.random())

    def _kill(self, name: str) -> None:
        function = self.stack.functions[name]
        with self._lock:
            is_webhook = name == _TAKES_WEBHOOKS
            if is_webhook and self._webhooks == TRIES - 1:
                return
            if function.is_running and function.kill():
                self.kills += 1
                self._webhooks += is_webhook


@dataclass(slots=True)
class KilledTraffic:
    """What traffic came to while workers were killed."""

    kills: int = 0
    messages: int = 0
    faults: list[str] = field(default_factory=list)


def traffic_with_kills(
    stack: LocalStack, wanted: int, creations: CreateCalls, people: int = 10
) -> KilledTraffic:
    """Kill busy workers until there were enough, while people text; then hold the answers."""
    result, texters, killer = KilledTraffic(), introduced(stack, people), Killer(stack, wanted)
    creations.reset()
    killing = threading.Thread(target=killer.run)
    killing.start()
    while killing.is_alive():  # rounds of the same texts, until the killer is done
        killer.begin_round()
        _text_at_once(texters)
        result.messages += len(texters) * len(EGGS)
    killing.join()
    result.kills = killer.kills
    stack.drain(advance=True, timeout_s=300)
    for person in texters:
        _check(person, result)
    if creations.most() > 1:
        result.faults.append(f"{creations.most()} creations of one reply")
    return result


def _text_at_once(texters: list[Person]) -> None:
    threads = [threading.Thread(target=_text, args=(person,)) for person in texters]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def _text(person: Person) -> None:
    for text in EGGS:
        person.say(text)


def _check(person: Person, result: KilledTraffic) -> None:
    said = person.statuses.count(200)
    news = person.news()
    order = [found[1] for reply in news if (found := _EGGS_TOLD.search(reply))]
    rounds = len(person.sids[4:]) // len(EGGS)
    if person.statuses[4:] != [200] * len(person.sids[4:]):
        result.faults.append(f"{person.number}: webhooks answered {set(person.statuses)}")
    if len(news) != said - 4 or order != [text.split()[0] for text in EGGS] * rounds:
        result.faults.append(f"{person.number}: {said - 4} taken, {len(news)} replies, {order}")
