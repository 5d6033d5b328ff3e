"""What the rule of a coming fair does to an organization, and who may read it."""

from datetime import timedelta

import pytest
from tests.factories import make_operator
from tests.fairs.factories import (
    FAIR_DAY,
    make_desk,
    make_fair,
    make_officer,
    make_slots,
    make_staff,
    make_supplier,
)
from tests.fairs.factories_after import make_no_show

from sangsaeng.fairs.queries.absences import effects_on

pytestmark = pytest.mark.django_db


@pytest.fixture
def coming():
    """A supplier of a coming fair that counts its absence at the one before."""
    make_slots(earlier := make_fair(), 1, on=FAIR_DAY - timedelta(days=90))
    make_slots(fair := make_fair(no_show_cost=20), 1)
    supplier = make_supplier(fair)
    make_no_show(make_supplier(earlier, organization=supplier.organization))
    return supplier


def read_by(viewer, supplier):
    """What the viewer reads: by how many percent each coming fair lowers its requests."""
    return [one.percent for one in effects_on(viewer, supplier.organization)]


def test_its_own_people_officers_and_operators_read_what_the_rule_does(coming):
    for viewer in (make_staff(coming), make_officer(coming.fair), make_operator()):
        assert read_by(viewer, coming) == [20]


def test_desk_of_the_coming_fair_that_runs_another_does_not(coming):
    desk = make_desk(coming.fair)
    other = make_fair()
    make_supplier(other, organization=coming.organization)
    other.roles.create(person=desk, role="officer", began_at=other.entered_at)

    assert read_by(desk, coming) == []
