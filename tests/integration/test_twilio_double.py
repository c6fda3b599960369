import threading

import pytest
import urllib3

from local.doubles.twilio import FAULT_MODES, Attachment
from tests.integration.twilio_double_server import (
    ACCOUNT,
    ANN,
    BOB,
    SENDER,
    TOKEN,
    eventually,
    running_twilio,
)

DAY_S = 24 * 3600
PHOTO = Attachment("plate.jpg", "image/jpeg", b"\xff\xd8 a photo")


@pytest.fixture
def twilio(tmp_path):
    with running_twilio(tmp_path) as running:
        yield running


# ---- create


def test_a_created_message_is_answered_201_and_queued(twilio):
    answer = twilio.send(body="Hi there")

    message = answer.json()
    assert answer.status == 201
    assert message["status"] == "queued"
    assert (message["body"], message["to"]) == ("Hi there", f"whatsapp:{ANN}")
    assert message["sid"].startswith("SM")
    assert len(message["sid"]) == 34


def test_sids_are_the_same_for_the_same_seed_and_never_repeat(twilio, tmp_path):
    mine = [twilio.send().json()["sid"] for _ in range(3)]
    other_folder = tmp_path / "other"
    other_folder.mkdir()

    with running_twilio(other_folder) as other:
        theirs = [other.send().json()["sid"] for _ in range(3)]

    assert mine == theirs
    assert len(set(mine)) == 3


@pytest.mark.parametrize("credentials", [None, f"{ACCOUNT}:wrong", f"AC1:{TOKEN}"])
def test_wrong_credentials_are_refused(twilio, credentials):
    headers = urllib3.make_headers(basic_auth=credentials) if credentials else {}

    answer = twilio.http.request("GET", twilio.messages_url, headers=headers)

    assert answer.status == 401
    assert answer.json()["code"] == 20003


def test_another_account_is_not_found(twilio):
    answer = twilio.call("GET", twilio.messages_url.replace(ACCOUNT, "AC" + "1" * 32))

    assert (answer.status, answer.json()["code"]) == (404, 20404)


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"To": ""}, 21604),
        ({"To": "whatsapp:12"}, 21211),
        ({"To": "+1555"}, 21211),
        ({"From": ""}, 21603),
        ({"From": "whatsapp:+15005550000"}, 63007),
        ({"From": "+14155238886"}, 21910),
        ({"Body": ""}, 21602),
        ({"Body": "x" * 1601}, 21617),
        ({"ContentSid": "HX" + "0" * 32}, 21655),
        ({"StatusCallback": "https://example.com/status"}, 21609),
    ],
)
def test_a_bad_request_is_refused_with_the_code_twilio_gives(twilio, change, code):
    answer = twilio.send(**change)

    error = answer.json()
    assert (answer.status, error["status"], error["code"]) == (400, 400, code)
    assert error["more_info"].endswith(f"/{code}")
    assert twilio.double.list_created() == ()


def test_a_message_without_any_text_or_media_is_refused(twilio):
    assert twilio.send(body="").json()["code"] == 21619


def test_exactly_1600_characters_are_accepted(twilio):
    assert twilio.send(body="x" * 1600).status == 201


@pytest.mark.parametrize(
    ("body", "segments"),
    [
        ("x" * 160, "1"),
        ("x" * 161, "2"),
        ("€" * 81, "2"),
        ("🥑" + "x" * 68, "1"),
        ("🥑" + "x" * 69, "2"),
    ],
)
def test_sms_are_counted_in_segments(twilio, body, segments):
    assert twilio.send(to=ANN, body=body).json()["num_segments"] == segments


def test_a_messaging_service_stands_in_for_the_sender(twilio):
    service = "MG" + "0" * 32

    answer = twilio.send(From="", MessagingServiceSid=service).json()

    assert (answer["from"], answer["messaging_service_sid"]) == (SENDER, service)


# ---- list, fetch, delete


