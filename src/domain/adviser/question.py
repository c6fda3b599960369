"""A question to a model, and the key under which its answer is kept."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from domain.adviser.schema import Schema


@dataclass(frozen=True, slots=True)
class Prompt:
    """The part of a question that is the same for everybody, so that the provider may cache it.

    `version` changes with any of it.
    """

    kind: str
    instructions: str
    tool: str
    tool_description: str
    form: Schema

    @property
    def version(self) -> str:
        """Return a short hash of all of it."""
        parts = (self.kind, self.instructions, self.tool, self.tool_description, repr(self.form))
        return _hash(parts)[:16]


@dataclass(frozen=True, slots=True)
class Objection:
    """An answer that was given, and what is wrong with it."""

    answer: Mapping[str, Any]
    faults: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked about one case.

    `said` is everything of the case, as JSON text with sorted keys: the user's words stand in it
    as data. `safety` says what must never be served; `tables` is the version of the tables the
    answer is judged by. `objection` asks to mend an answer.
    """

    prompt: Prompt
    said: str
    safety: tuple[str, ...]
    tables: str
    objection: Objection | None = None

    def mending(self, answer: Mapping[str, Any], faults: tuple[str, ...]) -> "Question":
        """Return the question to mend an answer."""
        return replace(self, objection=Objection(answer, faults))

    def key(self, model_id: str) -> str:
        """Return the key of the answer: equal only where everything that decides it is equal."""
        safety = ",".join(sorted(set(self.safety)))
        return _hash((model_id, self.prompt.version, self.tables, safety, self.said))

    def tags(self, model_id: str) -> tuple[str, ...]:
        """Return what the answer hangs on, for taking back all answers that hang on it."""
        return (f"kind:{self.prompt.kind}", f"model:{model_id}", f"tables:{self.tables}")


def _hash(parts: tuple[str, ...]) -> str:
    return hashlib.sha256(repr(parts).encode()).hexdigest()
