import base64
import json
import threading

import pytest

from cli.chat import chat
from local.doubles.twilio import Delays
from tests.integration.twilio_double_server import ANN, BOB, eventually, running_twilio

PHOTO = {"name": "plate.jpg", "content_type": "image/jpeg", "base64": "/9j/"}


@pytest.fixture
def twilio(tmp_path):
    with running_twilio(tmp_path) as running:
        yield running


def post(twilio, path, body):
    return twilio.http.request("POST", f"{twilio.base_url}/_local/chat{path}", json=body)


def messages(twilio, **query):
    return twilio.http.request(
        "GET", f"{twilio.base_url}/_local/chat/messages", fields=query
    ).json()


def one_message(twilio, by="user"):
    found = [m for m in messages(twilio)["messages"] if m["by"] == by]
    return found[0] if found else None


def first_event(twilio, headers=None):
    url = f"{twilio.base_url}/_local/chat/stream?user=%2B15555550100"
    answer = twilio.http.request("GET", url, headers=headers, preload_content=False)
    lines = iter(answer.stream(1, decode_content=True))
    text = ""
    while not text.endswith("\n\n"):
        text += next(lines).decode()
    answer.close()
    identity, data = text.strip().split("\n")
    return identity.removeprefix("id: "), json.loads(data.removeprefix("data: "))


# ---- the API of the page


def test_what_the_page_sends_takes_the_webhook(twilio):
    answer = post(twilio, "/messages", {"user": ANN, "text": "2 eggs", "client_id": "c1"})

    assert (answer.status, answer.json()) == (201, {"webhook_status": 200})
    assert twilio.product.inbound[0]["Body"] == "2 eggs"
    assert one_message(twilio)["client_id"] == "c1"


def test_a_button_of_the_page_arrives_as_a_pressed_button(twilio):
    button = {"title": "Undo", "payload": "undo", "in_reply_to": "SM1"}

    post(twilio, "/messages", {"user": ANN, "button": button})

    [form] = twilio.product.inbound
    assert (form["Body"], form["ButtonText"], form["ButtonPayload"]) == ("Undo", "Undo", "undo")
    assert form["OriginalRepliedMessageSid"] == "SM1"


def test_a_choice_from_a_list_arrives_under_its_own_names(twilio):
    button = {"title": "Large", "payload": "l", "kind": "list-picker"}

    post(twilio, "/messages", {"user": ANN, "button": button})

    [form] = twilio.product.inbound
    assert (form["ListId"], form["ListTitle"]) == ("l", "Large")
    assert form["MessageType"] == "interactive"


def test_a_photo_arrives_and_can_be_shown_again(twilio):
    post(twilio, "/messages", {"user": ANN, "media": [PHOTO]})

    [shown] = one_message(twilio)["media"]
    picture = twilio.http.request("GET", twilio.base_url + shown["url"])
    assert twilio.product.inbound[0]["MediaContentType0"] == "image/jpeg"
    assert picture.data == base64.b64decode(PHOTO["base64"])
    assert picture.headers["Content-Type"] == "image/jpeg"


def test_a_file_that_could_run_is_only_offered_as_a_download(twilio):
    script = PHOTO | {"content_type": "image/svg+xml"}
    post(twilio, "/messages", {"user": ANN, "media": [script]})

    [shown] = one_message(twilio)["media"]
    answer = twilio.http.request("GET", twilio.base_url + shown["url"])

    assert answer.headers["Content-Type"] == "application/octet-stream"
    assert answer.headers["Content-Security-Policy"] == "sandbox"


def test_ticks_go_from_delivered_to_read_when_the_coach_answers(twilio):
    post(twilio, "/messages", {"user": ANN, "text": "2 eggs"})
    before = one_message(twilio)["status"]

    twilio.send()

    assert (before, one_message(twilio)["status"]) == ("delivered", "read")


def test_a_refused_webhook_shows_as_failed(twilio):
    twilio.product.answer_status = 500

    post(twilio, "/messages", {"user": ANN, "text": "2 eggs"})

    assert one_message(twilio)["status"] == "failed"