def test_messages_are_listed_newest_first_and_filtered_by_number(twilio):
    first, _, last = (twilio.send(to=f"whatsapp:{who}").json()["sid"] for who in (ANN, BOB, ANN))

    page = twilio.call("GET", twilio.messages_url, fields={"To": f"whatsapp:{ANN}"}).json()

    assert [message["sid"] for message in page["messages"]] == [last, first]


def test_pages_lead_to_each_other_until_the_last(twilio):
    sids = [twilio.send().json()["sid"] for _ in range(5)]

    found, path = [], f"/2010-04-01/Accounts/{ACCOUNT}/Messages.json?PageSize=2"
    while path:
        page = twilio.call("GET", twilio.api + path).json()
        found += [message["sid"] for message in page["messages"]]
        path = page["next_page_uri"]

    assert found == sids[::-1]


def test_lists_are_limited_to_a_span_of_time(twilio):
    old = twilio.send().json()["sid"]
    eventually(lambda: twilio.double.pending() == 0)
    twilio.clock.advance(3600)
    border = twilio.clock.now().isoformat()
    new = twilio.send().json()["sid"]

    def listed(name):
        page = twilio.call("GET", twilio.messages_url, fields={name: border}).json()
        return [message["sid"] for message in page["messages"]]

    assert listed("DateSent>") == [new]
    assert listed("DateSent<") == [old]


def test_lists_are_limited_to_a_day(twilio):
    yesterday = twilio.clock.now().date().isoformat()
    old = twilio.send().json()["sid"]
    eventually(lambda: twilio.double.pending() == 0)
    twilio.clock.advance(DAY_S)
    new = twilio.send().json()["sid"]

    def listed(**query):
        page = twilio.call("GET", twilio.messages_url, fields=query).json()
        return [message["sid"] for message in page["messages"]]

    assert listed(DateSent=yesterday) == [old]
    assert listed(**{"DateSent<": yesterday}) == [old]
    assert listed(**{"DateSent>": yesterday}) == [new, old]


@pytest.mark.parametrize(
    "query",
    [{"DateSent>": "soon"}, {"PageSize": "0"}, {"PageSize": "1001"}, {"Page": "-1"}, {"Page": "x"}],
)
def test_a_list_nobody_could_make_is_refused(twilio, query):
    answer = twilio.call("GET", twilio.messages_url, fields=query)

    assert (answer.status, answer.json()["code"]) == (400, 20001)


def test_a_deleted_message_is_gone(twilio):
    sid = twilio.send().json()["sid"]
    url = twilio.messages_url.replace(".json", f"/{sid}.json")

    assert twilio.call("GET", url).json()["sid"] == sid
    assert twilio.call("DELETE", url).status == 204
    assert twilio.call("GET", url).json()["code"] == 20404


def test_a_redacted_message_keeps_its_place_without_its_text(twilio):
    sid = twilio.send(body="secret").json()["sid"]
    url = twilio.messages_url.replace(".json", f"/{sid}.json")

    answer = twilio.call("POST", url, fields={"Body": ""})

    assert answer.json()["body"] == ""
    assert twilio.call("POST", url, fields={"Body": "new"}).json()["code"] == 20001


def test_an_unknown_path_is_answered_with_twilio_s_json(twilio):
    assert twilio.call("GET", f"{twilio.api}/2010-04-01/Nothing.json").json()["code"] == 20404
    assert twilio.call("PUT", twilio.messages_url).json()["code"] == 20004


# ---- status callbacks


def test_sent_and_delivered_are_reported_in_order_with_a_valid_signature(twilio):
    sid = twilio.send().json()["sid"]

    eventually(lambda: twilio.product.statuses_of(sid) == ["sent", "delivered"])

    assert twilio.product.statuses[-1]["EventType"] == "DELIVERED"
    assert twilio.product.headers[-1]["I-Twilio-Idempotency-Token"]
    eventually(lambda: twilio.double.pending() == 0)


