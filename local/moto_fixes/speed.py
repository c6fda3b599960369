"""Answers moto works out again for every request, remembered.

Each is a pure function: of the name of a class, an operation or a host, or of an expression's text.
"""

import functools
import pickle

from moto.core import responses
from moto.dynamodb.parsing import expressions
from moto.moto_server.werkzeug_app import DomainDispatcherApplication
from moto.sqs import models as sqs_models

from local.moto_fixes.patching import Moto, replace

_parser: Moto = vars(expressions)["UpdateExpressionParser"]
_parse = _parser.make.__func__


@functools.cache
def _parsed(parser: Moto, expression: str) -> bytes:
    """Return the syntax tree as bytes: who gets a tree changes it."""
    return pickle.dumps(_parse(parser, expression), pickle.HIGHEST_PROTOCOL)


def _make(parser: Moto, expression: str) -> Moto:
    return pickle.loads(_parsed(parser, expression))  # noqa: S301  # our own bytes


@functools.cache
def install() -> None:
    """Remember them."""
    for owner, name in (
        (responses, "camelcase_to_underscores"),
        (responses, "method_names_from_class"),
        (sqs_models, "camelcase_to_underscores"),
        (DomainDispatcherApplication, "get_backend_for_host"),
    ):
        replace(owner, name, functools.cache(getattr(owner, name)))
    replace(_parser, "make", classmethod(_make))
