"""What everybody reads of programs and calls: lists, files, feed, linked data, editions."""

import json
from xml.etree import ElementTree as ET

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from tests.factories import MOMENT
from tests.programs.factories import DAY, make_call, make_program, officer_of
from time_machine import travel

from sangsaeng.programs.actions.amending import Change
from sangsaeng.programs.actions.calls import NewCall, edit_call, write_call
from sangsaeng.programs.actions.running import announce_call
from sangsaeng.programs.freezing import fingerprint
from sangsaeng.programs.models import PromisedBenefit
from sangsaeng.programs.schemes import scheme_of

pytestmark = pytest.mark.django_db

ATOM = "{http://www.w3.org/2005/Atom}"


@pytest.fixture
def honors():
    """A call of the honors, as their file has it, announced."""
    program = make_program()
    officer = officer_of(program)
    call = write_call(
        program,
        NewCall("honors-1", "1차 윈윈 아너스", opens_at=MOMENT, closes_at=MOMENT + 21 * DAY),
        scheme_of("win_win_honors").rules,
        actor=officer,
        at=MOMENT,
    )
    announce_call(call, actor=officer, at=MOMENT)
    return call


def read(name, *args, query=""):
    """What a stranger reads."""
    with travel(MOMENT + DAY, tick=False):
        return Client().get(reverse(name, args=args) + query)


def test_the_page_says_who_when_how_and_what_for(honors):
    page = read("call", honors.slug).content.decode()

    for said in (
        "대기업·중견기업·공공기관",
        "1차 전문가 평가",
        "지속가능성",
        "25%",
        "출입국 우대카드",
    ):
        assert said in page
    assert "https://hellot.net/news/article.html?no=80866" in page


def test_weights_nobody_published_are_marked_as_the_hosts_own(honors):
    page = read("call", honors.slug).content.decode()
    table = page.split("배점의 근거")[1].split("</table>")[0]

    assert "운영 기관 설정(설정값)" in table
    honors.sources["weights"] = "https://example.org/weights"
    honors.save()
    table = read("call", honors.slug).content.decode().split("배점의 근거")[1].split("</table>")[0]
    assert "운영 기관 설정(설정값)" not in table


def test_the_page_says_what_an_edition_changed(honors):
    edit_call(
        honors,
        {"places": 5},
        with_=Change("예산이 바뀜"),
        actor=officer_of(honors.program),
        at=MOMENT + DAY,
    )
    page = read("call", honors.slug).content.decode()

    assert "제2판" in page
    assert "<del>8</del> → <ins>5</ins>" in page


def test_an_edition_can_be_checked_by_anybody(honors):
    answer = read("call_edition", honors.slug, 1).json()

    assert fingerprint(answer["rules"]) == answer["sha256"]


def test_json_has_the_rules_and_nothing_of_persons(honors):
    answer = read("call_json", honors.slug).json()

    assert answer["rules"]["settings"]["places"] == 8
    assert len(answer["rules"]["stages"]) == 5
    assert "담당자" not in json.dumps(answer["editions"], ensure_ascii=False)


@pytest.mark.parametrize(("funds", "kind"), [(False, "GovernmentService"), (True, "Grant")])
def test_linked_data(honors, funds, kind):
    if funds:
        PromisedBenefit.objects.create(call=honors, position=9, kind="funding", label="지원금")
    answer = read("call_linked", honors.slug)

    assert answer["Content-Type"].startswith("application/ld+json")
    assert answer.json()["@type"] == kind
    assert answer.json()["subjectOf"]["@type"] == "Event"
    assert b'type="application/ld+json"' in read("call", honors.slug).content


def test_the_feed_has_announced_calls_the_newest_first(honors):
    make_call(honors.program, slug="draft", state="draft", title="비밀")
    tree = ET.fromstring(read("call_feed").content)  # noqa: S314 - our own feed

    assert [one.text for one in tree.iter(f"{ATOM}title")][1:] == ["1차 윈윈 아너스"]


def test_the_list_is_narrowed_and_exported_alike(honors):
    make_call(honors.program, slug="closed-one", state="closed", title="닫힌 공고")
    page = read("call_list", query="?state=closed").content.decode()
    assert "닫힌 공고" in page
    assert "1차 윈윈 아너스" not in page
    for form in ("json", "csv", "xlsx"):
        assert read("call_list_export", form, query="?state=closed").status_code == 200
    exported = read("call_list_export", "json", query="?state=closed").json()
    assert [one["slug"] for one in exported["calls"]] == ["closed-one"]


def test_an_empty_list_says_what_to_do():
    assert "아직 나온 공고가 없습니다" in read("call_list").content.decode()
    assert "낱말을 줄이거나" in read("call_list", query="?q=zz").content.decode()


@pytest.mark.parametrize("name", ["call_list", "program_list", "call_feed"])
def test_a_list_takes_as_many_queries_for_three_rows_as_for_one(name):
    counted = []
    for turn in range(3):
        program = make_program(f"p{turn}", host=make_program(f"h{turn}").host)
        make_call(program, slug=f"call-{turn}")
        with CaptureQueriesContext(connection) as caught:
            assert read(name).status_code == 200
        counted.append(len(caught))

    assert counted[0] == counted[2]


def test_a_page_takes_as_many_queries_for_many_pieces_as_for_few(honors):
    small = make_call(honors.program, slug="small")
    counted = []
    for call in (small, honors):
        with CaptureQueriesContext(connection) as caught:
            read("call", call.slug)
        counted.append(len(caught))

    assert counted[0] == counted[1]


def test_english_readers_get_english_names(honors):
    client = Client(headers={"accept-language": "en"})
    page = client.get(reverse("call", args=[honors.slug])).content.decode()

    assert "Importance and difficulty" in page


def test_an_officer_finds_the_calls_they_run_on_their_own_page(honors):
    client = Client()
    client.force_login(officer_of(honors.program))
    page = client.get(reverse("my")).content.decode()

    assert reverse("call_run", args=[honors.slug]) in page


def test_the_front_page_leads_to_the_calls_that_take_entries(honors):
    make_call(honors.program, slug="closed-one", state="closed", title="닫힌 공고")
    page = read("home").content.decode()

    assert reverse("call", args=[honors.slug]) in page
    assert "닫힌 공고" not in page