def test_a_message_without_a_callback_address_is_delivered_all_the_same(twilio):
    sid = twilio.send(StatusCallback="").json()["sid"]

    eventually(lambda: twilio.double.list_created()[0].status == "delivered")

    assert twilio.product.statuses_of(sid) == []


def test_late_callbacks_come_when_the_clock_has_moved_a_minute(twilio):
    twilio.double.set_fault("callbacks_late", 1)
    sid = twilio.send().json()["sid"]
    eventually(lambda: twilio.double.list_created()[0].status == "delivered")
    assert twilio.product.statuses_of(sid) == []
    assert twilio.double.pending() == 2

    twilio.clock.advance(61)

    eventually(lambda: twilio.product.statuses_of(sid) == ["sent", "delivered"])


@pytest.mark.parametrize(
    ("mode", "statuses"),
    [
        ("callbacks_doubled", ["sent", "sent", "delivered", "delivered"]),
        ("callbacks_reordered", ["delivered", "sent"]),
        ("callbacks_lost", []),
    ],
)
def test_callbacks_misbehave_on_demand_once(twilio, mode, statuses):
    twilio.double.set_fault(mode, 1)
    strange = twilio.send().json()["sid"]
    normal = twilio.send().json()["sid"]

    eventually(lambda: twilio.double.pending() == 0)

    assert twilio.product.statuses_of(strange) == statuses
    assert twilio.product.statuses_of(normal) == ["sent", "delivered"]
    assert [message.status for message in twilio.double.list_created()] == ["delivered"] * 2


@pytest.mark.parametrize("code", [30001, 30008, 63003, 63013, 63018, 63024, 63049])
def test_errors_of_the_channel_come_by_callback(twilio, code):
    twilio.double.set_fault(f"error_{code}", 1)

    answer = twilio.send()
    eventually(lambda: twilio.double.pending() == 0)

    assert answer.status == 201
    assert twilio.product.statuses_of(answer.json()["sid"]) == ["sent", "undelivered"]
    assert twilio.product.statuses[-1]["ErrorCode"] == str(code)
    assert twilio.double.list_created()[0].error_code == code


# ---- faults


@pytest.mark.parametrize(
    ("mode", "status", "code"),
    [
        ("http_500", 500, 20500),
        ("http_503", 503, 20503),
        ("rate_limited", 429, 20429),
        ("error_21211", 400, 21211),
        ("error_21610", 400, 21610),
        ("error_21614", 400, 21614),
        ("error_21617", 400, 21617),
        ("error_63016", 400, 63016),
        ("error_63021", 400, 63021),
    ],
)
def test_a_refusal_lasts_for_the_calls_it_was_set_for_and_creates_nothing(
    twilio, mode, status, code
):
    twilio.double.set_fault(mode, 2)

    answers = [twilio.send() for _ in range(3)]

    assert [answer.status for answer in answers] == [status, status, 201]
    assert answers[0].json()["code"] == code
    assert len(twilio.double.list_created()) == 1


def test_accepted_then_no_answer_creates_and_delivers_the_message(twilio):
    twilio.double.set_fault("accept_then_timeout", 1)

    with pytest.raises(urllib3.exceptions.HTTPError):
        twilio.call("POST", twilio.messages_url, fields=_form(), timeout=0.2)

    eventually(lambda: [m.status for m in twilio.double.list_created()] == ["delivered"])


def test_a_client_that_gives_up_ends_the_wait(tmp_path):
    others = set(threading.enumerate())  # a stack that other tests share may be answering
    with running_twilio(tmp_path, hold_s=60.0) as twilio:
        twilio.double.set_fault("accept_then_timeout", 1)

        with pytest.raises(urllib3.exceptions.ReadTimeoutError):
            twilio.call("POST", twilio.messages_url, fields=_form(), timeout=0.2)

        started = set(threading.enumerate()) - others
        waiting = [thread for thread in started if "process_request" in thread.name]
        for thread in waiting:
            thread.join(timeout=5)
        assert not any(thread.is_alive() for thread in waiting)


