"""Searches that are kept, needs and offers that are watched, and what is news in them."""

from datetime import timedelta

import pytest
from tests.exchange.factories import make_competitor, make_need, make_offer
from tests.factories import MOMENT, make_member, make_organization, make_person

from sangsaeng.exchange.actions import following
from sangsaeng.exchange.events import ListingEnded, ListingPublished
from sangsaeng.exchange.models import Watch
from sangsaeng.exchange.queries.following import (
    get_search_for,
    holds,
    searches_of,
    searches_with_possible_news,
    watches_of,
)
from sangsaeng.exchange.refusals.following import SearchNameTaken, TooManySearches
from sangsaeng.kernel.events import announce
from sangsaeng.kernel.house import keep_house
from sangsaeng.kernel.refusals import Invalid, NotFound
from sangsaeng.notices.models import Notice

pytestmark = pytest.mark.django_db
MINUTE = timedelta(minutes=1)


@pytest.fixture
def person():
    return make_member(make_organization())


def keep(person, words="불량 검사", pace="at_once", side="need", at=MOMENT, **more):
    return following.save_search(words, side, {"q": words, **more}, pace, actor=person, at=at)


def news_for(person):
    return [
        (one.facts["name"], one.facts["titles"])
        for one in Notice.objects.filter(person=person, kind="search_found").order_by("pk")
    ]


def test_what_is_published_after_the_search_was_kept_is_told_once(person):
    old = make_need(title="오래된 불량 검사", published_at=MOMENT - MINUTE)
    keep(person)
    new = make_need(title="새 불량 검사", published_at=MOMENT + MINUTE)

    for _time in range(3):
        keep_house(at=MOMENT + 2 * MINUTE)

    assert news_for(person) == [("불량 검사", [new.title])]
    assert old.title not in str(news_for(person))


def test_every_word_must_stand_in_the_text(person):
    keep(person, "배터리 불량")
    make_need(title="배터리셀의 불량을 찾는 기술", published_at=MOMENT + MINUTE, abstract="")
    make_need(title="배터리 재활용", published_at=MOMENT + MINUTE, abstract="")

    keep_house(at=MOMENT + 2 * MINUTE)

    assert [titles for _name, titles in news_for(person)] == [["배터리셀의 불량을 찾는 기술"]]


@pytest.mark.parametrize(
    ("words", "text", "stands"),
    [
        ("불량검사", "불량 검사 장비", True),
        ("자동차부품", "자동차용 부품", False),
        ("불량률을", "불량률이 높은 공정", False),
        ("세정공정에서", "세정공정에 쓰는", True),
        ("battery", "Battery 팩", True),
        ("", "아무 글", True),
        ("온", "온도 조절", True),
        ("온", "습도 조절", False),
    ],
)
def test_words_stand_in_a_text_whatever_its_spaces(words, text, stands):
    assert holds(words, text) is stands


def test_filters_narrow_the_news(person):
    keep(person, "검사", region="busan")
    make_need(title="부산 검사", region="busan", published_at=MOMENT + MINUTE)
    make_need(title="서울 검사", region="seoul", published_at=MOMENT + MINUTE)

    keep_house(at=MOMENT + 2 * MINUTE)

    assert [titles for _name, titles in news_for(person)] == [["부산 검사"]]


def test_nobody_is_told_of_what_they_may_not_see(person):
    keep(person, "검사")
    rival = make_organization()
    make_competitor(rival, person.memberships.get().organization)
    make_need(rival, title="숨긴 검사", published_at=MOMENT + MINUTE)
    make_need(title="초안 검사", state="draft")
    make_offer(title="다른 쪽 검사", published_at=MOMENT + MINUTE)

    keep_house(at=MOMENT + 2 * MINUTE)

    assert news_for(person) == []


def test_a_daily_search_waits_for_the_morning(person):
    keep(person, "검사", pace="daily", at=MOMENT)
    make_need(title="새 검사", published_at=MOMENT + MINUTE)

    # 09:01 in Seoul: the morning of that day is over.
    keep_house(at=MOMENT + 2 * MINUTE)
    before = len(news_for(person))
    keep_house(at=MOMENT + timedelta(hours=23, minutes=1))

    assert (before, len(news_for(person))) == (0, 1)


def test_a_silent_search_tells_nothing_and_resumes_from_now(person):
    search = keep(person, "검사", pace="never")
    make_need(title="놓친 검사", published_at=MOMENT + MINUTE)
    keep_house(at=MOMENT + 2 * MINUTE)
    following.set_pace(search, "at_once", actor=person, at=MOMENT + 3 * MINUTE)
    make_need(title="새 검사", published_at=MOMENT + 4 * MINUTE)

    keep_house(at=MOMENT + 5 * MINUTE)

    assert [titles for _name, titles in news_for(person)] == [["새 검사"]]


def test_nothing_is_asked_of_the_matcher_when_nothing_is_new(person, django_assert_num_queries):
    keep(person)
    make_need(published_at=MOMENT - MINUTE)

    with django_assert_num_queries(3):
        assert searches_with_possible_news(MOMENT + MINUTE) == []


def test_a_search_is_its_owners_alone(person):
    search = keep(person)

    assert get_search_for(person, search.code) == search
    with pytest.raises(NotFound):
        get_search_for(make_person(), search.code)
    assert not searches_of(make_person(is_operator=True)).exists()


def test_two_searches_do_not_share_a_name(person):
    keep(person)

    with pytest.raises(SearchNameTaken):
        keep(person)


def test_nobody_keeps_more_searches_than_they_may(person, monkeypatch):
    monkeypatch.setattr(following, "MOST_SEARCHES", 1)
    keep(person)

    with pytest.raises(TooManySearches):
        keep(person, "다른 검색")


@pytest.mark.parametrize(
    ("name", "side", "pace", "field"),
    [
        ("", "need", "daily", "name"),
        ("가" * 81, "need", "daily", "name"),
        ("이름", "other", "daily", "side"),
        ("이름", "need", "hourly", "pace"),
    ],
)
def test_unfit_searches_are_refused(person, name, side, pace, field):
    with pytest.raises(Invalid) as refused:
        following.save_search(name, side, {}, pace, actor=person, at=MOMENT)

    assert set(refused.value.faults) == {field}


def test_a_watched_text_is_told_when_it_ends_and_when_it_is_out_again(person, at):
    need = make_need()
    following.watch(need, actor=person, at=at)
    owner = make_member(need.owner)

    announce(ListingPublished(need, owner, at))
    announce(ListingEnded(need, owner, at + MINUTE))

    told = Notice.objects.filter(person=person, kind="watched_changed").order_by("pk")
    assert [one.facts["is_out"] for one in told] == [True, False]


def test_a_watcher_who_became_a_competitor_is_told_nothing(person, at):
    need = make_need()
    following.watch(need, actor=person, at=at)
    make_competitor(need.owner, person.memberships.get().organization)

    announce(ListingPublished(need, make_member(need.owner), at))
    announce(ListingEnded(need, make_member(need.owner), at))

    assert not Notice.objects.filter(person=person).exists()
    assert watches_of(person) == []


def test_only_what_may_be_read_can_be_watched(person, at):
    with pytest.raises(NotFound):
        following.watch(make_need(state="draft"), actor=person, at=at)


def test_watching_twice_is_watching_once(person, at):
    need = make_need()
    following.watch(need, actor=person, at=at)
    following.watch(need, actor=person, at=at)

    assert Watch.objects.count() == 1
    following.unwatch(need, actor=person, at=at)
    assert Watch.objects.count() == 0
