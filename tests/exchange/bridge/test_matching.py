"""What fits a need or an offer, in which order and why."""

import pytest
from tests.exchange.factories import make_competitor, make_interest, make_need, make_offer
from tests.factories import MOMENT, make_member, make_organization

from sangsaeng.exchange.actions.judging import (
    follow_history,
    judge,
    learn_anew,
    take_back,
    weigh,
    weigh_as_proposed,
)
from sangsaeng.exchange.bridge.learning import leanings_of, proposal_for, taste_of
from sangsaeng.exchange.bridge.matching import matches_of, pair_of, similar_to, standing_of
from sangsaeng.exchange.models import Listing, Verdict
from sangsaeng.exchange.queries.looking import Looking
from sangsaeng.exchange.refusals.judging import NotAPair, TooFewPairs
from sangsaeng.kernel.refusals import NotAllowed
from sangsaeng.organizations.models import Role

pytestmark = pytest.mark.django_db


def titles(hits):
    return [hit.listing.title for hit in hits]


def make_battery_need():
    need = make_need(make_organization("가온전자"), title="배터리 외관 검사", abstract="불량 검출")
    return need, make_member(need.owner)


def test_only_kinds_that_may_answer_and_nothing_of_ones_own_is_ranked():
    need, member = make_battery_need()
    make_offer(title="배터리 외관 검사기", abstract="불량 검출")
    make_offer(title="배터리 검사 판로", kind="sales_channel", abstract="")
    make_offer(need.owner, title="우리 배터리 검사기")
    make_offer(title="불량 분석", abstract="", kind="expertise")

    assert titles(matches_of(member, need)) == ["배터리 외관 검사기", "불량 분석"]
    assert titles(matches_of(member, need, 5, Looking("offer", kind="expertise"))) == ["불량 분석"]


def test_an_offer_is_shown_the_needs_it_answers():
    need, _member = make_battery_need()
    offer = make_offer(title="외관 검사기", abstract="불량 검출")

    assert titles(matches_of(make_member(offer.owner), offer)) == [need.title]


def test_similar_says_the_same_on_the_same_side_and_is_not_itself():
    need, member = make_battery_need()
    make_need(title="셀 외관 검사", abstract="")
    make_offer(title="배터리 외관 검사기")

    assert [one.title for one in similar_to(member, need, 3)] == ["셀 외관 검사"]


def test_ties_are_lit_in_both_texts_where_they_stand():
    need = make_need(title="배터리 외관 검사", abstract="빠르게", region="seoul")
    offer = make_offer(title="검사 장비", abstract="배터리 외관", region="seoul", keywords="비전")

    pair = pair_of(need, offer)

    lit = {piece.text for part in pair.other for piece in part.pieces if piece.is_lit}
    assert lit == {"배터리 외관", "검사"}
    for parts, row in ((pair.own, need), (pair.other, offer)):
        said = {part.name: "".join(piece.text for piece in part.pieces) for part in parts}
        assert (said["title"], said["abstract"]) == (row.title, row.abstract)
    assert sum(share for _words, share in pair.ties) in range(98, 103)
    assert pair.agreed == ("region",)


def test_why_not_names_the_filter_or_the_rank_or_says_that_no_word_is_shared():
    need, member = make_battery_need()
    close = make_offer(title="배터리 외관 검사", abstract="불량", region="seoul")
    second = make_offer(title="검사 장비", abstract="", region="seoul")
    far = make_offer(title="zz", abstract="yy")
    closed = make_offer(state="closed")
    everything, busan = Looking("offer"), Looking("offer", region="busan")

    def told(other, looking=everything):
        standing = standing_of(member, need, other, looking)
        return standing.reason, standing.rank, standing.fields

    assert told(close) == ("ranked", 1, ())
    assert told(second) == ("ranked", 2, ())
    assert told(close, busan) == ("filtered", None, ("region",))
    assert told(far) == ("no_common_word", None, ())
    assert told(closed)[0] == "not_out"
    assert told(make_need())[0] == "same_side"
    assert told(make_offer(need.owner))[0] == "same_owner"


def judged_crowd(need, member, number=6):
    """Offers the owner took, all with cameras, and offers it left, all with hands."""
    for n in range(number):
        fits = make_offer(title=f"카메라 {n}", abstract="자동 카메라 배터리")
        misses = make_offer(title=f"수작업 {n}", abstract="사람이 하는 수작업 배터리")
        judge(need, fits, "fits", actor=member, at=MOMENT)
        judge(need, misses, "misses", actor=member, at=MOMENT)