def test_an_answer_held_back_ends_in_a_dropped_connection(twilio):
    twilio.double.set_fault("timeout", 1)

    with pytest.raises(urllib3.exceptions.ProtocolError):
        twilio.send()

    assert twilio.double.list_created() == ()


def test_a_dropped_connection_creates_nothing(twilio):
    twilio.double.set_fault("drop", 1)

    with pytest.raises(urllib3.exceptions.ProtocolError):
        twilio.send()

    assert twilio.double.list_created() == ()
    assert twilio.send().status == 201


def test_a_lagging_list_shows_the_message_after_45_seconds_of_the_clock(twilio):
    twilio.double.set_fault("list_lag", 1)
    sid = twilio.send().json()["sid"]
    before = twilio.call("GET", twilio.messages_url).json()["messages"]
    fetched = twilio.call("GET", twilio.messages_url.replace(".json", f"/{sid}.json"))

    twilio.clock.advance(46)

    after = twilio.call("GET", twilio.messages_url).json()["messages"]
    assert (before, [message["sid"] for message in after]) == ([], [sid])
    assert fetched.status == 200


def test_down_answers_every_call_503_until_it_is_cleared(twilio):
    twilio.double.set_fault("down", -1)
    while_down = [twilio.send().status, twilio.call("GET", twilio.messages_url).status]

    twilio.double.set_fault("clear", 0)

    assert while_down == [503, 503]
    assert twilio.send().status == 201


def test_faults_of_the_answer_and_of_the_delivery_meet_on_one_message(twilio):
    twilio.double.set_fault("accept_then_timeout", 1)
    twilio.double.set_fault("callbacks_lost", 1)
    twilio.double.set_fault("list_lag", 1)

    with pytest.raises(urllib3.exceptions.HTTPError):
        twilio.send()

    assert twilio.call("GET", twilio.messages_url).json()["messages"] == []
    eventually(lambda: twilio.double.pending() == 0)
    assert twilio.product.statuses == []


@pytest.mark.parametrize(("mode", "count"), [("nonsense", 1), ("drop", -2)])
def test_an_unknown_fault_is_an_error_that_names_the_known_ones(twilio, mode, count):
    with pytest.raises(ValueError, match=r"accept_then_timeout|count must be"):
        twilio.double.set_fault(mode, count)


def test_every_fault_says_what_it_does():
    assert all(text.endswith((".", "error")) or text for text in FAULT_MODES.values())
    assert {"down", "clear", "list_lag", "error_30008", "undelivered_63016"} <= FAULT_MODES.keys()


# ---- inbound


def test_a_user_s_message_arrives_as_twilio_posts_it(twilio):
    status = twilio.double.receive_from_user(ANN, "2 eggs")

    [form] = twilio.product.inbound
    assert status == 200
    assert form["Body"] == "2 eggs"
    assert (form["From"], form["To"]) == (f"whatsapp:{ANN}", SENDER)
    assert (form["WaId"], form["MessageType"]) == (ANN[1:], "text")
    assert (form["NumMedia"], form["SmsStatus"]) == ("0", "received")
    assert form["MessageSid"] == form["SmsMessageSid"] == form["SmsSid"]


def test_a_repeated_message_carries_the_same_sid_and_token(twilio):
    sid = "SM" + "a" * 32

    for _ in range(2):
        twilio.double.receive_from_user(ANN, "2 eggs", message_sid=sid)

    assert [form["MessageSid"] for form in twilio.product.inbound] == [sid, sid]
    assert len({headers["I-Twilio-Idempotency-Token"] for headers in twilio.product.headers}) == 1
    assert len(twilio.call("GET", twilio.messages_url).json()["messages"]) == 1


def test_an_sms_has_no_whatsapp_fields(twilio):
    twilio.double.receive_from_user(ANN, "hello", channel="sms")

    [form] = twilio.product.inbound
    assert (form["From"], form["To"]) == (ANN, SENDER.removeprefix("whatsapp:"))
    assert form["FromCountry"] == "US"
    assert "WaId" not in form


