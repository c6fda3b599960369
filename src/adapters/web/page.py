"""One page of the web, fetched within bounds: addresses, redirects, size, time, kind."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from urllib.parse import urljoin

from urllib3 import BaseHTTPResponse, HTTPConnectionPool, HTTPSConnectionPool, Timeout
from urllib3.exceptions import HTTPError

from adapters.web.addresses import Resolve, Target, checked_target, system_resolve
from adapters.web.deadline import Lines, WatchedConnection, WatchedTlsConnection, within
from services.recipes.ports import PageUnavailableError

MAX_BYTES = 2 * 1024 * 1024
MAX_SECONDS = 5.0
MAX_REDIRECTS = 5

_CHUNK = 64 * 1024
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_OK = 200
_KINDS = ("text/html", "application/xhtml+xml")
_HEADERS = {
    "User-Agent": "Platewise/1.0 (recipe import at a user's request)",
    "Accept": "text/html, application/xhtml+xml",
    "Accept-Encoding": "identity",  # nothing to unpack, so no small page that unpacks to a huge one
}


@dataclass(frozen=True)
class PageFetcher:
    """Fetches pages; every address is checked after its name was resolved, redirects included."""

    elapsed_s: Callable[[], float]
    resolve: Resolve = system_resolve
    allowed: frozenset[tuple[str, int]] = frozenset()
    most_s: float = MAX_SECONDS

    def fetch(self, url: str) -> tuple[str, str]:
        """Return the last address and the HTML of a page.

        Raises:
            UnsafeAddressError: An address on the way is not of the open web.
            PageUnavailableError: Too slow, too large, too many redirects, an error, no HTML.
        """
        return within(self.most_s, partial(self._fetch, url))

    def _fetch(self, url: str, lines: Lines) -> tuple[str, str]:
        deadline_s = self.elapsed_s() + self.most_s
        for _ in range(MAX_REDIRECTS + 1):
            target = checked_target(url, self.resolve, self.allowed)
            with _pool(target, self._left_s(deadline_s), lines) as pool:
                response = _answer(pool, target)
                if response.status not in _REDIRECTS:
                    return url, self._html(response, deadline_s)
                url = urljoin(url, response.headers.get("Location", ""))
                response.close()
        raise PageUnavailableError("too many redirects")

    def _html(self, response: BaseHTTPResponse, deadline_s: float) -> str:
        kind = response.headers.get("Content-Type", "").partition(";")[0].strip().lower()
        if response.status != _OK or kind not in _KINDS:
            raise PageUnavailableError(f"status {response.status}, {kind or 'no kind'}")
        if response.headers.get("Content-Encoding", "identity") != "identity":
            raise PageUnavailableError("packed, though we asked for it plain")
        body = bytearray()
        try:
            while chunk := response.read1(_CHUNK):
                body += chunk
                self._left_s(deadline_s)
                if len(body) > MAX_BYTES:
                    raise PageUnavailableError("too large")
        except HTTPError as error:
            raise PageUnavailableError(type(error).__name__) from error
        finally:
            response.close()
        return body.decode("utf-8", errors="replace")

    def _left_s(self, deadline_s: float) -> float:
        left_s = deadline_s - self.elapsed_s()
        if left_s <= 0:
            raise PageUnavailableError("too slow")
        return left_s


class _Pool(HTTPConnectionPool):
    ConnectionCls = WatchedConnection


class _TlsPool(HTTPSConnectionPool):
    ConnectionCls = WatchedTlsConnection


def _pool(target: Target, timeout_s: float, lines: Lines) -> HTTPConnectionPool:
    """Return a connection to the checked address; the certificate must be the host's."""
    timeout = Timeout(total=timeout_s)
    if target.scheme == "http":
        return _Pool(target.address, target.port, timeout=timeout, lines=lines)
    return _TlsPool(
        target.address,
        target.port,
        timeout=timeout,
        lines=lines,
        server_hostname=target.host,
        assert_hostname=target.host,
    )


def _answer(pool: HTTPConnectionPool, target: Target) -> BaseHTTPResponse:
    headers = {**_HEADERS, "Host": target.host}
    try:
        return pool.urlopen(
            "GET",
            target.path,
            headers=headers,
            retries=False,
            redirect=False,
            preload_content=False,
            decode_content=False,
        )
    except HTTPError as error:
        raise PageUnavailableError(type(error).__name__) from error
