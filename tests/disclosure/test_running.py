"""The clock of an agreement: it begins, reminds and ends by itself, by the days of Seoul."""

from datetime import date, timedelta

import pytest
from django.db import DatabaseError, connection, transaction
from tests.disclosure.factories import (
    FIRST_DAY,
    LAST_DAY,
    WITHIN,
    day_after,
    make_world,
    seoul,
    signed,
)
from tests.factories import MOMENT

from sangsaeng.disclosure.actions.keeping import lift_hold, place_hold, years_after
from sangsaeng.disclosure.actions.naming import (
    Named,
    consent_to_change,
    propose_holder,
    propose_removal,
    refuse_change,
)
from sangsaeng.disclosure.actions.running import look_after
from sangsaeng.disclosure.models import Certificate, Document, MaterialVersion, Signature
from sangsaeng.disclosure.refusals import GateClosed, HolderUnknown
from sangsaeng.disclosure.tasks import look_after_agreements
from sangsaeng.kernel.events import announce
from sangsaeng.kernel.house import Tick
from sangsaeng.kernel.refusals import NotAllowed, WrongState

pytestmark = pytest.mark.django_db


@pytest.fixture
def world():
    return signed(make_world())


def tick(day, *clock):
    announce(Tick(seoul(day, *clock)))


def test_agreement_begins_with_the_first_minute_of_its_first_day(world):
    tick(FIRST_DAY - timedelta(days=1), 23, 59)
    assert world.agreement.state == "signed"

    tick(FIRST_DAY, 0, 0)
    assert world.agreement.state == "in_force"
    assert world.kinds()[-1] == "began"


def test_agreement_ends_with_the_first_minute_after_its_last_day(world):
    tick(FIRST_DAY)
    tick(LAST_DAY, 23, 59)
    assert world.agreement.state == "in_force"

    tick(day_after(LAST_DAY), 0, 0)
    assert world.agreement.state == "ended"
    assert world.agreement.ending == "period_over"
    assert Certificate.objects.get().due_on == world.agreement.return_by


def test_house_that_slept_through_the_period_ends_it_once(world):
    late = LAST_DAY + timedelta(days=40)
    tick(late, 9)
    tick(late, 9, 1)

    assert world.kinds()[-1] == "ended"
    assert world.kinds().count("ended") == 1


@pytest.mark.usefixtures("world")
def test_house_has_nothing_to_do_between_its_days(django_assert_num_queries):
    tick(FIRST_DAY)
    with django_assert_num_queries(1):
        look_after_agreements(Tick(seoul(FIRST_DAY, 12)))


def test_only_the_house_looks_after_agreements(world):
    with pytest.raises(NotAllowed):
        look_after(world.agreement, actor=world.buyer, at=WITHIN)


@pytest.mark.usefixtures("world")
def test_certificate_is_asked_for_every_week_until_it_is_there():
    tick(day_after(LAST_DAY), 0, 1)
    asked = []
    for days in range(1, 30):
        before = Certificate.objects.get().remind_on
        tick(LAST_DAY + timedelta(days=days), 9)
        if Certificate.objects.get().remind_on != before:
            asked.append(days)

    assert asked == [2, 9, 16, 23]


# Holders


def test_somebody_new_sees_nothing_before_the_owner_consents(world):
    person = world.colleague
    asked = propose_holder(
        world.demand, Named(person.name, person.email), actor=world.buyer, at=WITHIN
    )
    with pytest.raises(GateClosed):
        world.look(person)
    consent_to_change(asked, actor=world.supplier, at=WITHIN)

    assert world.look(person)
    assert world.agreement.signatures.count() == 2


def test_who_is_refused_stays_off_the_list(world):
    person = world.colleague
    asked = propose_holder(
        world.demand, Named(person.name, person.email), actor=world.buyer, at=WITHIN
    )
    refuse_change(asked, "업무와 무관", actor=world.supplier, at=WITHIN)

    with pytest.raises(GateClosed):
        world.look(person)
    with pytest.raises(WrongState):
        consent_to_change(asked, actor=world.supplier, at=WITHIN)