def test_a_pressed_button_carries_its_text_and_payload(twilio):
    twilio.double.receive_from_user(ANN, "Undo", button_payload="undo")

    [form] = twilio.product.inbound
    assert (form["Body"], form["ButtonText"], form["ButtonPayload"]) == ("Undo", "Undo", "undo")
    assert form["MessageType"] == "button"


def test_additional_parameters_are_signed_too(twilio):
    assert twilio.double.receive_from_user(ANN, "hi", extra={"NewParameter": "é"}) == 200
    assert twilio.product.inbound[0]["NewParameter"] == "é"


def test_a_product_that_is_not_there_is_reported(tmp_path):
    with running_twilio(tmp_path, local_base_url="http://127.0.0.1:9") as twilio:
        assert twilio.double.receive_from_user(ANN, "hello") == 0


def test_a_public_address_is_signed_and_the_local_one_is_called(tmp_path):
    with running_twilio(tmp_path, public_base_url="https://coach.example") as twilio:
        callback = "https://coach.example/webhooks/twilio/status?user=u1"

        status = twilio.double.receive_from_user(ANN, "hello")
        sid = twilio.send(StatusCallback=callback).json()["sid"]

        assert status == 200
        eventually(lambda: twilio.product.statuses_of(sid) == ["sent", "delivered"])


# ---- media


def test_media_need_credentials_and_lead_to_a_host_that_takes_none(twilio):
    twilio.double.receive_from_user(ANN, "", media=[PHOTO])
    [form] = twilio.product.inbound
    url = form["MediaUrl0"]

    refused = twilio.http.request("GET", url, redirect=False)
    redirected = twilio.call("GET", url)
    fetched = twilio.http.request("GET", redirected.headers["Location"])

    assert (form["NumMedia"], form["MediaContentType0"]) == ("1", "image/jpeg")
    assert form["MessageSid"].startswith("MM")
    assert (refused.status, redirected.status) == (401, 307)
    assert (fetched.data, fetched.headers["Content-Type"]) == (PHOTO.content, "image/jpeg")
    assert twilio.call("GET", redirected.headers["Location"]).status == 400


def test_deleted_media_are_gone_from_list_and_host(twilio):
    twilio.double.receive_from_user(ANN, "", media=[PHOTO])
    url = twilio.product.inbound[0]["MediaUrl0"]
    host = twilio.call("GET", url).headers["Location"]
    listing = url.rpartition("/")[0] + ".json"
    before = twilio.call("GET", listing).json()["media_list"]

    deleted = twilio.call("DELETE", f"{url}.json")

    assert deleted.status == 204
    assert (len(before), twilio.call("GET", listing).json()["media_list"]) == (1, [])
    assert twilio.call("GET", url).status == 404
    assert twilio.http.request("GET", host).status == 404


def test_media_the_product_sends_lead_to_where_they_are(twilio):
    picture = f"{twilio.base_url}/plan.png"
    message = twilio.send(body="", MediaUrl=picture).json()

    media = twilio.call("GET", twilio.api + message["subresource_uris"]["media"]).json()
    located = twilio.call("GET", twilio.api + media["media_list"][0]["uri"].removesuffix(".json"))

    assert (message["sid"][:2], message["num_media"]) == ("MM", "1")
    assert located.headers["Location"] == picture


# ---- opting out and the window


@pytest.mark.parametrize("word", ["STOP", "stop", " Unsubscribe ", "CANCEL"])
def test_an_sms_user_who_said_stop_is_answered_by_twilio_and_cannot_be_written_to(twilio, word):
    twilio.double.receive_from_user(ANN, word, channel="sms")

    refused = twilio.send(to=ANN)
    [answer, _] = twilio.call("GET", twilio.messages_url).json()["messages"]

    assert refused.json()["code"] == 21610
    assert answer["direction"] == "outbound-reply"
    assert twilio.product.inbound[0]["Body"] == word
    twilio.double.receive_from_user(ANN, "START", channel="sms")
    assert twilio.send(to=ANN).status == 201