def test_what_was_seen_before_its_delivery_is_read_once_delivered(tmp_path):
    with running_twilio(tmp_path, delays=Delays(0.005, 0.5)) as twilio:
        twilio.send()
        eventually(lambda: one_message(twilio, by="coach"))

        counts = [post(twilio, "/read", {"user": ANN}).json()["read"] for _ in range(2)]

        eventually(lambda: one_message(twilio, by="coach")["status"] == "read")
        eventually(lambda: "read" in [form["MessageStatus"] for form in twilio.product.statuses])
        assert counts == [1, 0]


def test_reading_on_the_page_is_reported_to_the_product_once(twilio):
    sid = twilio.send().json()["sid"]
    eventually(lambda: one_message(twilio, by="coach") and twilio.double.pending() == 0)

    counts = [post(twilio, "/read", {"user": ANN}).json()["read"] for _ in range(2)]

    eventually(lambda: twilio.product.statuses_of(sid) == ["sent", "delivered", "read"])
    assert counts == [1, 0]


def test_an_sms_is_never_reported_as_read(twilio):
    twilio.send(to=ANN)
    eventually(lambda: twilio.double.pending() == 0)

    assert post(twilio, "/read", {"user": ANN}).json()["read"] == 0


def test_a_reply_is_shown_only_when_it_has_reached_the_phone(twilio):
    twilio.double.set_fault("error_30008", 1)
    twilio.send()

    eventually(lambda: twilio.double.pending() == 0)

    shown = one_message(twilio, by="coach")
    assert (shown["status"], shown["error_code"]) == ("undelivered", 30008)


def test_two_people_do_not_see_each_other(twilio):
    post(twilio, "/messages", {"user": ANN, "text": "mine"})
    post(twilio, "/messages", {"user": BOB, "text": "yours"})

    assert [m["text"] for m in messages(twilio, user=ANN)["messages"]] == ["mine"]
    assert [m["text"] for m in messages(twilio, user=BOB)["messages"]] == ["yours"]


def test_people_are_added_with_the_next_free_number(twilio):
    post(twilio, "/messages", {"user": ANN, "text": "hello"})

    added = [post(twilio, "/users", {}).json()["user"] for _ in range(2)]
    post(twilio, "/users", {"user": "+442071838750"})

    known = twilio.http.request("GET", f"{twilio.base_url}/_local/chat/users").json()["users"]
    assert added == ["+15555550101", "+15555550102"]
    assert set(known) == {ANN, *added, "+442071838750"}


def test_the_stream_begins_with_what_is_there_and_goes_on_where_it_was(twilio):
    post(twilio, "/messages", {"user": ANN, "text": "first"})
    identity, beginning = first_event(twilio)
    post(twilio, "/messages", {"user": ANN, "text": "second"})

    _, following = first_event(twilio, {"Last-Event-ID": identity})
    _, anew = first_event(twilio, {"Last-Event-ID": "another-start/7"})

    assert [m["text"] for m in beginning["messages"]] == ["first"]
    assert [m["text"] for m in following["messages"]] == ["second"]
    assert [m["text"] for m in anew["messages"]] == ["first", "second"]


@pytest.mark.parametrize(
    ("path", "body"),
    [
        ("/messages", {"user": "Ann", "text": "hi"}),
        ("/messages", {"text": "hi"}),
        ("/messages", {"user": ANN, "channel": "post"}),
        ("/messages", {"user": ANN, "media": [{"base64": "%"}]}),
        ("/messages", ["hi"]),
        ("/users", {"user": "me"}),
    ],
)
def test_a_bad_request_is_refused_in_words(twilio, path, body):
    answer = post(twilio, path, body)

    assert answer.status == 400
    assert answer.json()["error"]
    assert twilio.product.inbound == []


def test_the_terminal_s_question_is_answered_as_soon_as_something_changes(twilio):
    before = messages(twilio)["revision"]
    late = threading.Timer(0.2, twilio.double.receive_from_user, (ANN, "2 eggs"))
    late.start()

    answer = messages(twilio, after=before, wait_s=10)

    assert [m["text"] for m in answer["messages"]] == ["2 eggs"]
    late.join()


