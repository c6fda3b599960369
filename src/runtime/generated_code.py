"""What dataclasses write and compile for themselves at every start, compiled by the build instead.

A frozen class costs half a millisecond, most of it to compile the methods that `dataclasses` writes
as text, and a function has some two hundred classes. The build keeps each text with its code, as it
keeps the code of every source (`scripts/compile_generated.py`); what the file does not know is
compiled as ever.
"""

import dataclasses
import marshal
import sys
from typing import Any

FILE_NAME = f"generated.{sys.implementation.cache_tag}.code"
"""Named as compiled sources are: another Python does not find it."""


def use_generated_code(folder: str) -> None:
    """Let dataclasses run the code that lies in a folder; where none lies, nothing changes."""
    try:
        with open(f"{folder}/{FILE_NAME}", "rb") as file:  # noqa: PTH123 (before anything is imported)
            known = marshal.load(file)  # noqa: S302 (our build's, beside the code it belongs to)
    except FileNotFoundError:
        return

    def run(text: str, *names: Any) -> None:
        exec(known.get(text, text), *names)  # noqa: S102 (what dataclasses does)

    vars(dataclasses)["exec"] = run
