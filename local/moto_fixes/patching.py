"""How moto is changed: one attribute at a time, in one place."""

from typing import Any

type Moto = Any  # an object of moto, which is not typed


def replace(owner: Moto, name: str, new: Moto) -> None:
    """Put ours in the place of moto's; a name moto does not have is a mistake.

    Raises:
        AttributeError: this version of moto has nothing of that name.
    """
    getattr(owner, name)
    setattr(owner, name, new)
