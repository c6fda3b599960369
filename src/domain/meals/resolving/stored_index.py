"""The index as bytes, so that a built table opens without reading any name again."""

import struct
from array import array

from domain.errors import InvalidTableError
from domain.meals.resolving.index import FoodIndex

_MAGIC = b"platewise index 1\n"
_LENGTH = struct.Struct("<I")
_TEXTS = ("words", "food_ids", "food_names", "groups", "portion_texts")


def stored(index: FoodIndex) -> bytes:
    """Return an index as bytes: magic, version, five lists of texts, the arrays by name."""
    parts = [_MAGIC, _packed(index.version.encode())]
    parts += [_packed("\n".join(getattr(index, name)).encode()) for name in _TEXTS]
    for name in sorted(index.arrays):
        values = index.arrays[name]
        parts += [_packed(f"{name} {values.typecode}".encode()), _packed(values.tobytes())]
    return b"".join(parts)


def restored(content: bytes) -> FoodIndex:
    """Return the index that `stored` made these bytes of.

    Raises:
        InvalidTableError: They are of another version, or cut short.
    """
    if not content.startswith(_MAGIC):
        raise InvalidTableError("the index of the food table is of another version: build it again")
    sections = _sections(content)
    version = sections[0].decode()
    texts = {
        name: tuple(sections[at].decode().split("\n")) for at, name in enumerate(_TEXTS, start=1)
    }
    arrays: dict[str, array[int] | array[float]] = {}
    named = sections[1 + len(_TEXTS) :]
    for label, values in zip(named[::2], named[1::2], strict=True):
        name, typecode = label.decode().split(" ")
        arrays[name] = array(typecode, values)
    return FoodIndex(
        version,
        texts["words"],
        texts["food_ids"],
        texts["food_names"],
        texts["groups"],
        texts["portion_texts"],
        arrays,
    )


def _packed(content: bytes) -> bytes:
    return _LENGTH.pack(len(content)) + content


def _sections(content: bytes) -> list[bytes]:
    found: list[bytes] = []
    place = len(_MAGIC)
    while place < len(content):
        start = place + _LENGTH.size
        if start > len(content):
            raise InvalidTableError("the index of the food table is cut short: build it again")
        (length,) = _LENGTH.unpack(content[place:start])
        place = start + length
        if place > len(content):
            raise InvalidTableError("the index of the food table is cut short: build it again")
        found.append(content[start:place])
    return found
