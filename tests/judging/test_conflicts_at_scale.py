"""Two thousand entries and 250 judges: conflicts and assignment in a few statements, whatever the size."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.factories import MOMENT, make_member, make_organization
from tests.programs.factories import make_call, make_program

from sangsaeng.judging.actions.assigning import apply_plan, plan_of, sign_of
from sangsaeng.judging.actions.conflicts import look_again
from sangsaeng.judging.conflicts import Candidate, conflicts_in, read_graph
from sangsaeng.judging.models import Conflict, Judge, PanelSeat, Review
from sangsaeng.judging.queries.pool import read_pool
from sangsaeng.kernel.models import Person
from sangsaeng.organizations.models import CorporateGroup, Kind, Membership, Organization, Role
from sangsaeng.programs.models import Entry, EntryPartner

pytestmark = pytest.mark.django_db

ENTRIES, JUDGES, GROUPS, EACH = 2_000, 250, 60, 10


@pytest.fixture
def stage():
    """A call with many entries of many companies, a third of which are in groups, and many judges."""
    host = make_organization("재단", kind=Kind.PUBLIC_INSTITUTION)
    officer = make_member(host)
    call = make_call(make_program(host=host, officer=officer), state="closed")
    groups = CorporateGroup.objects.bulk_create(
        CorporateGroup(name=f"집단{number}") for number in range(GROUPS)
    )
    companies = Organization.objects.bulk_create(
        Organization(
            name=f"기업{number}",
            kind=Kind.COMPANY,
            entered_at=MOMENT,
            group=groups[number % GROUPS] if number % 3 == 0 else None,
        )
        for number in range(2 * ENTRIES)
    )
    entries = Entry.objects.bulk_create(
        Entry(
            call=call,
            lead=companies[number],
            title=f"신청 {number}",
            state="submitted",
            begun_by=officer,
            begun_at=MOMENT,
            submitted_at=MOMENT,
        )
        for number in range(ENTRIES)
    )
    seat = call.seats.first()
    EntryPartner.objects.bulk_create(
        EntryPartner(
            entry=entry, organization=companies[place], seat=seat, state="joined", asked_at=MOMENT
        )
        for number, entry in enumerate(entries)
        for place in (number, number + ENTRIES)
    )
    people = Person.objects.bulk_create(
        Person(email=f"judge{number}@example.org", name=f"위원{number}") for number in range(JUDGES)
    )
    Membership.objects.bulk_create(
        Membership(
            person=one, organization=companies[EACH * number], role=Role.STAFF, began_at=MOMENT
        )
        for number, one in enumerate(people)
    )
    judges = Judge.objects.bulk_create(
        Judge(call=call, person=one, state="accepted", named_at=MOMENT) for one in people
    )
    found = call.stages.get()
    PanelSeat.objects.bulk_create(PanelSeat(stage=found, judge=one) for one in judges)
    found.officer = officer
    return found


def test_many_judges_are_compared_with_many_entries_in_few_statements(stage, at):
    candidates = [Candidate(one.pk, one.person_id) for one in stage.call.judges.all()]
    with CaptureQueriesContext(connection) as seen:
        found = list(conflicts_in(read_graph(stage.call, candidates, at=at)))

    assert len(found) > JUDGES
    assert len(seen) <= 12


def test_assignment_of_many_is_planned_in_few_statements_and_applied_whole(stage, at):
    stage.least_judges = 3
    stage.save()
    look_again(stage.call, at=at)
    with CaptureQueriesContext(connection) as seen:
        plan = plan_of(read_pool(stage))
    applied = apply_plan(stage, sign_of(plan), actor=stage.officer, at=at)
    barred = set(Conflict.objects.values_list("judge", "entry"))

    assert applied == 3 * ENTRIES
    assert not barred & set(Review.objects.values_list("judge", "entry"))
    assert len(seen) <= 20
