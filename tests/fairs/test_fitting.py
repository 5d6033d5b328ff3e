"""How well two fit: of what it is made, when it is found, and what it does to a weight."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.exchange.factories import make_competitor, make_need, make_offer
from tests.factories import MOMENT
from tests.fairs.factories import (
    make_buyer,
    make_fair,
    make_officer,
    make_participant,
    make_published,
    make_request,
    make_slots,
    make_supplier,
)

from sangsaeng.exchange.events import ListingPublished
from sangsaeng.exchange.models import ListingQuerySet
from sangsaeng.fairs.actions.answering import Answer, answer_request
from sangsaeng.fairs.actions.fitting import FITTING, bring_fits_up_to_date, settle_fits
from sangsaeng.fairs.actions.planning import plan_fair
from sangsaeng.fairs.actions.profiles import Profile, edit_profile
from sangsaeng.fairs.bridge import read_rows
from sangsaeng.fairs.bridge.fitting import find_fits
from sangsaeng.fairs.models import Fit, Request
from sangsaeng.fairs.queries.absences import weighing_of
from sangsaeng.fairs.weights import FULL_FIT, MOST_FIT_WORTH, SCALE, USUAL, WeightRule
from sangsaeng.kernel.events import announce
from sangsaeng.kernel.house import the_house
from sangsaeng.kernel.models import Job

WISHES = st.sampled_from(["must", "want", "possible", "unstated", "no_thanks"])
FITS = st.integers(0, FULL_FIT)
WORTHS = st.integers(0, MOST_FIT_WORTH)


def rule(worth):
    return WeightRule(USUAL.worth, USUAL.buyer_share, worth)


@pytest.mark.parametrize(
    ("worth", "weight", "fit", "joined"),
    [
        (10, 8000, 60, 8600),
        (10, 8000, 100, 9000),
        (10, 8000, 0, 8000),
        (0, 8000, 100, 8000),
        (30, 10000, 100, 13000),
        (30, 0, 100, 0),
        (30, 8000, None, 8000),
    ],
)
def test_fit_adds_as_much_of_its_worth(worth, weight, fit, joined):
    assert rule(worth).joined(weight, fit) == joined


@given(WORTHS, WISHES, WISHES, FITS, FITS)
def test_better_fit_never_weighs_less_and_no_stays_no(worth, buyer, supplier, one, other):
    weights = rule(worth)
    wished = weights.weight(buyer, supplier)
    low, high = sorted([one, other])

    assert weights.joined(wished, low) <= weights.joined(wished, high)
    assert (weights.joined(wished, low) == 0) is (wished == 0)


@given(WORTHS, FITS)
def test_who_wrote_never_weighs_less_than_who_did_not_nor_much_more(worth, fit):
    weights = rule(worth)
    wished = weights.weight("want", "want")

    added = weights.joined(wished, fit) - weights.joined(wished, None)
    assert 0 <= added <= worth * SCALE


@pytest.fixture
def fair():
    made = make_fair(state="collecting")
    make_slots(made)
    return made


@pytest.fixture
def buyer(fair):
    return make_buyer(fair, headline="배터리 셀 외관 불량을 찾는 비전 검사 기술을 찾습니다")


@pytest.fixture
def vision(fair):
    return make_supplier(fair, headline="머신비전으로 배터리 외관 불량을 검사합니다")


@pytest.fixture
def robots(fair):
    return make_supplier(fair, headline="물류 창고의 협동 로봇과 배터리 교환 장치")


def bring(fair, at=MOMENT):
    return bring_fits_up_to_date(fair, actor=the_house(), at=at)


def settle(fair, at=MOMENT):
    settle_fits(fair, actor=the_house(), at=at)


def scores(of):
    return {one.other: one.score for one in Fit.objects.filter(of=of).select_related("other")}


@pytest.mark.django_db
class TestFinding:
    def test_best_of_all_is_a_hundred_and_the_terms_are_kept(self, fair, buyer, vision, robots):
        make_request(buyer, vision)
        make_request(buyer, robots)

        bring(fair)

        found = scores(buyer)
        assert found[vision] == FULL_FIT > found[robots] > 0
        assert "불량" in " ".join(Fit.objects.get(of=buyer, other=vision).reasons)

    def test_score_does_not_depend_on_who_asked_whom(self, fair, buyer, vision, robots):
        make_request(buyer, robots)
        bring(fair)
        alone = scores(buyer)[robots]
        make_request(buyer, vision)
        make_request(make_buyer(fair, headline="배터리"), vision)
        Fit.objects.all().delete()

        bring(fair)

        assert scores(buyer)[robots] == alone

    @pytest.mark.usefixtures("robots")
    def test_only_pairs_with_a_request_are_kept(self, fair, buyer, vision):
        make_request(buyer, vision)

        assert bring(fair) == 2
        assert set(scores(buyer)) == {vision}
        assert set(scores(vision)) == {buyer}

    def test_whoever_was_declined_gets_all_it_could_turn_to(self, fair, buyer, vision):
        other = make_buyer(fair, headline="불량 검사 장비를 찾습니다")
        make_request(buyer, vision, asking_side="supplier", state="declined")

        bring(fair)

        assert set(scores(vision)) == {buyer, other}

    def test_where_one_wrote_nothing_the_fit_is_not_known(self, fair, buyer):
        silent = make_supplier(fair)
        make_request(buyer, silent)

        bring(fair)

        assert scores(buyer) == {silent: None}

    def test_nothing_is_found_twice_until_a_text_changes(self, fair, buyer, vision):
        make_request(buyer, vision)
        assert bring(fair) == 2
        assert bring(fair) == 0

        vision.headline = "물류 로봇"
        vision.save()

        assert bring(fair) == 2

    @pytest.mark.usefixtures("vision")
    def test_published_needs_and_offers_count(self, fair, buyer, robots):
        make_request(buyer, robots)
        bring(fair)
        before = scores(buyer)[robots]

        make_offer(robots.organization, title="비전 검사로 셀 외관 불량을 찾는 기술")
        bring(fair)

        assert scores(buyer)[robots] > before

    @pytest.mark.parametrize(
        "hidden",
        [{"is_anonymous": True}, {"audience": "members"}, {"state": "draft"}, {"state": "closed"}],
    )
    def test_what_is_not_in_the_open_counts_for_nothing(self, fair, buyer, robots, hidden):
        make_request(buyer, robots)
        bring(fair)

        make_offer(robots.organization, title="비전 검사로 셀 외관 불량을 찾는 기술", **hidden)

        assert find_fits(fair) == []

    def test_without_that_guard_an_unnamed_text_would_count(self, fair, buyer, robots, monkeypatch):
        make_request(buyer, robots)
        bring(fair)
        make_offer(robots.organization, title="비전 검사로 셀 외관 불량", is_anonymous=True)
        monkeypatch.setattr(ListingQuerySet, "in_the_open", ListingQuerySet.published)

        assert find_fits(fair) != []

    def test_owner_with_a_quiet_list_is_measured_by_its_profile_alone(self, fair, buyer, robots):
        make_request(buyer, robots)
        bring(fair)
        make_competitor(robots.organization, make_need().owner)

        make_offer(robots.organization, title="비전 검사로 셀 외관 불량을 찾는 기술")

        assert find_fits(fair) == []

    def test_members_of_one_population_fit_each_other(self):
        fair = make_fair(population="one", state="collecting")
        one = make_participant(fair, "member", headline="배터리 검사")
        other = make_participant(fair, "member", headline="배터리 검사 장비")
        make_request(*sorted((one, other), key=lambda each: each.pk))

        bring(fair)

        assert scores(one) == {other: FULL_FIT}

    def test_finding_takes_as_many_statements_for_three_as_for_one(
        self, fair, buyer, django_assert_max_num_queries
    ):
        for _ in range(3):
            make_request(buyer, make_supplier(fair, headline="비전 검사"))

        with django_assert_max_num_queries(4):
            assert len(find_fits(fair)) == 6


@pytest.mark.django_db
class TestSettling:
    def test_planning_settles_what_weighs(self, fair, buyer, vision, robots):
        first, second = make_request(buyer, vision), make_request(buyer, robots)
        for one in (first, second):
            one.buyer_wish = one.supplier_wish = "want"
            one.save()

        plan_fair(fair, actor=make_officer(fair), at=MOMENT)

        weighing = weighing_of(fair)
        first.refresh_from_db()
        second.refresh_from_db()
        assert first.planned_fit == FULL_FIT
        assert weighing.hundredths(first) == 7000
        assert weighing.hundredths(second) == 6000 + 10 * second.planned_fit
        assert 6000 < weighing.hundredths(second) < 7000
        assert first.planned_reasons

    def test_worth_of_nothing_changes_no_weight(self, fair, buyer, vision):
        request = make_request(buyer, vision)
        before = read_rows(fair).hundredths(request)
        fair.fit_worth = 0
        fair.save()

        settle(fair)

        rows = read_rows(fair)
        assert [rows.hundredths(one) for one in rows.requests.values()] == [before]

    def test_before_a_version_is_announced_planning_settles_anew(self, fair, buyer, robots):
        request = make_request(buyer, robots)
        settle(fair)
        make_supplier(fair, headline=buyer.headline)
        robots.headline = "물류"
        robots.save()

        settle(fair)

        request.refresh_from_db()
        assert request.planned_fit == 0

    def test_what_was_announced_stays_and_later_requests_are_settled(
        self, fair, buyer, vision, robots
    ):
        request = make_request(buyer, vision)
        settle(fair)
        make_published(fair, [(request, fair.slots.first())])
        later = make_request(buyer, robots)
        vision.headline = "물류"
        vision.save()

        settle(fair, at=MOMENT + timedelta(days=1))

        request.refresh_from_db()
        later.refresh_from_db()
        assert (request.planned_fit, request.planned_at) == (FULL_FIT, MOMENT)
        assert later.planned_at == MOMENT + timedelta(days=1)

    def test_without_that_guard_an_announced_weight_would_change(self, fair, buyer, vision, robots):
        request = make_request(buyer, vision)
        make_request(buyer, robots)
        settle(fair)
        vision.headline = "물류"
        vision.save()

        settle(fair)

        assert Request.objects.get(pk=request.pk).planned_fit != FULL_FIT


@pytest.mark.django_db
class TestAsking:
    def jobs(self):
        return Job.objects.filter(kind=FITTING)

    def test_what_was_written_or_published_is_looked_at_by_the_worker(self, fair, vision):
        officer = make_officer(fair)
        edit_profile(vision, Profile(headline="새 소개"), actor=officer, at=MOMENT)
        assert self.jobs().count() == 1

        self.jobs().update(state="done")
        offer = make_offer(vision.organization)
        announce(ListingPublished(offer, officer, MOMENT))
        assert self.jobs().count() == 2

    def test_waiting_job_is_enough_for_all(self, fair, vision):
        officer = make_officer(fair)
        for text in ("하나", "둘", "셋"):
            edit_profile(vision, Profile(headline=text), actor=officer, at=MOMENT)

        assert self.jobs().count() == 1

    def test_same_text_asks_for_nothing(self, fair, vision):
        edit_profile(vision, Profile(headline=vision.headline), actor=make_officer(fair), at=MOMENT)

        assert not self.jobs().exists()

    @pytest.mark.parametrize(("wish", "count"), [("want", 0), ("no_thanks", 1)])
    def test_declined_request_asks_who_else_fits(self, fair, buyer, vision, wish, count):
        request = make_request(buyer, vision, asking_side="supplier")

        answer_request(request, "buyer", Answer(wish), actor=make_officer(fair), at=MOMENT)

        assert self.jobs().count() == count

    def test_worker_brings_fits_up_to_date(
        self, fair, buyer, vision, django_capture_on_commit_callbacks
    ):
        make_request(buyer, vision)

        with django_capture_on_commit_callbacks(execute=True):
            edit_profile(vision, Profile(headline="불량 검사"), actor=make_officer(fair), at=MOMENT)

        assert scores(buyer) == {vision: FULL_FIT}
        assert self.jobs().get().state == "done"
