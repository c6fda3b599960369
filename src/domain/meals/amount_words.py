"""Words around a food that tell how much of it in no unit, and those that tell nothing."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class AmountWords:
    """The words of `data/meals/amount_words.csv`, simplified.

    `told` tell how much in no unit ("half eaten", "entera"); `links` stand between an amount and a
    food; after `head_first` the kind follows what is counted ("tacos de lengua").
    """

    told: frozenset[str] = frozenset()
    links: frozenset[str] = frozenset()
    head_first: frozenset[str] = frozenset()
