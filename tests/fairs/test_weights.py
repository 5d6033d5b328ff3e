"""What absences take off a weight, by the rule and by a fair's own record of earlier fairs."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.fairs.factories import make_buyer, make_fair, make_request, make_slots, make_supplier
from tests.fairs.factories_after import AFTER, make_no_show

from sangsaeng.fairs.bridge import problem_of, read_rows
from sangsaeng.fairs.models import Wish
from sangsaeng.fairs.queries.absences import absences_counting, weighing_of
from sangsaeng.fairs.queries.the_day.floor import read_floor
from sangsaeng.fairs.weights import SCALE, AbsenceRule

PERCENT = st.integers(0, 100)
ABSENCES = st.integers(0, 50)
WEIGHTS = st.integers(0, 100 * 1000)


@pytest.mark.parametrize(
    ("cost", "absences", "weight", "left"),
    [
        (10, 0, 8000, 8000),
        (10, 1, 8000, 7200),
        (10, 2, 8000, 6400),
        (10, 10, 8000, 100),
        (10, 99, 8000, 100),
        (100, 1, 8000, 100),
        (10, 3, 0, 0),
        (50, 2, 60, 60),
        (0, 9, 8000, 8000),
        (33, 1, 101, 100),
    ],
)
def test_each_absence_takes_off_its_percent_and_leaves_at_least_one(cost, absences, weight, left):
    assert AbsenceRule(cost).lowered(weight, absences) == left


@given(PERCENT, ABSENCES, WEIGHTS)
def test_wanted_meeting_stays_wanted_and_unwanted_unwanted(cost, absences, weight):
    left = AbsenceRule(cost).lowered(weight, absences)

    assert 0 <= left <= weight
    assert left >= min(weight, SCALE)


@given(PERCENT, ABSENCES, WEIGHTS, WEIGHTS)
def test_more_wish_never_weighs_less(cost, absences, one, other):
    rule = AbsenceRule(cost)
    low, high = sorted([one, other])

    assert rule.lowered(low, absences) <= rule.lowered(high, absences)


@given(PERCENT, ABSENCES, WEIGHTS)
def test_one_more_absence_never_helps(cost, absences, weight):
    rule = AbsenceRule(cost)

    assert rule.lowered(weight, absences + 1) <= rule.lowered(weight, absences)


FIRST_DAY = date(2026, 11, 25)


@pytest.fixture
def fair(db):  # noqa: ARG001 - rows are written
    """A fair on 25 November 2026 that takes ten percent off for each absence of two years."""
    fair = make_fair(no_show_cost=10, no_show_years=2)
    make_slots(fair, on=FIRST_DAY)
    return fair


def absent(organization, on, **fields):
    """The organization did not come to an earlier fair on this day."""
    earlier = make_fair(state="ended", **fields)
    make_slots(earlier, on=on)
    return make_no_show(make_supplier(earlier, organization=organization))


@pytest.mark.parametrize(
    ("on", "counts"),
    [
        (date(2026, 11, 24), True),
        (date(2024, 11, 25), True),
        (date(2024, 11, 24), False),
        (date(2026, 11, 25), False),
        (date(2026, 12, 1), False),
    ],
)
def test_absences_of_the_years_before_the_first_day_count(fair, on, counts):
    supplier = make_supplier(fair)
    absent(supplier.organization, on)

    assert absences_counting(fair) == ({supplier.pk: 1} if counts else {})


def test_absence_at_a_fair_of_several_days_counts_once(fair):
    supplier = make_supplier(fair)
    one = absent(supplier.organization, date(2026, 5, 1))
    make_slots(one.fair, on=date(2026, 5, 2))

    assert absences_counting(fair) == {supplier.pk: 1}


def test_excused_absence_counts_no_more(fair):
    supplier = make_supplier(fair)
    one = absent(supplier.organization, date(2026, 5, 1))
    one.excused_at = AFTER
    one.save()

    assert absences_counting(fair) == {}


def test_absence_at_a_sample_fair_never_counts_at_a_real_one(fair):
    supplier = make_supplier(fair)
    absent(supplier.organization, date(2026, 5, 1), is_sample=True)

    assert absences_counting(fair) == {}


def test_fair_without_the_rule_or_without_days_counts_nothing(fair):
    supplier = make_supplier(fair)
    absent(supplier.organization, date(2026, 5, 1))

    fair.days.all().delete()
    assert absences_counting(fair) == {}
    fair.no_show_cost = 0
    assert absences_counting(fair) == {}


def test_leap_day_has_its_years_before(db):  # noqa: ARG001 - rows are written
    fair = make_fair(no_show_cost=10, no_show_years=1)
    make_slots(fair, on=date(2028, 2, 29))
    supplier = make_supplier(fair)
    absent(supplier.organization, date(2027, 2, 28))

    assert absences_counting(fair) == {supplier.pk: 1}


def test_absences_of_both_parties_lower_what_the_plan_weighs(fair):
    buyer, supplier, other = make_buyer(fair), make_supplier(fair), make_supplier(fair)
    wish = {"buyer_wish": Wish.MUST, "supplier_wish": Wish.WANT}
    request, free = make_request(buyer, supplier, **wish), make_request(buyer, other, **wish)
    before = problem_of(fair).digest
    absent(buyer.organization, date(2026, 5, 1))
    absent(supplier.organization, date(2026, 6, 1))

    rows = read_rows(fair)
    assert (rows.hundredths(request), rows.hundredths(free)) == (6400, 7200)
    assert rows.weight(request) == 64
    assert problem_of(fair).digest != before


def test_pair_that_one_side_declined_stays_at_nothing(fair):
    buyer, supplier = make_buyer(fair), make_supplier(fair)
    request = make_request(buyer, supplier, buyer_wish=Wish.NO_THANKS, supplier_wish=Wish.MUST)
    absent(supplier.organization, date(2026, 5, 1))

    assert weighing_of(fair).hundredths(request) == 0


def test_weighing_takes_as_many_queries_for_one_as_for_many(fair, django_assert_num_queries):
    for _number in range(3):
        supplier = make_supplier(fair)
        absent(supplier.organization, date(2026, 5, 1))

    with django_assert_num_queries(2):
        assert len(weighing_of(fair).absences) == 3


def test_absences_weigh_on_the_day_as_in_the_plan(fair):
    buyer, supplier = make_buyer(fair), make_supplier(fair)
    request = make_request(buyer, supplier, buyer_wish=Wish.MUST, supplier_wish=Wish.MUST)
    absent(supplier.organization, date(2026, 5, 1))

    assert read_floor(fair, AFTER).weight(request) == 9000
