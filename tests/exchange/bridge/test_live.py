"""The index follows the rows, survives its process, and is shared by all of them."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from time import sleep

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import connection, transaction
from tests.exchange.factories import make_competitor, make_need, make_offer
from tests.factories import MOMENT, make_operator, make_organization

from sangsaeng.engine.matching.matcher import Matcher
from sangsaeng.engine.matching.wording.analyzing import Bigrams
from sangsaeng.exchange.bridge import live as living
from sangsaeng.exchange.bridge.analyzing import analyzer
from sangsaeng.exchange.bridge.live import forget, is_at_hand, keep_up, live, warm_up
from sangsaeng.exchange.bridge.matching import similar_to
from sangsaeng.exchange.bridge.searching import found
from sangsaeng.exchange.kinds import Side
from sangsaeng.exchange.models import Listing
from sangsaeng.exchange.queries.looking import Looking
from sangsaeng.kernel.house import keep_house
from sangsaeng.organizations.actions import edit_organization
from sangsaeng.organizations.facts import OrganizationFacts

pytestmark = pytest.mark.django_db
STRANGER = AnonymousUser()


def titles(words, side="offer"):
    return [hit.listing.title for hit in found(STRANGER, Looking(side, words))]


def refuse_to_read(monkeypatch):
    """From now on no text is read: what is found was read before."""

    def read(_self, _text):
        raise AssertionError

    monkeypatch.setattr(Bigrams, "terms", read)


def test_looking_again_where_nothing_moved_is_one_question(django_assert_num_queries):
    make_offer(title="세정기")
    live(Side.OFFER).matcher()

    with django_assert_num_queries(1):
        live(Side.OFFER).matcher()


def test_rows_whose_transaction_did_not_end_well_leave_the_index(at):
    make_offer(title="세정기")
    with transaction.atomic():
        make_offer(title="용접기", touched_at=at + timedelta(seconds=1))
        assert titles("용접기") == ["용접기"]
        transaction.set_rollback(True)

    assert len(live(Side.OFFER).matcher()) == 1
    assert titles("용접기") == []


def test_change_that_is_committed_late_is_found_though_later_ones_were_seen(at):
    first = make_offer(title="세정기", touched_at=at)
    make_offer(title="도장기", touched_at=at + timedelta(minutes=3))
    assert titles("용접") == []

    late = at + timedelta(minutes=2, microseconds=1)
    Listing.objects.filter(pk=first.pk).update(title="용접기", touched_at=late)

    assert titles("용접") == ["용접기"]


def test_the_worker_lays_the_index_where_the_next_process_takes_it_without_reading_texts(
    monkeypatch, at
):
    make_offer(title="레이저 세정기")
    keep_house(at=at)
    forget()
    shelf = live(Side.OFFER).shelf
    assert shelf.has_newer
    refuse_to_read(monkeypatch)
    # The window of what may still move is read again; here nothing lies in it.
    monkeypatch.setattr(living.LiveIndex, "_moved", lambda _self, matcher, _moved: matcher)

    assert len(live(Side.OFFER).matcher()) == 1
    assert not shelf.has_newer


def test_an_index_on_the_shelf_that_is_torn_or_read_otherwise_or_of_other_rows_is_not_taken(at):
    make_offer(title="세정기")
    keep_up(at=at)
    current = next((live(Side.OFFER).shelf.folder).rglob("matcher.json"))
    whole = current.read_text()

    current.write_text("torn")
    forget()
    assert titles("세정기") == ["세정기"]

    current.write_text(whole)
    forget()
    live(Side.OFFER).shelf.analyzer = "another"
    assert live(Side.OFFER).shelf.take() is None

    Listing.objects.all().delete()
    make_offer(title="용접기", touched_at=at - timedelta(days=30))
    make_offer(title="용접봉", touched_at=at - timedelta(days=30))
    forget()
    assert sorted(titles("용접")) == ["용접기", "용접봉"]


def test_changes_are_shelved_at_once_when_they_are_many_and_else_after_a_while(monkeypatch, at):
    make_offer(title="세정기")
    keep_up(at=at)
    shelf = live(Side.OFFER).shelf

    def edition():
        return shelf._current()["edition"]  # noqa: SLF001 - what lies there

    first = edition()
    make_offer(title="용접기", touched_at=at + timedelta(seconds=1))
    keep_up(at=at + timedelta(seconds=5))
    assert edition() == first
    keep_up(at=at + timedelta(minutes=11))
    assert edition() == first + 1

    monkeypatch.setattr(living, "MANY_CHANGES", 2)
    for number in range(3):
        make_offer(title=f"도장기 {number}", touched_at=at + timedelta(seconds=2))
    keep_up(at=at + timedelta(minutes=12))
    assert edition() == first + 2
    assert len([path for path in shelf.folder.iterdir() if path.is_dir()]) <= 2


def test_scores_follow_when_an_owner_names_a_competitor():
    owner = make_organization()
    offer = make_offer(owner, title="배터리")
    make_offer(title="배터리 세정")
    assert len(titles("배터리")) == 2

    make_competitor(owner, make_organization())
    Listing.objects.filter(pk=offer.pk).update(touched_at=MOMENT + timedelta(seconds=1))

    assert titles("배터리") == ["배터리 세정"]
    assert not live(Side.OFFER).matcher().index.document(f"{offer.pk:012d}").counted


def test_an_owner_that_is_renamed_is_found_under_the_new_name(at):
    operator = make_operator()
    offer = make_offer(make_organization("가온정밀"), title="세정기")
    assert titles("가온정밀") == ["세정기"]

    facts = OrganizationFacts("나래세정", kind="company", size_class="sme")
    edit_organization(offer.owner, facts, actor=operator, at=at + timedelta(minutes=1))

    assert titles("나래세정") == ["세정기"]


@pytest.mark.django_db(transaction=True)
def test_many_searches_at_once_build_the_index_once_and_all_are_answered(monkeypatch):
    for number in range(5):
        make_offer(title=f"세정기 {number}")
    builds, whole = [], Matcher.build.__func__

    def build(cls, *args, **kwargs):
        builds.append(cls)
        return whole(cls, *args, **kwargs)

    monkeypatch.setattr(Matcher, "build", classmethod(build))

    def search(_number):
        try:
            return len(titles("세정기"))
        finally:
            connection.close()

    with ThreadPoolExecutor(6) as pool:
        assert list(pool.map(search, range(12))) == [5] * 12
    assert len(builds) == 1


@pytest.mark.django_db(transaction=True)
def test_search_that_comes_before_the_morphemes_are_loaded_waits_and_is_right(settings):
    settings.MATCHING = "kiwi"
    analyzer.cache_clear()
    try:
        make_need(title="세정공정의 불량률을 낮추는 방법", abstract="")
        other = make_need(title="도장 공정 로봇", abstract="")
        assert similar_to(STRANGER, other, 3) == []
        warm_up()

        hit = found(STRANGER, Looking("need", "불량 세정 공정을"))[0]
        assert hit.listing.title == "세정공정의 불량률을 낮추는 방법"
        assert live(Side.NEED).is_ready
        while not is_at_hand():
            sleep(0.01)
        assert [one.title for one in similar_to(STRANGER, other, 3)] == [hit.listing.title]
    finally:
        analyzer.cache_clear()
