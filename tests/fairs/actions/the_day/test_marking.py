"""The desk writes down who came; devices merge, nothing is lost, and an absence frees the place."""

from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid4

import pytest
from django.db import connection, transaction
from django.db.models import UUIDField
from django.test.utils import CaptureQueriesContext
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase
from tests.fairs.factories import (
    make_buyer,
    make_desk,
    make_fair,
    make_officer,
    make_participant,
    make_published,
    make_request,
    make_slots,
    make_staff,
    make_supplier,
    make_tables,
)

from sangsaeng.fairs.actions.the_day.marking import HandedIn, record_marks
from sangsaeng.fairs.actions.the_day.placing import Place, take_place
from sangsaeng.fairs.models import Mark, Offer, Opening, Population
from sangsaeng.fairs.queries.the_day.marks import attendance_of
from sangsaeng.kernel.models import AuditEvent
from sangsaeng.kernel.refusals import NotAllowed

pytestmark = pytest.mark.django_db


class Day:
    """A buyer meets two suppliers, one after the other; it is five minutes past the first slot."""

    def __init__(self):
        self.fair = make_fair()
        self.slots = make_slots(self.fair, 3)
        self.buyer = make_buyer(self.fair, "가전자")
        self.supplier = make_supplier(self.fair, "나정밀")
        self.other = make_supplier(self.fair, "다소재")
        self.request = make_request(self.buyer, self.supplier)
        self.next_request = make_request(self.buyer, self.other)
        self.timetable = make_published(
            self.fair, [(self.request, self.slots[0]), (self.next_request, self.slots[1])]
        )
        self.fair.refresh_from_db()
        self.desk = make_desk(self.fair)
        self.now = self.slots[0].starts_at + timedelta(minutes=5)

    def mark(self, kind, who=None, *, request="", minutes=0.0, key=None, stand_in=""):
        """A mark as a device writes it down, so many minutes after now."""
        return HandedIn(
            key or uuid4(),
            (who or self.supplier).code,
            request or "",
            kind,
            self.now + timedelta(minutes=minutes),
            stand_in,
        )

    def at_meeting(self, kind, who=None, **fields):
        """A mark of one side of the first meeting."""
        return self.mark(kind, who, request=self.request.code, **fields)

    def hand_in(self, *marks, device="tablet-1", at=None, actor=None):
        """Let a device hand its marks in."""
        return record_marks(self.fair, marks, device, actor=actor or self.desk, at=at or self.now)

    @property
    def meets(self):
        """Whether the first meeting stands in the version in force."""
        return self.timetable.meetings.filter(request=self.request).exists()


@pytest.fixture
def day():
    return Day()


def test_mark_is_written_down_with_who_when_and_on_which_device(day):
    mark = day.mark("arrived", minutes=-1)

    reception = day.hand_in(mark)

    kept = Mark.objects.get()
    assert reception.taken == [mark.key]
    assert (kept.key, kept.participant, kept.request, kept.kind) == (
        mark.key,
        day.supplier,
        None,
        "arrived",
    )
    assert (kept.at, kept.recorded_at, kept.by, kept.device) == (
        mark.at,
        day.now,
        day.desk,
        "tablet-1",
    )
    assert AuditEvent.objects.get().new["marks"] == [[day.supplier.code, "", "arrived"]]


def test_mark_handed_in_twice_is_kept_once_and_taken_both_times(day):
    mark = day.at_meeting("present")

    receptions = [day.hand_in(mark), day.hand_in(mark, at=day.now + timedelta(minutes=9))]

    assert [reception.taken for reception in receptions] == [[mark.key], [mark.key]]
    assert Mark.objects.get().recorded_at == day.now


def write_at_the_same_moment(day, key):
    """Two requests with one mark, neither of which has seen the other's row yet."""
    for device in ("tablet-1", "tablet-2"):
        row = Mark(
            key=key,
            fair=day.fair,
            participant=day.supplier,
            kind="arrived",
            at=day.now,
            device=device,
            recorded_at=day.now,
            by=day.desk,
        )
        Mark.objects.bulk_create([row], ignore_conflicts=True)
    return Mark.objects.filter(key=key).count()


