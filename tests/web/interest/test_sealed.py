"""Whoever is unnamed leaves no trace with the interested side until it accepts, to the byte."""

import json
import re
from datetime import timedelta

import pytest
from django.db import transaction
from django.urls import reverse
from tests.exchange.factories import (
    make_appointment,
    make_competitor,
    make_interest,
    make_need,
    make_offer,
)
from tests.factories import MOMENT, make_member, make_organization
from time_machine import travel

from sangsaeng.exchange.actions.interest import (
    Reply,
    accept_interest,
    decline_interest,
    withdraw_interest,
)

pytestmark = pytest.mark.django_db
CANARY = ("카나리아", "canary", "CANARYCD")
UNNAMED = "이름을 밝히지 않은 기업"


@pytest.fixture(autouse=True)
def moment():
    with travel(MOMENT, tick=False):
        yield


@pytest.fixture
def guest():
    return make_organization("한빛정밀")


@pytest.fixture
def owner():
    return make_organization("카나리아전자", name_en="Canary Electronics", code="CANARYCD")


def addresses(interest):
    code = interest.code
    return [
        "/my/",
        "/my/notices/",
        "/my/notices.json",
        "/my/interests/",
        "/my/interests.json",
        "/my/interests.csv",
        f"/my/interests/?q={CANARY[0]}",
        reverse("interest", args=[code]),
        reverse("interest_json", args=[code]),
        reverse("listing_interest", args=[interest.listing.code]),
        "/api/v1/interests",
        f"/api/v1/interests/{code}",
    ]


def read(client, urls):
    """Bodies and headers, without what differs by itself."""
    answers = []
    for url in urls:
        answer = client.get(url)
        raw = answer.content.decode()
        body = (
            json.dumps(answer.json(), ensure_ascii=False)
            if "json" in answer["Content-Type"]
            else raw
        )
        answers.append(f"{answer.status_code} {sorted(answer.headers.items())} {body}")
    text = "\n".join(answers)
    return re.sub(r"csrfmiddlewaretoken\" value=\"\w+|nonce-[\w+/=-]+|nonce=\"[^\"]+\"", "", text)


def names(text, asked_for=0):
    """How often the canary sings; a search repeats the word that was asked for."""
    return sum(text.count(word) for word in CANARY) - asked_for


@pytest.mark.parametrize("state", ["asked", "declined", "expired"])
def test_unnamed_owner_is_nowhere_until_it_accepts(client, owner, guest, state):
    interest = make_interest(
        make_need(owner, is_anonymous=True, particulars={"place": "카나리아 공장"}),
        guest,
        state=state,
        message="관심 있습니다",
    )
    client.force_login(make_member(guest))
    urls = [url for url in addresses(interest) if "?q=" not in url]

    text = read(client, urls)

    assert names(text) == 0
    assert text.count(UNNAMED) >= 4


def test_search_does_not_find_an_unnamed_owner_by_its_name(client, owner, guest):
    make_interest(make_need(owner, is_anonymous=True), guest)
    client.force_login(make_member(guest))

    found = client.get(f"/my/interests.json?q={CANARY[0]}").json()

    assert found == {"count": 0, "interests": []}


def test_declining_tells_no_name_and_accepting_does(client, owner, guest):
    need = make_need(owner, is_anonymous=True)
    interest = make_interest(need, guest)
    client.force_login(make_member(guest))
    urls = [url for url in addresses(interest) if "?q=" not in url]
    decline_interest(interest, "", actor=make_member(owner), at=MOMENT)
    assert names(read(client, urls)) == 0

    again = make_interest(need, guest)
    accept_interest(again, Reply(), actor=make_member(owner), at=MOMENT)
    make_appointment(again, state="agreed")

    text = read(client, [*addresses(again), reverse("interest_calendar", args=[again.code])])
    assert "카나리아전자" in text


def test_what_was_told_stays_told_after_taking_back(client, owner, guest):
    interest = make_interest(make_need(owner, is_anonymous=True), guest)
    asking = make_member(guest)
    accept_interest(interest, Reply(), actor=make_member(owner), at=MOMENT)
    withdraw_interest(interest, actor=asking, at=MOMENT)
    client.force_login(asking)

    page = client.get(reverse("interest", args=[interest.code])).content.decode()

    assert "카나리아전자" in page


def test_taking_back_before_an_answer_tells_nothing(client, owner, guest):
    interest = make_interest(make_need(owner, is_anonymous=True), guest)
    asking = make_member(guest)
    withdraw_interest(interest, actor=asking, at=MOMENT)
    client.force_login(asking)

    page = client.get(reverse("interest", args=[interest.code])).content.decode()

    assert UNNAMED in page
    assert names(page) == 0


def test_if_every_owner_were_named_the_canary_would_sing(client, owner, guest, monkeypatch):
    interest = make_interest(make_need(owner, is_anonymous=True), guest)
    client.force_login(make_member(guest))
    monkeypatch.setattr("sangsaeng.exchange.queries.interests.names_owner", lambda _one: True)

    assert names(client.get(reverse("interest", args=[interest.code])).content.decode()) > 0


def test_who_is_shut_out_later_reads_nothing_new_of_the_text(client, owner, guest):
    need = make_need(owner, title="처음 제목")
    interest = make_interest(need, guest)
    client.force_login(make_member(guest))
    assert "처음 제목" in read(client, ["/my/interests/"])

    make_competitor(owner, guest)
    need.title = "바뀐 제목"
    need.save()

    text = read(client, addresses(interest)[3:9])
    assert "바뀐 제목" not in text
    assert "지금은 공개되지 않은 수요" in text


def world(number):
    """Two owners' needs, interest of a reader; world 1 holds others' interest beside it."""
    owner, guest = (
        make_organization("가온전자", code="GGGG2222"),
        make_organization("한빛", code="HHHH2222"),
    )
    need = make_need(owner, code="NNNN2222", title="셀 검사", is_anonymous=True)
    interest = make_interest(need, guest, code="IIII2222")
    if number:
        third = make_organization("나래소재")
        other = make_interest(need, third, state="accepted", message="비밀 말", answer="비밀 답")
        make_appointment(other, state="agreed")
        make_interest(make_offer(third), owner, state="declined")
        make_interest(make_need(owner, state="closed"), third)
    return interest, make_member(guest, name="김한빛", email="reader@example.org")


def test_interest_of_others_leaves_no_trace(client):
    answers = []
    for number in (0, 1):
        with transaction.atomic():
            interest, reader = world(number)
            client.force_login(reader)
            urls = [
                *addresses(interest),
                "/my/interests/?state=accepted",
                "/my/interests.json?q=비밀",
            ]
            answers.append(read(client, urls))
            transaction.set_rollback(True)

    assert answers[0] == answers[1]


def test_reminder_and_deadline_are_those_of_the_interest_alone(client, owner, guest):
    interest = make_interest(make_need(owner, is_anonymous=True), guest)
    client.force_login(make_member(guest))

    page = client.get(reverse("interest", args=[interest.code])).content.decode()

    assert (MOMENT + timedelta(days=14)).date().isoformat() in page