def test_the_receiving_side_cannot_consent_to_its_own_proposal(world):
    asked = propose_holder(
        world.demand, Named("새", "new@example.org"), actor=world.buyer, at=WITHIN
    )
    for person in (world.buyer, world.supplier_staff, world.outsider):
        with pytest.raises(NotAllowed):
            consent_to_change(asked, actor=person, at=WITHIN)
    with pytest.raises(NotAllowed):
        propose_holder(
            world.demand, Named("둘", "two@example.org"), actor=world.supplier, at=WITHIN
        )


def test_access_rests_while_a_removal_waits_and_comes_back_when_it_is_refused(world):
    holder = world.agreement.holders.get()
    asked = propose_removal(world.demand, holder, actor=world.buyer, at=WITHIN)
    with pytest.raises(GateClosed):
        world.look()
    refuse_change(asked, "", actor=world.supplier, at=WITHIN)
    assert world.look()

    again = propose_removal(
        world.demand, world.agreement.holders.get(), actor=world.buyer, at=WITHIN
    )
    consent_to_change(again, actor=world.supplier, at=WITHIN)
    with pytest.raises(GateClosed):
        world.look()


def test_same_person_is_not_proposed_twice(world):
    named = Named("새", "new@example.org")
    propose_holder(world.demand, named, actor=world.buyer, at=WITHIN)

    with pytest.raises(HolderUnknown):
        propose_holder(world.demand, named, actor=world.buyer, at=WITHIN)
    holder = world.agreement.holders.get()
    with pytest.raises(HolderUnknown):
        propose_holder(
            world.demand, Named("같은", holder.email.upper()), actor=world.buyer, at=WITHIN
        )


# Papers are kept


def refused_by_database(deed):
    with pytest.raises(DatabaseError), transaction.atomic():
        deed()


def test_database_keeps_a_paper_until_its_time_is_over(world):
    paper = world.demand.documents.get(number=3)
    rows = Document.objects.filter(pk=paper.pk)
    refused_by_database(rows.delete)
    rows.update(keep_until=date(2999, 1, 1))
    refused_by_database(rows.delete)
    refused_by_database(lambda: rows.update(keep_until=date(2020, 1, 1)))
    refused_by_database(lambda: rows.update(keep_until=None))


def test_paper_whose_time_is_over_may_go_unless_somebody_holds_it(world):
    rows = Document.objects.filter(pk=world.demand.documents.get(number=3).pk)
    rows.update(keep_until=date(2020, 1, 1))
    place_hold(world.demand, world.owner, "분쟁", actor=world.supplier, at=MOMENT)
    refused_by_database(rows.delete)
    lift_hold(world.demand, world.owner, actor=world.supplier, at=MOMENT)

    rows.delete()
    assert not rows.exists()


def test_one_side_does_not_lift_what_the_other_holds(world):
    place_hold(world.demand, world.owner, "분쟁", actor=world.supplier, at=MOMENT)
    with pytest.raises(NotAllowed):
        lift_hold(world.demand, world.owner, actor=world.buyer, at=MOMENT)
    assert world.demand.holds.get().lifted_at is None


@pytest.mark.usefixtures("world")
def test_database_lets_nobody_change_what_was_sealed():
    refused_by_database(lambda: Document.objects.update(sha256="0" * 64))
    refused_by_database(lambda: Signature.objects.update(sha256="0" * 64))
    refused_by_database(lambda: MaterialVersion.objects.update(sha256="0" * 64))


def test_without_its_trigger_the_paper_could_go(world):
    """The twin: it is the database's guard that keeps it, and nothing else."""
    rows = Document.objects.filter(pk=world.demand.documents.get(number=3).pk)
    table = " ON disclosure_document" if connection.vendor == "postgresql" else ""
    with connection.cursor() as cursor:
        cursor.execute(f"DROP TRIGGER disclosure_document_kept{table}")

    rows.delete()
    assert not rows.exists()


def test_leap_day_is_kept_until_the_first_of_march():
    assert years_after(date(2028, 2, 29), 7) == date(2035, 3, 1)
    assert years_after(date(2026, 11, 22), 7) == date(2033, 11, 22)
