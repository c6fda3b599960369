"""Answers moto works out again for every request, remembered.

Each is a pure function of names: of a class, of an operation, of a host.
"""

import functools

from moto.core import responses
from moto.moto_server.werkzeug_app import DomainDispatcherApplication
from moto.sqs import models as sqs_models

from local.moto_fixes.patching import replace


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
