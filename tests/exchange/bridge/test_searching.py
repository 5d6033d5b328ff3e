"""Needs and offers are found by words and filters, by whom may see them."""

from datetime import timedelta
from itertools import product

import pytest
from django.contrib.auth.models import AnonymousUser
from tests.exchange.factories import TODAY, make_competitor, make_need, make_offer
from tests.factories import MOMENT, make_member, make_operator, make_organization, make_person

from sangsaeng.exchange.bridge import searching, seeing
from sangsaeng.exchange.bridge.searching import counted, found, loosenings, total
from sangsaeng.exchange.models import Listing
from sangsaeng.exchange.queries.counting import counts_of
from sangsaeng.exchange.queries.looking import FILTERS, Looking, narrowed
from sangsaeng.organizations.models import Membership, Role

pytestmark = pytest.mark.django_db
STRANGER = AnonymousUser()


def titles(viewer, looking):
    return [getattr(one, "listing", one).title for one in found(viewer, looking)]


def test_words_bring_the_best_first_and_say_why():
    make_offer(title="배터리 셀 비전 검사 장비", abstract="외관 불량을 찾습니다")
    make_offer(title="도장 공정 불량 검사", abstract="도막 두께")
    make_offer(title="백화점 입점 상담", abstract="판로", kind="sales_channel")

    hits = found(STRANGER, Looking("offer", "배터리 외관 불량 검사"))

    assert [hit.listing.title for hit in hits] == [
        "배터리 셀 비전 검사 장비",
        "도장 공정 불량 검사",
    ]
    assert hits[0].score > hits[1].score > 0
    assert any("배터리" in reason for reason in hits[0].reasons)


def test_without_words_the_newest_is_first(at):
    make_need(title="어제", published_at=at - timedelta(days=1))
    make_need(title="오늘", published_at=at)
    make_need(title="그제", published_at=at - timedelta(days=2))

    assert titles(STRANGER, Looking("need")) == ["오늘", "어제", "그제"]


def test_what_is_written_or_taken_back_is_found_or_gone_at_the_next_look(at):
    offer = make_offer(title="세정 장비")
    looking = Looking("offer", "레이저 세정")
    assert titles(STRANGER, looking) == ["세정 장비"]

    make_offer(title="레이저 세정기", touched_at=at - timedelta(minutes=5))
    assert titles(STRANGER, looking) == ["레이저 세정기", "세정 장비"]

    Listing.objects.filter(pk=offer.pk).update(state="closed", touched_at=at + timedelta(minutes=2))
    assert titles(STRANGER, looking) == ["레이저 세정기"]

    Listing.objects.filter(title="레이저 세정기").update(
        title="용접기", abstract="", touched_at=at + timedelta(microseconds=7)
    )
    assert titles(STRANGER, looking) == []


def test_detail_contact_and_unnamed_owners_are_never_searched():
    owner = make_organization("가온정밀")
    make_offer(owner, is_anonymous=True, detail="카나리아", contact="카나리아", title="세정 장비")
    make_offer(owner, title="용접 장비", detail="카나리아")

    assert titles(STRANGER, Looking("offer", "카나리아")) == []
    assert titles(STRANGER, Looking("offer", "가온정밀")) == ["용접 장비"]
    assert titles(make_member(owner), Looking("offer", "가온정밀 카나리아")) == ["용접 장비"]


def make_crowd():
    """Offers of every sort, some of which not everybody may see, and viewers of every sort."""
    rival, shy, both = (make_organization(size_class="midsize") for _ in range(3))
    make_competitor(shy, rival)
    both_member = make_member(rival)
    Membership.objects.create(
        organization=shy, person=both_member, role=Role.STAFF, began_at=MOMENT
    )
    regions, kinds = ("seoul", "busan", ""), ("technology", "product")
    for number, (region, kind, owner) in enumerate(product(regions, kinds, (rival, shy, both))):
        make_offer(
            owner,
            kind=kind,
            region=region,
            sector=("C29", "29111", "J62", "", "26")[number % 5],
            certificates=(["ks"], ["ks", "ce"], [])[number % 3],
            readiness=(None, 3, 6, 9)[number % 4],
            wanted_by=TODAY if number % 2 else None,
            audience="members" if number % 7 == 0 else "public",
            is_anonymous=number % 4 == 0,
            abstract="불량 검사" if number % 3 else "세정 공정",
        )
    make_offer(rival, state="draft", abstract="불량 검사")
    return [
        STRANGER,
        make_person(),
        make_member(rival),
        make_member(shy),
        make_member(make_organization()),
        both_member,
        make_operator(),
    ]