def test_the_owners_word_reorders_what_fits_about_equally_and_can_be_switched_off():
    need, member = make_battery_need()
    judged_crowd(need, member)
    hands = make_offer(title="배터리 외관 수작업", abstract="")
    camera = make_offer(title="배터리 외관 카메라", abstract="")

    def order(viewer=member):
        found = [hit.listing.pk for hit in matches_of(viewer, need)]
        return found.index(camera.pk) < found.index(hands.pk)

    assert order()
    assert {one.percent > 0 for one in leanings_of(member, need.owner)} == {True, False}
    follow_history(need.owner, follows=False, actor=member, at=MOMENT)
    assert taste_of(member, need.owner) is None
    assert not order()
    follow_history(need.owner, follows=True, actor=member, at=MOMENT)
    learn_anew(need.owner, actor=member, at=MOMENT)
    assert not order()


def test_what_was_learned_is_read_by_ones_own_people_alone():
    need, member = make_battery_need()
    judged_crowd(need, member)

    assert leanings_of(member, need.owner)
    assert leanings_of(make_member(make_organization()), need.owner) == []


def test_what_an_owner_shows_the_organization_no_more_is_not_learned_from():
    need, member = make_battery_need()
    judged_crowd(need, member)
    (secret,) = Listing.objects.filter(title="카메라 0")
    before = {one.term: one.percent for one in leanings_of(member, need.owner)}
    make_competitor(secret.owner, need.owner)
    Listing.objects.filter(title="카메라 1").update(state="draft", abstract="다시 쓰는 중 카메라")

    after = {one.term: one.percent for one in leanings_of(member, need.owner)}
    assert after["메라"] < before["메라"]


def test_latest_word_on_a_pair_counts_and_can_be_taken_back():
    need, member = make_battery_need()
    offer = make_offer()

    judge(need, offer, "fits", actor=member, at=MOMENT)
    judge(need, offer, "misses", actor=member, at=MOMENT)
    assert [verdict.word for verdict in Verdict.objects.all()] == ["misses"]
    take_back(need, offer, actor=member, at=MOMENT)
    take_back(need, offer, actor=member, at=MOMENT)
    assert not Verdict.objects.exists()


def test_only_pairs_of_two_owners_and_two_sides_are_judged_and_only_by_the_owners_people():
    need, member = make_battery_need()
    offer = make_offer()

    for other, word in ((make_need(), "fits"), (make_offer(need.owner), "fits"), (offer, "maybe")):
        with pytest.raises(NotAPair):
            judge(need, other, word, actor=member, at=MOMENT)
    with pytest.raises(NotAllowed):
        judge(need, offer, "fits", actor=make_member(offer.owner), at=MOMENT)
    with pytest.raises(NotAllowed):
        follow_history(
            need.owner, follows=False, actor=make_member(need.owner, Role.STAFF), at=MOMENT
        )


def test_weights_are_proposed_from_enough_pairs_taken_over_and_undone():
    need, member = make_battery_need()
    with pytest.raises(TooFewPairs):
        weigh_as_proposed(need.owner, actor=member, at=MOMENT)
    judged_crowd(need, member, 12)

    proposal = proposal_for(member, need.owner)
    assert proposal.is_enough
    assert proposal.pairs == 24
    assert 0 <= proposal.before <= proposal.after <= 100

    weigh(need.owner, {"pairs": 0.25, "rarity": 9.0}, actor=member, at=MOMENT)
    assert proposal_for(member, need.owner).now == {"pairs": 0.25, "rarity": 0.6}
    setting = weigh_as_proposed(need.owner, actor=member, at=MOMENT)
    assert setting.weights.keys() == {"pairs", "rarity"}
    assert weigh(need.owner, {}, actor=member, at=MOMENT).weights == {}


def test_interest_that_was_answered_is_learned_from_unless_it_was_withdrawn():
    need, member = make_battery_need()
    for number in range(4):
        took, left = make_offer(abstract="카메라"), make_offer(abstract="수작업")
        make_interest(need, took.owner, state="accepted", answering=took)
        make_interest(need, left.owner, state="declined", answering=left)
        make_interest(make_offer(abstract=f"문의 {number}"), need.owner, state="withdrawn")

    leanings = {one.term: one.percent for one in leanings_of(member, need.owner)}
    assert leanings["메라"] > 0 > leanings["작업"]
    assert "문의" not in leanings


def test_ranking_asks_as_often_after_much_was_said_as_after_little(django_assert_max_num_queries):
    need, member = make_battery_need()
    judged_crowd(need, member, 1)
    matches_of(member, need)
    with django_assert_max_num_queries(30) as asked:
        matches_of(member, need)
        once = len(asked)
    judged_crowd(need, member, 3)
    matches_of(member, need)

    with django_assert_max_num_queries(once):
        matches_of(member, need)