def test_database_keeps_a_key_once_however_close_the_race(day):
    assert write_at_the_same_moment(day, uuid4()) == 1


@pytest.mark.django_db(transaction=True)
def test_without_the_unique_key_the_race_would_write_twice():
    """The twin of the test above: it is the key that makes handing in safe to repeat."""
    day = Day()
    guarded = Mark._meta.get_field("key")
    unguarded = UUIDField()
    unguarded.set_attributes_from_name("key")
    unguarded.model = Mark
    with connection.schema_editor() as editor:
        editor.alter_field(Mark, guarded, unguarded)
    try:
        assert write_at_the_same_moment(day, uuid4()) == 2
    finally:
        Mark.objects.all().delete()
        with connection.schema_editor() as editor:
            editor.alter_field(Mark, unguarded, guarded)


def test_another_mark_under_a_used_key_is_refused_and_not_lost_in_silence(day):
    first = day.mark("arrived")
    day.hand_in(first)

    reception = day.hand_in(day.mark("left", key=first.key))

    assert reception.taken == []
    assert reception.refused[first.key].code == "fair.mark_key_used"


def test_key_used_at_another_fair_is_refused(day):
    elsewhere = Day()
    mark = elsewhere.mark("arrived")
    elsewhere.hand_in(mark)

    reception = day.hand_in(day.mark("arrived", key=mark.key))

    assert reception.refused[mark.key].code == "fair.mark_key_used"


@pytest.mark.parametrize(
    ("kind", "at_the_meeting"),
    [("danced", True), ("arrived", True), ("left", True), ("present", False), ("absent", False)],
)
def test_kind_that_does_not_fit_is_refused(day, kind, at_the_meeting):
    mark = day.at_meeting(kind) if at_the_meeting else day.mark(kind)

    reception = day.hand_in(mark)

    assert reception.refused[mark.key].code == "fair.mark_unreadable"
    assert not Mark.objects.exists()


def test_marks_of_another_fair_or_of_a_third_party_are_refused_and_the_others_taken(day):
    stranger = make_supplier(make_fair())
    good = day.mark("arrived")
    wrong = [
        day.mark("arrived", stranger),
        day.at_meeting("present", day.other),
        day.mark("present", request="ZZZZZZZZ"),
    ]

    reception = day.hand_in(good, *wrong)

    assert reception.taken == [good.key]
    assert {reception.refused[mark.key].code for mark in wrong} == {"fair.not_of_this_fair"}


def test_only_the_fairs_people_mark(day):
    for person in (make_staff(day.supplier), make_officer(make_fair())):
        with pytest.raises(NotAllowed):
            day.hand_in(day.mark("arrived"), actor=person)
    day.hand_in(day.mark("arrived"), actor=make_officer(day.fair))

    assert Mark.objects.count() == 1


@pytest.mark.parametrize("minutes", [2.5, 600, -60 * 24 * 3])
def test_clock_that_cannot_be_right_is_not_believed(day, minutes):
    day.hand_in(day.mark("arrived", minutes=minutes))

    assert Mark.objects.get().at == day.now


@pytest.mark.parametrize("minutes", [1.5, 0, -240])
def test_clock_that_can_be_right_is_believed(day, minutes):
    mark = day.mark("arrived", minutes=minutes)

    day.hand_in(mark)

    assert Mark.objects.get().at == mark.at


def test_marks_of_a_wrong_clock_stay_in_their_order(day):
    marks = [
        day.at_meeting(kind, minutes=600 + place)
        for place, kind in enumerate(["present", "late", "unmarked", "late"] * 3)
    ]

    day.hand_in(*reversed(marks))

    kept = list(Mark.objects.values_list("kind", flat=True))
    assert kept == ["present", "late", "unmarked", "late"] * 3
    assert max(Mark.objects.values_list("at", flat=True)) <= day.now


