"""One JSON object on standard output; everything else goes to standard error."""

import json
import sys
from typing import Any

type Figure = dict[str, Any]


def figure(value: object, unit: str, bar: object = None, *, holds: bool = True) -> Figure:
    """Return a figure; without a bar it always holds."""
    return {"value": value, "unit": unit, "bar": bar, "holds": holds}


def at_most(value: float, bar: float, unit: str) -> Figure:
    """Return a figure that must not be above its bar."""
    return figure(value, unit, bar, holds=value <= bar)


def exactly(value: object, bar: object, unit: str) -> Figure:
    """Return a figure that must be its bar."""
    return figure(value, unit, bar, holds=value == bar)


def progress(text: str) -> None:
    """Say how far it is."""
    print(text, file=sys.stderr, flush=True)


def publish(figures: dict[str, Figure]) -> None:
    """Print the figures of one measurement."""
    print(json.dumps(figures, indent=2))
