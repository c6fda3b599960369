"""What Python writes and compiles for itself at every start, compiled by the build instead.

A frozen class costs half a millisecond, most of it to compile the methods that `dataclasses` writes
as text, and a function has some two hundred classes; a regular expression costs as much, and a
start and a first meal need three hundred of them. The build keeps each text with its code, as it
keeps the code of every source (`scripts/compile_generated.py`); what the file does not know is
compiled as ever.
"""

import _sre  # type: ignore[import-not-found]
import dataclasses
import marshal
import re._compiler as regular_expressions  # type: ignore[import-not-found]
import sys
from typing import Any

FILE_NAME = f"generated.{sys.implementation.cache_tag}.code"
"""Named as compiled sources are: another Python does not find it."""

ENGINE = (_sre.MAGIC, _sre.CODESIZE, sys.byteorder)
"""What the code of an expression is made for: another engine compiles its own."""


def use_generated_code(folder: str) -> None:
    """Let Python run the code that lies in a folder; where none lies, nothing changes."""
    try:
        with open(f"{folder}/{FILE_NAME}", "rb") as file:  # noqa: PTH123 (before anything is imported)
            kept = marshal.loads(file.read())  # noqa: S302 (our build's, beside the code it belongs to)
    except FileNotFoundError:
        return
    _use_methods(kept["methods"])
    if kept["engine"] == ENGINE:
        _use_expressions(kept["expressions"])


def _use_methods(known: dict[str, Any]) -> None:
    def run(text: str, *names: Any) -> None:
        exec(known.get(text, text), *names)  # noqa: S102 (what dataclasses does)

    vars(dataclasses)["exec"] = run


def _use_expressions(known: dict[tuple[str | bytes, int], Any]) -> None:
    compile_as_ever = regular_expressions.compile

    def compiled(text: Any, flags: int = 0) -> Any:
        if (text, flags) not in known:
            return compile_as_ever(text, flags)
        all_flags, code, *groups = known[text, flags]
        return _sre.compile(text, all_flags, memoryview(code).cast("I").tolist(), *groups)

    regular_expressions.compile = compiled
