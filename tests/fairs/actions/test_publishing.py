"""A draft becomes the version in force; the database allows one, and one number each."""

import threading

import pytest
from django.db import IntegrityError, connection, transaction
from tests.fairs.factories import (
    make_away,
    make_buyer,
    make_desk,
    make_fair,
    make_meeting,
    make_officer,
    make_published,
    make_request,
    make_slots,
    make_supplier,
    make_timetable,
)

from sangsaeng.fairs.actions.publishing import discard, foresee_publishing, note, publish
from sangsaeng.fairs.events import TimetablePublished
from sangsaeng.fairs.models import Meeting, Seat
from sangsaeng.fairs.refusals.planning import BegunWouldMove, TimetableOutdated
from sangsaeng.kernel import events
from sangsaeng.kernel.refusals import NotAllowed, WrongState


def make_world():
    """Two buyers ask for the same supplier; the first meets it."""
    fair = make_fair()
    fair.made_slots = make_slots(fair, 2)
    first, second = make_buyer(fair, "가전자"), make_buyer(fair, "나전자")
    supplier = make_supplier(fair, "다정밀")
    fair.made_requests = [make_request(first, supplier), make_request(second, supplier)]
    fair.draft = make_timetable(fair, [(fair.made_requests[0], fair.made_slots[0])])
    fair.officer = make_officer(fair)
    return fair


@pytest.fixture
def world():
    return make_world()


@pytest.mark.django_db
def test_published_draft_is_numbered_and_in_force(world, at):
    published = publish(world.draft, actor=world.officer, at=at)

    world.refresh_from_db()
    assert (published.state, published.number) == ("published", 1)
    assert (published.published_by, published.published_at) == (world.officer, at)
    assert world.state == "published"


@pytest.mark.django_db
def test_next_version_supersedes_the_one_in_force_and_both_are_kept(world, at):
    publish(world.draft, actor=world.officer, at=at)
    second = make_timetable(world, [(world.made_requests[0], world.made_slots[1])])

    publish(second, actor=world.officer, at=at)

    versions = world.timetables.order_by("number").values_list("number", "state")
    assert list(versions) == [(1, "superseded"), (2, "published")]
    assert Meeting.objects.filter(timetable=world.draft).count() == 1


@pytest.mark.django_db
def test_publishing_closes_open_requests(world, at):
    world.state = "collecting"
    world.save()

    publish(world.draft, actor=world.officer, at=at)

    world.refresh_from_db()
    assert world.state == "published"


@pytest.mark.django_db
def test_draft_that_no_longer_holds_is_refused_with_the_reason(world, at):
    make_away(world.made_requests[0].supplier, world.made_slots[0])

    with pytest.raises(TimetableOutdated) as refused:
        publish(world.draft, actor=world.officer, at=at)

    assert "다정밀이 10:00에 없습니다" in refused.value.sentence
    world.draft.refresh_from_db()
    assert world.draft.state == "draft"


@pytest.mark.django_db
def test_change_that_breaks_nothing_is_a_warning_only(world, at):
    make_request(world.made_requests[0].buyer, make_supplier(world))

    foreseen = foresee_publishing(world.draft, at=at)

    assert foreseen.is_outdated
    assert foreseen.faults == []
    assert publish(world.draft, actor=world.officer, at=at).state == "published"


@pytest.mark.django_db
def test_foresight_counts_whom_the_new_version_concerns(world, at):
    publish(world.draft, actor=world.officer, at=at)
    second = make_timetable(
        world,
        [
            (world.made_requests[0], world.made_slots[0]),
            (world.made_requests[1], world.made_slots[1]),
        ],
    )

    foreseen = foresee_publishing(second, at=at)

    assert (foreseen.number, foreseen.replaced) == (2, world.timetables.get(number=1))
    assert [len(foreseen.changes.added), len(foreseen.changes.moved)] == [1, 0]
    assert sorted(foreseen.changes.participants.values()) == ["나전자", "다정밀"]


@pytest.mark.django_db
def test_published_version_is_not_published_or_discarded_again(world, at):
    stale = world.timetables.get()
    publish(world.draft, actor=world.officer, at=at)

    for deed in (publish, discard):
        with pytest.raises(WrongState):
            deed(stale, actor=world.officer, at=at)


@pytest.mark.django_db
def test_discarded_draft_cannot_be_published(world, at):
    discard(world.draft, actor=world.officer, at=at)

    with pytest.raises(WrongState):
        publish(world.draft, actor=world.officer, at=at)


