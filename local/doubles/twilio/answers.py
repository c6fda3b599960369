"""Small pieces every route uses: a rule, a JSON answer."""

import json
from collections.abc import Callable
from typing import Any

from werkzeug.routing import Rule
from werkzeug.wrappers import Response

type Route = Callable[..., Response]


def rule(method: str, path: str, route: Route) -> Rule:
    """Bind one method of one path to the function that answers it."""
    return Rule(path, methods=[method], endpoint=route)


def json_answer(body: Any, status: int = 200) -> Response:
    """Answer with JSON."""
    return Response(json.dumps(body), status, content_type="application/json")