def test_absence_frees_the_place_at_once(day):
    reception = day.hand_in(day.at_meeting("absent"))

    assert reception.vacated == [day.request]
    assert not day.meets
    opening = Opening.objects.get()
    assert (opening.left_by, opening.slot, opening.cause) == (
        day.request,
        day.slots[0],
        "absent",
    )


def test_colleague_who_fills_in_is_present_not_absent(day):
    day.hand_in(day.at_meeting("present", stand_in="김대리"), day.at_meeting("present", day.buyer))

    at_meeting = attendance_of(day.fair).at_meeting(day.request.pk)
    assert day.meets
    assert at_meeting.is_held
    assert at_meeting.sides[day.supplier.pk].stand_in == "김대리"


def test_late_keeps_the_place_and_counts_as_there(day):
    day.hand_in(day.at_meeting("late"), day.at_meeting("present", day.buyer))

    assert day.meets
    assert attendance_of(day.fair).at_meeting(day.request.pk).is_held


def test_meeting_that_was_held_is_not_vacated(day):
    day.hand_in(day.at_meeting("present"), day.at_meeting("present", day.buyer))

    day.hand_in(day.at_meeting("absent", minutes=1))

    assert day.meets


def test_both_being_there_by_mistake_does_not_keep_the_place(day):
    day.hand_in(day.at_meeting("present"), day.at_meeting("present", day.buyer))
    day.hand_in(day.at_meeting("unmarked", minutes=1))

    day.hand_in(day.at_meeting("absent", minutes=1.5))

    assert not day.meets


def test_absence_seen_earlier_than_presence_frees_nothing(day):
    """The other tablet was off-line: what it saw first came in last."""
    day.hand_in(day.at_meeting("present"))

    day.hand_in(day.at_meeting("absent", minutes=-3))

    assert day.meets


def test_absence_that_comes_in_after_the_meeting_ended_is_kept_but_frees_nothing(day):
    day.hand_in(day.at_meeting("absent"), at=day.slots[0].ends_at)

    assert day.meets
    assert Mark.objects.get().kind == "absent"


def test_hall_that_runs_behind_still_frees_places_of_its_running_slot(day):
    hall = day.fair.halls.get()
    hall.behind_minutes = 10
    hall.save()

    day.hand_in(day.at_meeting("absent"), at=day.slots[0].ends_at + timedelta(minutes=9))

    assert not day.meets


@pytest.mark.parametrize("kind", ["unmarked", "present", "late"])
def test_absence_taken_back_gives_the_place_back_while_nobody_has_it(day, kind):
    before = day.timetable.meetings.get(request=day.request)
    day.hand_in(day.at_meeting("absent"))

    reception = day.hand_in(day.at_meeting(kind, minutes=1))

    after = day.timetable.meetings.get(request=day.request)
    assert reception.restored == [day.request]
    assert (after.slot, after.table, after.booked_at) == (before.slot, before.table, None)
    assert not Opening.objects.open().exists()


def test_offer_that_nobody_answered_is_taken_back_with_the_absence(day):
    day.hand_in(day.at_meeting("absent"))
    offer = Offer.objects.create(
        opening=Opening.objects.get(),
        request=make_request(day.buyer, make_supplier(day.fair)),
        made_at=day.now,
        until=day.now + timedelta(minutes=5),
    )

    day.hand_in(day.at_meeting("unmarked", minutes=1))

    offer.refresh_from_db()
    assert (offer.state, offer.settled_at) == ("taken_back", day.now)


@pytest.mark.parametrize("kind", ["unmarked", "present", "late"])
def test_place_that_was_given_away_is_not_stolen_back_and_the_desk_is_told(day, kind):
    day.hand_in(day.at_meeting("absent"))
    walk_in = make_request(day.buyer, make_supplier(day.fair))
    take_place(day.fair, walk_in, Place(day.slots[0], day.buyer.tables.get()), at=day.now)

    reception = day.hand_in(day.at_meeting(kind, minutes=1))

    assert reception.lost == [day.request]
    assert not day.meets
    assert day.timetable.meetings.filter(request=walk_in).exists()


