"""What a viewer may not see leaves no trace where needs and offers are found, to the byte."""

import io
import json
import re
import zipfile

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from tests.exchange.factories import (
    let_in,
    make_competitor,
    make_interest,
    make_need,
    make_offer,
)
from tests.factories import MOMENT, make_member, make_organization, make_person
from time_machine import travel

from sangsaeng.exchange.actions.judging import judge
from sangsaeng.exchange.bridge import entries
from sangsaeng.exchange.bridge.live import forget
from sangsaeng.exchange.queries import shown

pytestmark = pytest.mark.django_db
CANARY = ("카나리아", "Canary", "CANARYCD")
UNNAMED = "이름을 밝히지 않은"


@pytest.fixture(autouse=True)
def moment():
    with travel(MOMENT, tick=False):
        yield


def addresses(need="NEED2222", offer="FFER2222"):
    """Everything about needs and offers that a reader may open, searches and filters included."""
    own = f"/needs/{need}/"
    return [
        "/",
        "/needs/",
        "/offers/",
        "/offers/?q=배터리+검사",
        "/offers/?q=카나리아",
        "/offers/?q=비밀+물질",
        "/offers/?region=seoul&q=검사",
        "/offers/?size=large",
        "/offers/?kind=training&region=busan",
        "/offers/?kind=training&q=검사",
        "/offers/?page=2",
        "/offers.json?q=검사",
        "/offers.csv",
        "/offers.xlsx?q=배터리",
        "/needs.json",
        f"/offers/{offer}/",
        f"/offers/{offer}.json",
        f"/offers/{offer}.jsonld",
        own,
        f"{own}matches/",
        f"{own}matches/?region=seoul",
        f"/needs/{need}/matches.json",
        f"/needs/{need}/matches.csv",
        f"{own}why/",
        f"{own}why/?with={offer}",
        f"{own}why/?with=HDDN2222",
        f"{own}why/?with=HDDN2223&region=seoul",
        f"{own}why/?with=HDDN2224",
        "/offers/HDDN2222/",
        "/needs/HDDN2225/",
        "/my/matching/",
        "/api/v1/offers",
        "/api/v1/offers?q=배터리&limit=2",
        "/api/v1/needs?region=seoul",
        f"/api/v1/offers/{offer}",
        "/api/v1/offers/HDDN2222",
        f"/api/v1/listings/{need}/matches",
    ]


def read(client, urls):
    """Bodies and headers with the statements each took, without what differs by itself."""
    answers = []
    for url in urls:
        client.get(url)
        with CaptureQueriesContext(
            connection,
        ) as asked:
            answer = client.get(url)
        body = unpacked(answer)
        answers.append(f"{url} {answer.status_code} {len(asked)} {headers(answer)} {body}")
    text = "\n".join(answers)
    return re.sub(r"csrfmiddlewaretoken\" value=\"\w+|nonce-[\w+/=-]+|nonce=\"[^\"]+\"", "", text)


def headers(answer):
    left_out = {"Content-Length"} if "spreadsheet" in answer["Content-Type"] else set()
    return sorted((name, value) for name, value in answer.headers.items() if name not in left_out)


def unpacked(answer):
    kind = answer["Content-Type"]
    if "spreadsheet" in kind:
        with zipfile.ZipFile(io.BytesIO(answer.content)) as parts:
            return "".join(
                parts.read(name).decode() for name in parts.namelist() if "core" not in name
            )
    if "json" in kind:
        return json.dumps(answer.json(), ensure_ascii=False)
    return answer.content.decode()


def world(number):
    """A reader's need and two offers; world 1 holds beside them what the reader may not see."""
    own = make_organization("한빛정밀", code="WNHB2222")
    open_owner = make_organization("가온비전", code="PENP2222", size_class="large")
    need = make_need(own, code="NEED2222", title="배터리 외관 검사", region="busan")
    offer = make_offer(
        open_owner, code="FFER2222", title="배터리 비전 검사기", region="seoul", readiness=7
    )
    make_offer(open_owner, code="FFER2223", title="도장 검사 장비", is_anonymous=True)
    reader = make_member(own, name="김한빛", email="reader@example.org")
    judge(need, offer, "fits", actor=reader, at=MOMENT)
    if number:
        hide(own, offer)
    return reader