SEARCHES = (
    {},
    {"region": "seoul"},
    {"kind": "product", "sector": "C29"},
    {"sector": "C"},
    {"size": "midsize", "dated": "yes"},
    {"certificate": "ks", "readiness": "4"},
    {"dated": "no"},
)


@pytest.mark.parametrize("query", SEARCHES)
def test_search_and_rows_agree_for_everybody_on_what_is_found_and_on_every_count(query):
    for viewer in make_crowd():
        for words in ("불량", "세정 공정 불량 검사"):
            looking = Looking.of("offer", query | {"q": words})
            readable = narrowed(viewer, looking)
            said = {row.pk for row in readable if words[:2] in row.abstract or len(words) > 2}

            assert {hit.listing.pk for hit in found(viewer, looking)} == said
            assert total(viewer, looking) == len(said)
        everything = Looking.of("offer", query | {"q": "세정 공정 불량 검사"})
        assert counted(viewer, everything) == counts_of(viewer, everything.without("words"))


def test_filter_that_lets_too_much_through_is_caught_by_the_rows_and_no_page_gets_shorter(
    monkeypatch,
):
    owner, rival = make_organization(), make_organization()
    make_competitor(owner, rival)
    for _ in range(6):
        make_offer(owner, title="배터리 불량 검사", abstract="배터리 불량 검사")
    for _ in range(4):
        make_offer(title="배터리 검사", abstract="여러 가지 배터리 설비를 다룹니다")
    looking = Looking("offer", "배터리 불량 검사")
    honest = [hit.listing.pk for hit in found(STRANGER, looking)]
    monkeypatch.setattr(searching, "where_for", lambda *_: seeing.Where())
    monkeypatch.setattr(searching, "DEEPEST", 4)

    assert [hit.listing.pk for hit in found(STRANGER, looking)] == honest[:4]
    assert len(honest) == 4 == len(found(STRANGER, looking))


def test_what_not_everybody_sees_moves_no_score_of_what_they_see():
    make_offer(title="배터리 검사")
    make_offer(title="불량 세정")
    looking = Looking("offer", "배터리 불량")
    before = [(hit.listing.pk, hit.score) for hit in found(STRANGER, looking)]
    shy = make_organization()
    make_competitor(shy, make_organization())
    for _ in range(5):
        make_offer(title="배터리 배터리", audience="members")
        make_offer(shy, title="배터리 배터리")

    assert [(hit.listing.pk, hit.score) for hit in found(STRANGER, looking)] == before
    seen = found(make_member(make_organization()), looking)
    assert len(seen) == 12
    assert dict(before).items() <= {hit.listing.pk: hit.score for hit in seen}.items()


def test_an_empty_answer_says_which_filter_to_give_up_and_what_that_brings():
    for region in ("busan", "busan", "daegu"):
        make_offer(region=region, kind="product", title="검사 장비")
    make_offer(region="seoul", kind="training", title="검사 교육")

    for words in ("", "검사"):
        nothing = Looking("offer", words, kind="product", region="seoul")
        assert [(one.name, one.more) for one in loosenings(STRANGER, nothing)] == [
            ("region", 3),
            ("kind", 1),
        ]
        assert loosenings(STRANGER, Looking("offer", words)) == []


def test_address_says_what_is_looked_for_and_what_nobody_offers_narrows_nothing():
    given = {
        "q": "  불량   검사 ",
        "region": "seoul",
        "kind": "nonsense",
        "readiness": "77",
        "x": "1",
    }
    looking = Looking.of("need", given)

    assert looking.query == {"q": "불량 검사", "region": "seoul"}
    assert Looking.of("need", looking.query) == looking
    assert set(FILTERS) >= set(looking.chosen)
    assert Looking.of("need", {"q": " ?! "}) == Looking("need")


def test_words_that_ask_for_nothing_find_and_count_nothing(monkeypatch):
    make_offer()
    looking = Looking("offer", "의")
    monkeypatch.setattr("sangsaeng.engine.matching.wording.analyzing.Bigrams.terms", lambda *_: [])

    assert list(found(STRANGER, looking)) == []
    assert total(STRANGER, looking) == 0
    assert not any(counted(STRANGER, looking).values())
