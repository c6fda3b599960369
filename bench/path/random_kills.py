"""Workers killed at random under traffic."""

import random
import re
import threading
import time
from dataclasses import dataclass, field
from typing import Final

from bench.path.people import Person, introduced
from bench.path.provider import CreateCalls
from local.stack import LocalStack

EGGS: Final = tuple(f"{count} eggs" for count in range(2, 7))
_EGGS_TOLD: Final = re.compile(r"• egg\D*(\d+)")
_PAUSE_S: Final = 0.05


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
    result, texters = KilledTraffic(), introduced(stack, people)
    creations.reset()
    killer = threading.Thread(target=_kill, args=(stack, wanted, result))
    killer.start()
    while killer.is_alive():  # rounds of the same texts, until the killer is done
        _text_at_once(texters)
        result.messages += len(texters) * len(EGGS)
    killer.join()
    stack.drain(advance=True, timeout_s=300)
    for person in texters:
        _check(person, result)
    if creations.most() > 1:
        result.faults.append(f"{creations.most()} creations of one reply")
    return result


def _kill(stack: LocalStack, wanted: int, result: KilledTraffic) -> None:
    dice = random.Random(5)  # noqa: S311  # which worker dies, not secrecy
    names = [name for name in stack.functions if name != "apologise"]
    until, last = time.monotonic() + 60, ""
    while result.kills < wanted and time.monotonic() < until:
        name = dice.choice([each for each in names if each != last])  # a webhook is tried thrice
        if stack.functions[name].is_running and stack.functions[name].kill():
            result.kills, last = result.kills + 1, name
        time.sleep(_PAUSE_S * dice.random())


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