def hide(own, offer):
    """Offers of an owner who shuts the reader out, drafts, and what others say of each other."""
    shy = make_organization("카나리아화학", name_en="Canary Chemical", size_class="large")
    make_competitor(shy, own)
    for number in range(3):
        make_offer(
            shy,
            code=f"HDDN222{number + 2}",
            title="배터리 배터리 검사 비밀 물질",
            region="seoul",
            kind="training",
            readiness=9,
            certificates=["ks"],
        )
    make_need(shy, code="HDDN2225", title="배터리 외관 검사 비밀")
    make_offer(state="draft", title="카나리아 배터리 검사")
    make_offer(state="closed", title="카나리아 배터리 검사")
    third = make_need(shy, title="비밀")
    judge(third, offer, "misses", actor=make_member(shy), at=MOMENT)
    make_interest(offer, shy, answering=third)


@pytest.mark.parametrize("who", ["member", "stranger", "alone"])
def test_what_is_hidden_changes_no_byte_no_count_no_order_no_score_and_no_statement(client, who):
    answers = []
    for number in (0, 1):
        with transaction.atomic():
            reader = world(number)
            if number and who != "member":
                make_offer(audience="members", title="배터리 검사 비밀 물질", region="seoul")
            if who == "alone":
                reader = make_person(name="이혼자", email="alone@example.org")
            client.logout()
            if who != "stranger":
                client.force_login(reader)
            answers.append(read(client, addresses()).split("\n"))
            transaction.set_rollback(True)
        forget()

    assert len(answers[0]) > 100
    assert [pair for pair in zip(*answers, strict=False) if pair[0] != pair[1]] == []
    assert answers[0] == answers[1]


def test_were_the_hidden_seen_the_worlds_would_differ(client, monkeypatch):
    """The twin of the test above: with the guard off, it would fail."""
    monkeypatch.setattr(
        "sangsaeng.exchange.models.ListingQuerySet.visible_to", lambda rows, _viewer: rows
    )
    monkeypatch.setattr("sangsaeng.exchange.bridge.seeing._shutting_out", lambda _mine: set())
    answers = []
    for number in (0, 1):
        with transaction.atomic():
            client.force_login(world(number))
            answers.append(read(client, ["/offers/", "/offers/?q=검사"]))
            transaction.set_rollback(True)
        forget()

    assert answers[0] != answers[1]


def unnamed_world():
    """Needs and offers of an owner who stays unnamed, and a reader with a need of their own."""
    hidden = make_organization(
        "카나리아화학", name_en="Canary Chemical", code="CANARYCD", size_class="large"
    )
    fields = {
        "is_anonymous": True,
        "title": "배터리 검사 장비",
        "detail": "카나리아 공장의 도면",
        "contact": "카나리아 구매팀",
    }
    offer = make_offer(
        hidden,
        kind="equipment",
        code="FFER2222",
        particulars={"model": "검사기", "place": "카나리아 공장"},
        **fields,
    )
    make_need(hidden, code="NEED2223", **fields)
    own = make_organization("한빛정밀")
    make_need(own, code="NEED2222", kind="equipment", title="배터리 검사")
    return own, offer


def sung(text):
    """How often the canary sings; a search repeats the word that was asked for."""
    said = re.sub(r"q=카나리아|value=\"카나리아\"|q=%EC%B9%B4\S*", "", text)
    return sum(said.count(word) for word in CANARY)


@pytest.mark.parametrize("who", ["member", "stranger"])
def test_unnamed_owner_is_named_nowhere(client, who):
    own, _offer = unnamed_world()
    if who == "member":
        client.force_login(make_member(own))

    text = read(client, addresses())

    assert UNNAMED in text
    assert sung(text) == 0
    assert client.get("/offers.json?q=카나리아").json()["count"] == 0
    assert client.get("/offers.json?size=large").json()["count"] == 0


def test_whom_the_owner_lets_in_reads_the_name_but_searches_find_it_no_more_than_before(client):
    own, offer = unnamed_world()
    let_in(offer, own)
    client.force_login(make_member(own))

    assert "카나리아화학" in client.get("/offers/FFER2222/").content.decode()
    assert client.get("/offers.json?q=카나리아").json()["count"] == 0


@pytest.mark.parametrize("guard", ["shown", "searched"])
def test_if_every_owner_were_named_the_canary_would_sing(client, monkeypatch, guard):
    unnamed_world()
    if guard == "shown":
        monkeypatch.setattr(shown, "_checks", lambda _viewer, _row: True)
        assert sung(read(client, ["/offers/", "/offers.json", "/offers/FFER2222.jsonld"])) == 3
    else:
        monkeypatch.setattr(entries, "text_of", lambda one: f"{one.title} 카나리아")
        assert client.get("/offers.json?q=카나리아").json()["count"] == 1