def test_meeting_booked_again_later_does_not_inherit_the_absence(day):
    day.hand_in(day.at_meeting("absent"))
    later = day.now + timedelta(minutes=20)
    take_place(day.fair, day.request, Place(day.slots[2], day.buyer.tables.get()), at=later)

    day.hand_in(day.at_meeting("present", day.buyer, minutes=21), at=later + timedelta(minutes=5))

    assert day.meets


def test_members_of_one_population_are_marked_alike():
    fair = make_fair(population=Population.ONE)
    slots = make_slots(fair, 1)
    one, other = make_participant(fair), make_participant(fair)
    [table] = make_tables(fair)
    request = make_request(one, other)
    timetable = make_published(fair, [(request, slots[0], table)])
    fair.refresh_from_db()
    moment = slots[0].starts_at

    record_marks(
        fair,
        [HandedIn(uuid4(), other.code, request.code, "absent", moment)],
        "",
        actor=make_desk(fair),
        at=moment,
    )

    assert not timetable.meetings.exists()


def test_fair_that_has_ended_keeps_marks_and_moves_nothing(day):
    day.fair.state = "ended"
    day.fair.save()

    day.hand_in(day.at_meeting("absent"))

    assert day.meets
    assert Mark.objects.count() == 1


def test_batch_of_arrivals_takes_as_many_queries_as_one_arrival(day):
    with CaptureQueriesContext(connection) as for_one:
        day.hand_in(day.mark("arrived"))
    with CaptureQueriesContext(connection) as for_three:
        day.hand_in(*(day.mark("arrived", who) for who in (day.buyer, day.other, day.supplier)))

    assert len(for_three) == len(for_one)


PARTIES = ("supplier", "buyer")
MARKS = st.lists(
    st.tuples(
        st.sampled_from(PARTIES),
        st.sampled_from(["present", "late", "absent", "unmarked"]),
        st.integers(min_value=0, max_value=6),
        st.booleans(),
    ),
    min_size=1,
    max_size=7,
)


class TwoDevicesMerge(TestCase):
    """Two tablets saw the same meeting; whichever comes first, the same holds in the end."""

    @settings(max_examples=40)
    @given(seen=MARKS, data=st.data())
    def test_same_state_in_every_order(self, seen, data):
        day = Day()
        marks = [
            (
                day.at_meeting(
                    kind, getattr(day, party), minutes=minute / 4, key=UUID(int=number + 1)
                ),
                "tablet-2" if on_the_second else "tablet-1",
            )
            for number, (party, kind, minute, on_the_second) in enumerate(seen)
        ]
        shuffled = data.draw(st.permutations(marks))

        assert outcome(day, marks) == outcome(day, shuffled)


def outcome(day, marks):
    """What holds after the marks came in one by one, in this order; nothing of it stays."""
    with transaction.atomic():
        for mark, device in marks:
            day.hand_in(mark, device=device)
        at_meeting = attendance_of(day.fair).at_meeting(day.request.pk)
        held = {party: seen.kind for party, seen in at_meeting.sides.items()}
        result = (held, at_meeting.is_held, day.meets, Mark.objects.count())
        transaction.set_rollback(True)
    return result


def test_clock_that_is_plainly_wrong_is_not_believed_before_there_are_days(at):
    fair = make_fair(zone="America/New_York")
    supplier = make_supplier(fair)
    wrong = HandedIn(uuid4(), supplier.code, "", "arrived", datetime(1, 1, 1, tzinfo=UTC))

    record_marks(fair, [wrong], "tablet-1", actor=make_desk(fair), at=at)

    assert at - Mark.objects.get().at < timedelta(seconds=1)
