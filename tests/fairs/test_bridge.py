"""A fair's rows become a problem, and the answer finds its way back to the rows."""

import pytest
from tests.fairs.factories import (
    make_away,
    make_buyer,
    make_fair,
    make_forbidden,
    make_participant,
    make_pin,
    make_request,
    make_slots,
    make_supplier,
    make_tables,
)

from sangsaeng.fairs.bridge import Placed, problem_of
from sangsaeng.fairs.models import Population, Wish
from sangsaeng.fairs.refusals.planning import CannotBePlanned, NothingToPlan

pytestmark = pytest.mark.django_db


@pytest.fixture
def fair():
    """Two buyers and two suppliers, everybody asking for everybody, three slots."""
    fair = make_fair()
    fair.made_slots = make_slots(fair, 3)
    fair.buyers = [make_buyer(fair, "가전자"), make_buyer(fair, "나전자")]
    fair.suppliers = [make_supplier(fair, "다정밀"), make_supplier(fair, "라정밀")]
    fair.made_requests = [
        make_request(buyer, supplier, buyer_wish=Wish.WANT, supplier_wish=Wish.WANT)
        for buyer in fair.buyers
        for supplier in fair.suppliers
    ]
    return fair


def test_plan_places_every_request_where_nothing_stands_in_the_way(fair):
    plan = problem_of(fair).plan()

    assert {one.request for one in plan.placed} == set(fair.made_requests)
    assert all(one.table.participant == one.request.buyer for one in plan.placed)
    assert plan.left == ()
    assert plan.bound.is_reached


def test_figures_counted_on_rows_agree_with_the_engine(fair):
    make_away(fair.suppliers[0], fair.made_slots[1])
    problem = problem_of(fair)
    plan = problem.plan()

    assert problem.figures(plan.placed) == plan.figures
    assert plan.figures.weight == 4 * 6000


def test_planned_meetings_violate_nothing(fair):
    make_pin(fair.made_requests[0], fair.made_slots[2])
    problem = problem_of(fair)
    plan = problem.plan()

    pinned = next(one for one in plan.placed if one.request == fair.made_requests[0])
    assert pinned.slot == fair.made_slots[2]
    assert problem.violations(plan.placed) == []


def test_forbidden_pair_is_left_with_its_reason(fair):
    make_forbidden(fair.buyers[0], fair.suppliers[0])

    [left] = problem_of(fair).plan().left

    assert (left.request, left.reason) == (fair.made_requests[0], "forbidden")


def test_request_that_nobody_wants_is_left(fair):
    fair.made_requests[3].supplier_wish = Wish.NO_THANKS
    fair.made_requests[3].save()

    [left] = problem_of(fair).plan().left

    assert (left.request, left.reason) == (fair.made_requests[3], "not_wanted")


def test_meeting_of_somebody_away_is_named_in_words(fair):
    make_away(fair.suppliers[0], fair.made_slots[0])
    request, table = fair.made_requests[0], fair.buyers[0].tables.get()

    placed = [Placed(request, fair.made_slots[0], table)]

    assert problem_of(fair).violations(placed) == ["다정밀이 10:00에 없습니다"]


def test_meeting_whose_request_was_withdrawn_is_named_in_words(fair):
    request, table = fair.made_requests[0], fair.buyers[0].tables.get()
    request.state = "withdrawn"
    request.save()

    [sentence] = problem_of(fair).violations([Placed(request, fair.made_slots[0], table)])

    assert sentence.startswith("가전자와 다정밀의 신청이 취소되었거나")


@pytest.mark.parametrize(
    ("lacking", "named"),
    [("slots", "상담 시간"), ("requests", "상담 신청"), ("tables", "테이블")],
)
def test_fair_without_what_it_needs_is_refused_by_name(fair, lacking, named):
    getattr(fair, lacking).all().delete()

    with pytest.raises(NothingToPlan) as refused:
        problem_of(fair)

    assert named in refused.value.sentence


def test_buyer_with_requests_but_no_table_is_refused_by_name(fair):
    fair.buyers[1].tables.all().delete()

    with pytest.raises(CannotBePlanned) as refused:
        problem_of(fair)

    assert "나전자에 테이블이 없습니다" in refused.value.sentence


def test_supplier_who_is_never_there_is_refused_by_name(fair):
    make_away(fair.suppliers[1], *fair.made_slots)

    with pytest.raises(CannotBePlanned) as refused:
        problem_of(fair)

    assert "라정밀이 모든 상담 시간에 없습니다" in refused.value.sentence


def test_participant_nobody_asks_for_is_in_nobodys_way(fair):
    make_away(make_supplier(fair, "마정밀"), *fair.made_slots)

    assert len(problem_of(fair).plan().placed) == 4


def test_digest_changes_with_the_rows_and_with_nothing_else(fair):
    before = problem_of(fair).digest
    assert problem_of(fair).digest == before

    make_away(fair.suppliers[0], fair.made_slots[0])

    assert problem_of(fair).digest != before


def test_reading_a_fair_takes_the_same_queries_whatever_its_size(fair, django_assert_num_queries):
    for number in range(6):
        make_request(fair.buyers[0], make_supplier(fair, f"업체{number}"))

    with django_assert_num_queries(7):
        problem_of(fair)


@pytest.fixture
def members():
    """Four members who all ask for each other, two tables, three slots."""
    fair = make_fair(population=Population.ONE)
    fair.made_slots = make_slots(fair, 3)
    make_tables(fair, 2)
    people = [make_participant(fair, name=name) for name in ("가", "나", "다", "라")]
    fair.made_requests = [
        make_request(one, other, buyer_wish=Wish.WANT, supplier_wish=Wish.WANT)
        for place, one in enumerate(people)
        for other in people[place + 1 :]
    ]
    fair.members = people
    return fair


def test_one_population_meets_at_the_common_tables(members):
    problem = problem_of(members)
    plan = problem.plan()

    assert {one.request for one in plan.placed} == set(members.made_requests)
    assert problem.figures(plan.placed) == plan.figures
    assert plan.figures.suppliers_met == 4
    assert problem.violations(plan.placed) == []


def test_one_population_keeps_forbidden_pairs_apart(members):
    make_forbidden(members.members[0], members.members[1])
    problem = problem_of(members)
    plan = problem.plan()

    assert [(left.request, left.reason) for left in plan.left] == [
        (members.made_requests[0], "forbidden")
    ]
    table = members.tables.first()
    [sentence] = problem.violations(
        [Placed(members.made_requests[0], members.made_slots[0], table)]
    )
    assert "만나지 않도록" in sentence


def test_one_population_explains_what_a_hand_left_out(members):
    problem = problem_of(members)
    plan = problem.plan()

    kept = [one for one in plan.placed if one.request != members.made_requests[0]]

    assert [left.request for left in problem.explain(kept)] == [members.made_requests[0]]


def test_one_population_member_in_two_places_is_named_in_words(members):
    first, second = members.made_requests[:2]
    tables = list(members.tables.all())
    placed = [
        Placed(first, members.made_slots[0], tables[0]),
        Placed(second, members.made_slots[0], tables[1]),
    ]

    assert problem_of(members).violations(placed) == ["가: 같은 시간에 상담이 두 건입니다"]
