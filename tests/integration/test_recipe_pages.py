"""Recipes fetched from a server on this machine, which only these tests may visit."""

import socket
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from adapters.web.addresses import checked_target, is_public
from adapters.web.deadline import Lines
from adapters.web.page import MAX_BYTES, PageFetcher
from adapters.web.recipe_pages import SchemaOrgRecipePages, recipe_in
from services.recipes.ports import NoRecipeError, PageUnavailableError, UnsafeAddressError

RECIPE = """<html><head><script type="application/ld+json">{"@context": "https://schema.org",
"@type": "Recipe", "name": "Lentil soup", "recipeYield": "4 servings", "totalTime": "PT45M",
"recipeCategory": "Dinner",
"recipeIngredient": ["1 cup lentils", "2 tbsp olive oil"],
"recipeInstructions": [{"@type": "HowToStep", "text": "Boil."}]}</script></head></html>"""
BARE = """<html><head><script type="application/ld+json">{"@context": "https://schema.org",
"@type": "Recipe", "name": "Toast", "recipeIngredient": ["1 slice bread"]}</script></head></html>"""
EMPTY = BARE.replace('["1 slice bread"]', "[]")
HTML = {"Content-Type": "text/html; charset=utf-8"}

PAGES = {
    "/recipe": (200, HTML, RECIPE),
    "/bare": (200, HTML, BARE),
    "/empty": (200, HTML, EMPTY),
    "/news": (200, HTML, "<html><body>No food today.</body></html>"),
    "/broken": (200, HTML, "<html><script type='application/ld+json'>{{{</script>"),
    "/huge": (200, HTML, "x" * (MAX_BYTES + 1)),
    "/gone": (404, HTML, "gone"),
    "/json": (200, {"Content-Type": "application/json"}, "{}"),
    "/packed": (200, HTML | {"Content-Encoding": "gzip"}, "not really"),
    "/moved": (302, {"Location": "/recipe?from=moved"}, ""),
    "/to-metadata": (302, {"Location": "http://169.254.169.254/latest/meta-data"}, ""),
    "/to-file": (301, {"Location": "file:///etc/passwd"}, ""),
    "/loop": (302, {"Location": "/loop"}, ""),
}


class Handler(BaseHTTPRequestHandler):
    def do_GET(self):
        status, headers, body = PAGES[self.path.partition("?")[0]]
        payload = body.encode()
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(payload)))
        self.end_headers()
        self.wfile.write(payload)

    def log_message(self, *_):
        """Say nothing."""


@pytest.fixture(scope="module")
def server():
    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield server
    server.shutdown()
    thread.join()
    server.server_close()


def pages(server, elapsed_s=lambda: 0.0):
    allowed = frozenset({("127.0.0.1", server.server_port)})
    return SchemaOrgRecipePages(PageFetcher(elapsed_s, allowed=allowed))


def url(server, path):
    return f"http://127.0.0.1:{server.server_port}{path}"


@pytest.mark.parametrize("path", ["/recipe", "/moved"])
def test_the_recipe_of_a_page_is_read_through_redirects(server, path):
    soup = pages(server).recipe_at(url(server, path))

    assert (soup.name, soup.servings) == ("Lentil soup", 4)
    assert soup.ingredient_lines == ("1 cup lentils", "2 tbsp olive oil")
    assert soup.steps == ("Boil.",)
    assert (soup.minutes, soup.category) == (45, "Dinner")


def test_a_recipe_may_come_without_servings_and_steps(server):
    toast = pages(server).recipe_at(url(server, "/bare"))

    assert (toast.servings, toast.steps) == (None, ())
    assert (toast.minutes, toast.category) == (None, "")


@pytest.mark.parametrize("path", ["/news", "/broken", "/empty"])
def test_a_page_without_a_recipe_is_told_from_one_that_failed(server, path):
    with pytest.raises(NoRecipeError):
        pages(server).recipe_at(url(server, path))


@pytest.mark.parametrize("path", ["/huge", "/gone", "/json", "/packed", "/loop"])
def test_what_is_no_page_within_the_limits_is_unavailable(server, path):
    with pytest.raises(PageUnavailableError):
        pages(server).recipe_at(url(server, path))


@pytest.mark.parametrize("path", ["/to-metadata", "/to-file"])
def test_a_redirect_to_a_private_address_is_refused(server, path):
    with pytest.raises(UnsafeAddressError):
        pages(server).recipe_at(url(server, path))


def test_a_page_that_takes_too_long_is_given_up(server):
    clock = iter([0.0, 0.1, 4.9, 5.1])

    with pytest.raises(PageUnavailableError, match="too slow"):
        pages(server, lambda: next(clock)).recipe_at(url(server, "/moved"))


class Dripping:
    """A server that says something again and again and never ends, until it is left."""

    def __init__(self, first: bytes, drop: bytes):
        self.first, self.drop = first, drop
        self.left = threading.Event()
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.port = self.listener.getsockname()[1]
        threading.Thread(target=self._serve, daemon=True).start()

    def _serve(self):
        line, _ = self.listener.accept()
        with line, self.listener:
            try:
                line.sendall(self.first)
                while not self.left.wait(0.01):
                    line.sendall(self.drop)
            except OSError:
                self.left.set()


HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n"