def test_stop_reminders_is_not_stop(twilio):
    twilio.double.receive_from_user(ANN, "stop reminders", channel="sms")

    assert twilio.send(to=ANN).status == 201


def test_on_whatsapp_stop_is_the_product_s_own_affair(twilio):
    twilio.double.receive_from_user(ANN, "STOP")

    assert twilio.send().status == 201
    assert "OptOutType" not in twilio.product.inbound[0]


def test_advanced_opt_out_handles_whatsapp_too(tmp_path):
    with running_twilio(tmp_path, has_advanced_opt_out=True) as twilio:
        twilio.double.receive_from_user(ANN, "STOP")

        assert twilio.send().json()["code"] == 21610
        assert twilio.product.inbound[0]["OptOutType"] == "STOP"


def test_a_day_after_the_last_message_only_an_approved_template_passes(twilio):
    twilio.double.receive_from_user(ANN, "hello")
    inside = twilio.send()
    sid = twilio.create_content({"twilio/text": {"body": "Your week is ready, {{1}}."}})
    approval = f"{twilio.api}/v1/Content/{sid}/ApprovalRequests"
    twilio.call("POST", f"{approval}/whatsapp", json={"name": "week", "category": "UTILITY"})
    twilio.clock.advance(DAY_S + 60)

    outside = twilio.send()
    template = twilio.send(body="", ContentSid=sid, ContentVariables='{"1": "Ann"}')
    sms = twilio.send(to=ANN)

    assert inside.status == 201
    assert outside.json()["code"] == 63016
    assert template.json()["body"] == "Your week is ready, Ann."
    assert sms.status == 201
    assert twilio.call("GET", approval).json()["whatsapp"]["status"] == "approved"


def test_a_webhook_posted_by_somebody_else_opens_the_window_once_it_is_noted(twilio):
    twilio.double.receive_from_user(ANN, "hello")
    twilio.clock.advance(DAY_S + 60)
    form = {"MessageSid": "SM" + "b" * 32, "From": f"whatsapp:{ANN}", "Body": "2 eggs"}

    twilio.double.note_inbound(form)

    assert twilio.send().status == 201
    listed = twilio.call("GET", twilio.messages_url, fields={"From": f"whatsapp:{ANN}"}).json()
    assert [message["body"] for message in listed["messages"]] == ["2 eggs", "hello"]


def test_a_marketing_template_to_the_united_states_is_not_delivered(twilio):
    sid = twilio.create_content({"twilio/text": {"body": "Half price!"}})
    url = f"{twilio.api}/v1/Content/{sid}/ApprovalRequests/whatsapp"
    twilio.call("POST", url, json={"name": "offer", "category": "MARKETING"})

    answer = twilio.send(body="", ContentSid=sid)

    assert answer.status == 201
    eventually(lambda: twilio.double.list_created()[0].error_code == 63049)


# ---- content


def quick_reply(*titles):
    actions = [{"title": title, "id": title.lower()} for title in titles]
    return {"twilio/quick-reply": {"body": "Save {{1}}?", "actions": actions}}


def test_a_template_is_filled_in_and_keeps_its_buttons(twilio):
    sid = twilio.create_content(quick_reply("Yes", "No"), variables={"1": "it"})

    filled = twilio.send(body="", ContentSid=sid, ContentVariables='{"1": "2 eggs"}').json()
    plain = twilio.send(body="", ContentSid=sid).json()

    assert (filled["body"], plain["body"]) == ("Save 2 eggs?", "Save it?")
    buttons = twilio.double.list_created()[0].buttons
    assert [(button.title, button.payload) for button in buttons] == [("Yes", "yes"), ("No", "no")]