@pytest.mark.django_db
def test_only_officers_publish_discard_and_annotate(world, at):
    desk = make_desk(world)

    for deed in (publish, discard):
        with pytest.raises(NotAllowed):
            deed(world.draft, actor=desk, at=at)
    with pytest.raises(NotAllowed):
        note(world.draft, "메모", actor=desk, at=at)


@pytest.mark.django_db
def test_publishing_is_announced_in_the_same_transaction(world, at, monkeypatch):
    heard = []
    monkeypatch.setitem(events._listeners, TimetablePublished, [heard.append])  # noqa: SLF001 - no other way to listen for one test

    publish(world.draft, actor=world.officer, at=at)

    assert [event.timetable.number for event in heard] == [1]


@pytest.mark.django_db(transaction=True)
def test_two_officers_who_publish_at_once_get_two_numbers_and_one_is_in_force(at):
    world = make_world()
    other = make_timetable(world, [(world.made_requests[0], world.made_slots[1])])
    both_ready, faults = threading.Barrier(2), []

    def press(draft):
        try:
            both_ready.wait(timeout=10)
            publish(draft, actor=world.officer, at=at)
        except Exception as fault:  # noqa: BLE001 - a thread hands its fault to the test
            faults.append(fault)
        finally:
            connection.close()

    threads = [threading.Thread(target=press, args=(draft,)) for draft in (world.draft, other)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert faults == []
    versions = world.timetables.order_by("number").values_list("number", "state")
    assert list(versions) == [(1, "superseded"), (2, "published")]


@pytest.mark.django_db(transaction=True)
def test_same_draft_published_twice_at_once_is_published_once(at):
    world = make_world()
    both_ready, faults = threading.Barrier(2), []

    def press():
        try:
            draft = world.timetables.get()
            both_ready.wait(timeout=10)
            publish(draft, actor=world.officer, at=at)
        except WrongState as refused:
            faults.append(refused)
        finally:
            connection.close()

    threads = [threading.Thread(target=press) for _officer in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert len(faults) == 1
    assert list(world.timetables.values_list("number", "state")) == [(1, "published")]


@pytest.mark.django_db
def test_database_refuses_two_versions_in_force(world):
    make_timetable(world)

    first, second = world.timetables.all()
    world.timetables.filter(pk=first.pk).update(state="published", number=1)

    with pytest.raises(IntegrityError), transaction.atomic():
        world.timetables.filter(pk=second.pk).update(state="published", number=2)


@pytest.mark.django_db
def test_database_refuses_two_meetings_at_one_table_in_one_slot(world):
    other = make_request(world.made_requests[0].buyer, make_supplier(world))

    with pytest.raises(IntegrityError), transaction.atomic():
        make_meeting(world.draft, other, world.made_slots[0])


@pytest.mark.django_db
def test_database_refuses_a_supplier_at_two_tables_in_one_slot(world):
    with pytest.raises(IntegrityError), transaction.atomic():
        make_meeting(world.draft, world.made_requests[1], world.made_slots[0])


@pytest.mark.django_db
def test_without_seats_the_double_booking_would_pass(world):
    """The twin of the test above: it is the seats that keep a supplier from two places."""
    request = world.made_requests[1]
    Seat.objects.all().delete()

    Meeting.objects.create(
        timetable=world.draft,
        request=request,
        buyer=request.buyer,
        supplier=request.supplier,
        slot=world.made_slots[0],
        table=request.buyer.tables.get(),
    )

    at_ten = Meeting.objects.filter(slot=world.made_slots[0], supplier=request.supplier)
    assert at_ten.count() == 2


@pytest.mark.django_db
def test_version_that_moves_what_has_begun_is_not_published_on_the_day():
    fair = make_fair()
    slots = make_slots(fair, 3)
    buyer, officer = make_buyer(fair), make_officer(fair)
    first, second = (make_request(buyer, make_supplier(fair)) for _number in range(2))
    make_published(fair, [(first, slots[0]), (second, slots[1])])
    moved = make_timetable(fair, [(second, slots[0]), (first, slots[1])])
    later = make_timetable(fair, [(first, slots[0]), (second, slots[2])])
    during, afterward = slots[0].starts_at, slots[-1].ends_at

    assert foresee_publishing(moved, at=during).faults == [BegunWouldMove().sentence]
    assert foresee_publishing(moved, at=afterward).faults == []
    with pytest.raises(BegunWouldMove):
        publish(moved, actor=officer, at=during)
    publish(later, actor=officer, at=during)
    publish(moved, actor=officer, at=afterward)

    assert fair.timetables.get(state="published") == moved