def test_a_question_about_nothing_new_is_answered_when_its_time_is_over(twilio):
    assert messages(twilio, wait_s=0.05)["messages"] == []


@pytest.mark.parametrize("path", ["/messages?after=x", "/messages?wait_s=long"])
def test_a_question_that_makes_no_sense_is_refused(twilio, path):
    answer = twilio.http.request("GET", f"{twilio.base_url}/_local/chat{path}")

    assert answer.status == 400


def test_media_nobody_sent_are_not_found(twilio):
    answer = twilio.http.request("GET", f"{twilio.base_url}/_local/chat/media/ME0")

    assert answer.status == 404


def test_the_page_and_its_parts_are_served_under_a_strict_policy(twilio):
    page = twilio.http.request("GET", f"{twilio.base_url}/")
    script = twilio.http.request("GET", f"{twilio.base_url}/chat/main.js")
    outside = twilio.http.request("GET", f"{twilio.base_url}/chat/../clock.py")

    assert "<title>Platewise</title>" in page.data.decode()
    assert "default-src 'self'" in page.headers["Content-Security-Policy"]
    assert "javascript" in script.headers["Content-Type"]
    assert outside.status == 404


def test_the_page_learns_every_fault_by_name(twilio):
    faults = twilio.http.request("GET", f"{twilio.base_url}/_local/chat/faults").json()["faults"]

    assert faults["drop"] == "The connection is dropped before the request is looked at."


# ---- the terminal


def typed(monkeypatch, *lines):
    remaining = iter(lines)

    def read(*_, **__):
        line = next(remaining, None)
        if line is None:
            raise EOFError
        return line

    monkeypatch.setattr("rich.console.Console.input", read)


def test_the_terminal_shows_the_answer_and_reads_it(twilio, monkeypatch, capsys):
    twilio.product.on_message = lambda form: twilio.send(body="*Logged.* 2 eggs, _155 kcal_")
    typed(monkeypatch, "2 eggs")

    chat(twilio.base_url, ANN)

    shown = capsys.readouterr().out
    assert "Logged. 2 eggs, 155 kcal" in shown
    assert twilio.product.inbound[0]["Body"] == "2 eggs"
    eventually(lambda: "read" in [form["MessageStatus"] for form in twilio.product.statuses])


def test_typing_the_title_of_a_button_presses_it(twilio, monkeypatch, capsys):
    actions = [{"title": "Undo", "id": "undo-1"}]
    sid = twilio.create_content({"twilio/quick-reply": {"body": "Saved.", "actions": actions}})
    twilio.product.on_message = lambda form: twilio.send(body="", ContentSid=sid)
    typed(monkeypatch, "2 eggs", "undo", "/quit", "never")

    chat(twilio.base_url, ANN)

    assert "[ Undo ]" in capsys.readouterr().out
    assert [form.get("ButtonPayload") for form in twilio.product.inbound] == [None, "undo-1"]


def test_the_terminal_sends_photos_that_exist(twilio, monkeypatch, capsys, tmp_path):
    photo = tmp_path / "plate.png"
    photo.write_bytes(b"\x89PNG")
    twilio.product.on_message = lambda form: twilio.send(body="Not yet.")
    typed(monkeypatch, f"/photo {photo}", "/photo nothing.png")

    chat(twilio.base_url, ANN)

    assert [form["MediaContentType0"] for form in twilio.product.inbound] == ["image/png"]
    assert "There is no file nothing.png." in capsys.readouterr().out


@pytest.mark.parametrize(
    ("url", "words"),
    [("http://127.0.0.1:9", "make run"), ("file:///etc/hosts", "must start with http")],
)
def test_the_terminal_says_how_to_start_the_coach_when_none_answers(url, words, capsys):
    with pytest.raises(SystemExit) as ended:
        chat(url)

    assert ended.value.code == 1
    assert words in capsys.readouterr().out
