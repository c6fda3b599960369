"""The chat page: static files, served with a policy that lets nothing else in."""

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from werkzeug.exceptions import HTTPException, NotFound
from werkzeug.utils import send_from_directory
from werkzeug.wrappers import Request, Response

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIEnvironment

_FOLDER = Path(__file__).parents[2] / "chat"
_POLICY = (
    "default-src 'self'; img-src 'self' blob: data: http: https:; media-src 'self' blob:; "
    "frame-ancestors 'none'; base-uri 'none'; form-action 'none'"
)


def page_app(environ: "WSGIEnvironment", start: "StartResponse") -> Iterable[bytes]:
    """Answer `/` with the page and `/chat/…` with its parts."""
    response: Response | HTTPException
    try:
        response = _file(Request(environ))
    except HTTPException as error:
        response = error
    return response(environ, start)


def _file(request: Request) -> Response:
    if request.method not in {"GET", "HEAD"}:
        raise NotFound
    is_index = request.path == "/"
    if not is_index and not request.path.startswith("/chat/"):
        raise NotFound
    name = "index.html" if is_index else request.path.removeprefix("/chat/")
    response = send_from_directory(_FOLDER, name, request.environ)
    response.headers["Content-Security-Policy"] = _POLICY
    response.headers["Cache-Control"] = "no-cache"
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response
