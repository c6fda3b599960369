"""The tables that intents are decided with, read from `data/`."""

import csv
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from domain.errors import InvalidTableError
from domain.messaging.phrases import Phrase
from domain.safety.red_flags import Danger, RedFlag
from domain.understanding.classifier import Classifier, Thresholds
from domain.understanding.decide import Tools
from domain.understanding.features import Lexicon, known_words


@dataclass(frozen=True)
class IntentTables:
    """The tables under a data folder; one that breaks a rule is an error naming the file."""

    folder: Path

    def tools(self) -> Tools:
        """Return everything intents are decided with.

        Raises:
            InvalidTableError: A file is missing or a row breaks a rule.
        """
        return Tools(
            red_flags=tuple(
                RedFlag(Danger(row["danger"]), Phrase(row["phrase"]))
                for row in self._rows("safety/red_flags.csv")
            ),
            opt_outs=tuple(_phrase(row) for row in self._rows("intents/opt_outs.csv")),
            sayings={row["saying"]: row["intent"] for row in self._rows("intents/sayings.csv")},
            rules=tuple(
                (row["intent"], _phrase(row))
                for row in self._rows("intents/rules.csv")
                if row["match"] == "whole"  # a part of a message leaves open what the rest says
            ),
            classifier=self.classifier(),
            languages_of=self._languages(),
        )

    def classifier(self) -> Classifier:
        """Return the classifier with the weights of `intents/weights.csv`."""
        intents, weights = self._weights()
        return Classifier(intents, weights, self._thresholds(), self.lexicon())

    def lexicon(self) -> Lexicon:
        """Return the kinds of words and of the coach's messages."""
        kinds = (
            (row["kind"], row["words"].split()) for row in self._rows("intents/word_kinds.csv")
        )
        standards = self._rows("intents/standard_words.csv")
        contexts = self._rows("intents/context_kinds.csv")
        return Lexicon(
            known_words(kinds),
            {row["word"]: row["standard"] for row in standards},
            tuple((row["kind"], Phrase(row["phrase"])) for row in contexts),
        )

    def _weights(self) -> tuple[tuple[str, ...], Mapping[str, str]]:
        """Return the intents and each feature's row; cells are read when they are needed."""
        try:
            text = (self.folder / "intents/weights.csv").read_bytes().decode()  # quicker than text
        except OSError as error:
            raise InvalidTableError(f"intents/weights.csv: {error.strerror}") from error
        header, *lines = text.rstrip("\n").split("\n")  # features may hold any other line end
        intents = tuple(header.split(",")[1:])
        if text.count(",") != (len(lines) + 1) * len(intents):
            raise InvalidTableError("intents/weights.csv: a row has not one cell for each intent")
        return intents, dict(line.split(",", 1) for line in lines)

    def _thresholds(self) -> Thresholds:
        values = {row["name"]: float(row["value"]) for row in self._rows("intents/thresholds.csv")}
        return Thresholds(values["temperature"], values["sure"], values["danger"])

    def _languages(self) -> Mapping[str, frozenset[str]]:
        spoken: dict[str, set[str]] = {}
        for row in self._rows("intents/language_words.csv"):
            spoken.setdefault(row["word"], set()).add(row["language"])
        return {word: frozenset(languages) for word, languages in spoken.items()}

    def _rows(self, name: str) -> Iterator[Mapping[str, str]]:
        try:
            with (self.folder / name).open(encoding="utf-8", newline="") as file:
                yield from csv.DictReader(file, strict=True)
        except (OSError, csv.Error) as error:
            raise InvalidTableError(f"{name}: {error}") from error


def _phrase(row: Mapping[str, str]) -> Phrase:
    return Phrase(row["phrase"], row["match"] == "whole")