@pytest.mark.parametrize(
    ("variables", "code"),
    [("not json", 21656), ("[1]", 21656), ('{"1": 2}', 21656), ("{}", 21656)],
)
def test_bad_variables_are_refused(twilio, variables, code):
    sid = twilio.create_content(quick_reply("Yes"))

    assert twilio.send(body="", ContentSid=sid, ContentVariables=variables).json()["code"] == code


def test_a_filled_template_over_1024_characters_is_refused(twilio):
    sid = twilio.create_content({"twilio/text": {"body": "{{1}}"}})
    fits, over = ('{"1": "%s"}' % ("x" * length) for length in (1024, 1025))

    assert twilio.send(body="", ContentSid=sid, ContentVariables=fits).status == 201
    assert twilio.send(body="", ContentSid=sid, ContentVariables=over).json()["code"] == 63021


def test_more_than_three_quick_replies_need_an_approval(twilio):
    sid = twilio.create_content(quick_reply("A", "B", "C", "D"), variables={"1": "it"})
    before = twilio.send(body="", ContentSid=sid)
    url = f"{twilio.api}/v1/Content/{sid}/ApprovalRequests/whatsapp"
    twilio.call("POST", url, json={"name": "four", "category": "UTILITY"})

    twilio.clock.advance(61)

    assert before.json()["code"] == 63021
    assert twilio.send(body="", ContentSid=sid).status == 201


def test_a_list_is_numbered_in_an_sms(twilio):
    items = [{"id": "s", "item": "Small"}, {"id": "l", "item": "Large"}]
    sid = twilio.create_content(
        {"twilio/list-picker": {"body": "How much?", "button": "Choose", "items": items}}
    )

    sms = twilio.send(to=ANN, body="", ContentSid=sid)
    whatsapp = twilio.send(body="", ContentSid=sid)

    assert sms.json()["body"] == "How much?\n1. Small\n2. Large"
    assert whatsapp.json()["body"] == "How much?"
    assert [b.kind for b in twilio.double.list_created()[1].buttons] == ["list-picker"] * 2


@pytest.mark.parametrize(
    "payload",
    [
        None,
        {"language": "en"},
        {"language": "en", "types": {"twilio/unknown": {"body": "x"}}},
        {"language": "en", "types": {"twilio/text": {}}},
        {"language": "en", "types": quick_reply()},
        {"language": "en", "types": quick_reply("x" * 21)},
        {"language": "en", "types": quick_reply(*"ABCDEFGHIJK")},
        {"language": "en", "types": {"twilio/list-picker": {"body": "x", "items": []}}},
    ],
)
def test_a_template_whatsapp_would_not_show_is_refused(twilio, payload):
    answer = twilio.call("POST", f"{twilio.api}/v1/Content", json=payload)

    assert (answer.status, answer.json()["code"]) == (400, 20001)


def test_templates_are_listed_fetched_and_deleted(twilio):
    sid = twilio.create_content(quick_reply("Yes"), friendly_name="save")
    url = f"{twilio.api}/v1/Content"

    listed = twilio.call("GET", url).json()
    fetched = twilio.call("GET", f"{url}/{sid}").json()

    assert [content["sid"] for content in listed["contents"]] == [sid]
    assert fetched["friendly_name"] == "save"
    assert twilio.call("DELETE", f"{url}/{sid}").status == 204
    assert twilio.call("GET", f"{url}/{sid}").status == 404


@pytest.mark.parametrize(
    "payload", [None, {"name": "Not Good", "category": "UTILITY"}, {"name": "a", "category": "X"}]
)
def test_an_approval_needs_a_name_and_a_category_of_whatsapp(twilio, payload):
    sid = twilio.create_content(quick_reply("Yes"))

    answer = twilio.call(
        "POST", f"{twilio.api}/v1/Content/{sid}/ApprovalRequests/whatsapp", json=payload
    )

    assert answer.json()["code"] == 20001


def _form():
    return {"To": f"whatsapp:{ANN}", "From": SENDER, "Body": "Hello"}