@pytest.mark.parametrize(
    ("scheme", "first", "drop"),
    [
        ("http", b"", b"H"),
        ("http", HEAD, b"X-More: x\r\n"),
        ("http", HEAD + b"\r\n", b"<p>"),
        ("https", b"\x16\x03\x03\x40\x00", b"\x02"),  # a record of TLS with no end
    ],
)
def test_a_page_that_comes_in_drops_is_given_up_and_its_connection_ended(scheme, first, drop):
    slow = Dripping(first, drop)
    allowed = frozenset({("127.0.0.1", slow.port)})
    fetcher = PageFetcher(lambda: 0.0, allowed=allowed, most_s=0.15)

    with pytest.raises(PageUnavailableError, match="too slow"):
        fetcher.fetch(f"{scheme}://127.0.0.1:{slow.port}/")

    assert slow.left.wait(5.0)


def test_a_name_that_does_not_resolve_in_time_is_given_up():
    answered = threading.Event()
    fetcher = PageFetcher(lambda: 0.0, lambda host, port: answered.wait() and (), most_s=0.05)

    with pytest.raises(PageUnavailableError, match="too slow"):
        fetcher.fetch("https://example.com/")

    answered.set()


def test_a_connection_made_after_the_deadline_is_ended_at_once():
    lines = Lines()
    lines.cut()
    ours, theirs = socket.socketpair()

    with ours, theirs:
        lines.watch(ours)

        assert theirs.recv(1) == b""


def test_a_name_that_resolves_to_an_address_inside_after_it_was_checked_is_visited_as_checked(
    server,
):
    answers = iter([("127.0.0.1",), ("169.254.169.254",)])
    asked = []

    def rebinding(host, port):
        asked.append(host)
        return next(answers)

    allowed = frozenset({("127.0.0.1", server.server_port)})
    fetcher = PageFetcher(lambda: 0.0, rebinding, allowed)
    soup = SchemaOrgRecipePages(fetcher).recipe_at(
        f"http://recipes.example:{server.server_port}/recipe"
    )

    assert soup.name == "Lentil soup"
    assert asked == ["recipes.example"]


def test_a_name_is_resolved_and_checked_anew_for_every_redirect(server):
    answers = iter([("127.0.0.1",), ("10.0.0.1",)])
    allowed = frozenset({("127.0.0.1", server.server_port)})
    fetcher = PageFetcher(lambda: 0.0, lambda host, port: next(answers), allowed)

    with pytest.raises(UnsafeAddressError):
        fetcher.fetch(f"http://recipes.example:{server.server_port}/moved")


def test_a_page_takes_no_more_of_a_message_than_fits(server):
    long = recipe_in(RECIPE.replace('"Boil."', f'"{"Stir. " * 2_000}"'), "https://example.org/")

    assert len(long.steps[0]) == 1_000


def test_a_server_nobody_allowed_is_not_visited(server):
    with pytest.raises(UnsafeAddressError):
        PageFetcher(lambda: 0.0).fetch(url(server, "/recipe"))


def test_a_closed_port_is_unavailable():
    fetcher = PageFetcher(lambda: 0.0, allowed=frozenset({("127.0.0.1", 1)}))

    with pytest.raises(PageUnavailableError):
        fetcher.fetch("http://127.0.0.1:1/")


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1",
        "10.1.2.3",
        "172.16.0.1",
        "192.168.1.1",
        "169.254.169.254",
        "100.64.0.1",
        "0.0.0.0",  # noqa: S104 - an address to be refused
        "224.0.0.1",
        "255.255.255.255",
        "::1",
        "::",
        "fe80::1%eth0",
        "fd00::1",
        "::ffff:127.0.0.1",
        "64:ff9b::7f00:1",
        "2002:7f00:1::",
    ],
)
def test_private_addresses_are_known_in_every_disguise(address):
    assert not is_public(address)


@pytest.mark.parametrize("address", ["93.184.216.34", "2606:2800:220:1:248:1893:25c8:1946"])
def test_addresses_of_the_open_web_may_be_visited(address):
    assert is_public(address)


@pytest.mark.parametrize(
    "bad",
    [
        "ftp://example.com/",
        "file:///etc/passwd",
        "gopher://example.com",
        "http://",
        "http://user:secret@example.com/",
        "http://example.com:22/",
        "http://example.com:99999/",
        "http://[::1",
        "javascript:alert(1)",
        "",
    ],
)
def test_addresses_of_another_kind_are_refused(bad):
    with pytest.raises(UnsafeAddressError):
        checked_target(bad, lambda host, port: ("93.184.216.34",))


def test_one_private_address_among_public_ones_is_enough_to_refuse():
    with pytest.raises(UnsafeAddressError):
        checked_target("https://example.com/", lambda host, port: ("93.184.216.34", "10.0.0.1"))


def test_a_checked_page_is_fetched_from_the_address_that_was_checked():
    target = checked_target("https://example.com/a?b=c#d", lambda host, port: ("93.184.216.34",))

    assert (target.scheme, target.host, target.port) == ("https", "example.com", 443)
    assert (target.path, target.address) == ("/a?b=c", "93.184.216.34")


def no_address(host, port):
    return ()


def no_such_host(host, port):
    raise OSError("no such host")


@pytest.mark.parametrize("resolve", [no_address, no_such_host])
def test_a_host_without_an_address_is_unavailable(resolve):
    with pytest.raises(PageUnavailableError):
        checked_target("https://example.com/", resolve)
