"""Side sessions: who sits in them, and the checklist an organization takes along."""

import threading
from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from tests.factories import make_person
from tests.fairs.factories import (
    make_buyer,
    make_fair,
    make_officer,
    make_published,
    make_request,
    make_session,
    make_slots,
    make_staff,
    make_supplier,
)

from sangsaeng.fairs.actions.briefing import (
    Upload,
    add_material,
    keep_item,
    remove_material,
    remove_session,
    set_checklist,
    set_session,
    set_talks,
    sign_off,
    sign_up,
)
from sangsaeng.fairs.events import SessionChanged
from sangsaeng.fairs.models import KeptItem
from sangsaeng.fairs.queries.briefings import checklists_of, seats_left
from sangsaeng.fairs.refusals.setting_up import (
    DateRefused,
    NotOfThisFair,
    SessionClashes,
    SessionFull,
    SignUpOver,
)
from sangsaeng.kernel.events import listen
from sangsaeng.kernel.files import FileKindRefused
from sangsaeng.kernel.refusals import NotAllowed, Refusal

pytestmark = pytest.mark.django_db

HEARD = []


@listen(SessionChanged)
def hear(event):
    HEARD.append((event.session.title, len(event.participants), event.is_called_off))


@pytest.fixture(autouse=True)
def silence():
    HEARD.clear()


@pytest.fixture
def fair():
    fair = make_fair(state="collecting")
    make_slots(fair)
    return fair


def open_session(fair, at, **fields):
    """A session that takes sign-ups until it begins."""
    return make_session(fair, signs_up_until=at + timedelta(days=300), **fields)


def test_session_knows_its_guests_and_takes_none_of_another_fair(at):
    fair = make_fair()
    officer = make_officer(fair)
    make_slots(fair)
    session = make_session(fair)
    guest, stranger = make_supplier(fair), make_supplier(make_fair())

    set_session(fair, session, [guest], actor=officer, at=at, title="시상식")
    with pytest.raises(NotOfThisFair):
        set_session(fair, session, [stranger], actor=officer, at=at)

    session.refresh_from_db()
    assert (session.title, list(session.attendees.all())) == ("시상식", [guest])


def test_session_out_of_every_calendar_is_refused(at):
    fair = make_fair()
    begins = datetime(9999, 12, 31, 23, tzinfo=UTC)

    with pytest.raises(DateRefused):
        set_session(
            fair,
            None,
            [],
            actor=make_officer(fair),
            at=at,
            title="시상식",
            starts_at=begins,
            ends_at=begins + timedelta(minutes=30),
        )

    assert not fair.sessions.exists()


def test_guests_are_told_of_another_place_but_not_of_another_title(fair, at):
    officer, guest = make_officer(fair), make_supplier(fair)
    session = make_session(fair, guest)

    set_session(fair, session, [guest], actor=officer, at=at, title="시상식")
    assert HEARD == []
    set_session(fair, session, [guest], actor=officer, at=at, place="대회의실")
    remove_session(session, actor=officer, at=at)

    assert HEARD == [("시상식", 1, False), ("시상식", 1, True)]


def test_participant_takes_a_seat_and_gives_it_back(fair, at):
    session, supplier = open_session(fair, at, seats=1), make_supplier(fair)
    staff = make_staff(supplier)

    sign_up(session, supplier, actor=staff, at=at)
    sign_up(session, supplier, actor=staff, at=at)
    assert seats_left(session) == 0
    sign_off(session, supplier, actor=staff, at=at)

    assert seats_left(session) == 1


def test_last_seat_is_given_once(fair, at):
    session = open_session(fair, at, seats=1)
    first, second = make_supplier(fair), make_supplier(fair)
    sign_up(session, first, actor=make_staff(first), at=at)

    with pytest.raises(SessionFull):
        sign_up(session, second, actor=make_staff(second), at=at)

    assert list(session.attendees.all()) == [first]


def test_session_without_a_count_of_seats_takes_everybody(fair, at):
    session = open_session(fair, at)
    for _number in range(3):
        supplier = make_supplier(fair)
        sign_up(session, supplier, actor=make_staff(supplier), at=at)

    assert seats_left(session) is None
    assert session.attendees.count() == 3


def test_seats_are_taken_until_the_hour_and_never_where_none_is_set(fair, at):
    supplier = make_supplier(fair)
    staff, invited = make_staff(supplier), make_session(fair)
    open_until_now = make_session(fair, signs_up_until=at)

    for session in (invited, open_until_now):
        with pytest.raises(SignUpOver):
            sign_up(session, supplier, actor=staff, at=at)
    sign_up(open_until_now, supplier, actor=staff, at=at - timedelta(seconds=1))

    with pytest.raises(SignUpOver):
        sign_off(open_until_now, supplier, actor=staff, at=at)


def test_seat_is_taken_by_nobody_else(fair, at):
    session, supplier = open_session(fair, at), make_supplier(fair)
    stranger = make_supplier(make_fair())

    with pytest.raises(NotAllowed):
        sign_up(session, supplier, actor=make_staff(make_supplier(fair)), at=at)
    with pytest.raises(NotOfThisFair):
        sign_up(session, stranger, actor=make_staff(stranger), at=at)


@pytest.mark.parametrize("side", ["buyer", "supplier"])
def test_seat_beside_a_meeting_at_the_same_hour_is_refused(fair, side, at):
    buyer, supplier = make_buyer(fair), make_supplier(fair)
    slot = fair.slots.first()
    make_published(fair, [(make_request(buyer, supplier), slot)])
    session = open_session(fair, at, starts_at=slot.starts_at, ends_at=slot.ends_at)
    party = {"buyer": buyer, "supplier": supplier}[side]

    with pytest.raises(SessionClashes, match="10:00 상담"):
        sign_up(session, party, actor=make_staff(party), at=at)


def test_seat_in_two_sessions_at_the_same_hour_is_refused(fair, at):
    supplier, slot = make_supplier(fair), fair.slots.first()
    hours = {"starts_at": slot.starts_at, "ends_at": slot.ends_at}
    make_session(fair, supplier, title="시상식", **hours)

    with pytest.raises(SessionClashes, match="시상식"):
        sign_up(open_session(fair, at, **hours), supplier, actor=make_staff(supplier), at=at)


def test_talks_are_told_in_order_and_replaced_whole(fair, at):
    officer, session = make_officer(fair), make_session(fair)
    set_talks(session, [{"topic": "수소"}, {"topic": "배터리"}], actor=officer, at=at)
    set_talks(session, [{"topic": "배터리", "speaker": "김상생"}], actor=officer, at=at)

    assert [(talk.topic, talk.speaker) for talk in session.talks.all()] == [("배터리", "김상생")]
    with pytest.raises(NotAllowed):
        set_talks(session, [], actor=make_person(), at=at)


def test_item_that_stays_on_the_checklist_keeps_its_ticks(fair, at):
    officer, session, supplier = make_officer(fair), make_session(fair), make_supplier(fair)
    staff = make_staff(supplier)
    set_checklist(session, [{"text": "신용평가서"}, {"text": "ISO 9001"}], actor=officer, at=at)
    for item in session.checklist.all():
        keep_item(item, supplier.organization, is_ready=True, actor=staff, at=at)

    set_checklist(
        session, [{"text": "ISO 9001", "how": "사본"}, {"text": "납세증명"}], actor=officer, at=at
    )

    [kept] = checklists_of(staff)
    assert [(one.item.text, one.is_ready) for one in kept.items] == [
        ("ISO 9001", True),
        ("납세증명", False),
    ]


def test_checklist_is_ticked_by_the_organizations_own_people(fair, at):
    officer, session, supplier = make_officer(fair), make_session(fair), make_supplier(fair)
    set_checklist(session, [{"text": "신용평가서"}], actor=officer, at=at)
    item = session.checklist.get()

    with pytest.raises(NotAllowed):
        keep_item(item, supplier.organization, is_ready=True, actor=officer, at=at)

    assert not KeptItem.objects.exists()


def test_material_is_taken_by_what_it_is_and_not_by_its_name(fair, at):
    officer, session = make_officer(fair), make_session(fair)
    pdf = b"%PDF-1.7 " + b"x" * 20
    material = add_material(session, "", Upload("안내.pdf", pdf), actor=officer, at=at)

    with pytest.raises(FileKindRefused):
        add_material(session, "", Upload("안내.pdf", b"<html>"), actor=officer, at=at)
    assert material.title == "안내.pdf"

    remove_material(material, actor=officer, at=at)
    assert not session.materials.exists()


@pytest.mark.django_db(transaction=True)
def test_last_seat_is_given_once_to_those_who_reach_for_it_together(at):
    fair = make_fair(state="collecting")
    make_slots(fair)
    session = open_session(fair, at, seats=1)
    guests = [(one, make_staff(one)) for one in (make_supplier(fair), make_supplier(fair))]
    together = threading.Barrier(2)
    ends = []

    def reach(guest, staff):
        together.wait()
        try:
            sign_up(session, guest, actor=staff, at=at)
            ends.append("seated")
        except Refusal as refused:
            ends.append(refused.code)
        finally:
            connection.close()

    threads = [threading.Thread(target=reach, args=one) for one in guests]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(ends) == ["seated", "session.full"]
    assert session.attendees.count() == 1


@pytest.mark.parametrize("year", [1, 9999])
def test_sign_up_that_ends_out_of_every_calendar_is_refused(fair, at, year):
    session = make_session(fair)
    until = datetime(year, 12, 31, 23, 59, tzinfo=fair.tz)

    with pytest.raises(DateRefused):
        set_session(
            session.fair, session, [], actor=make_officer(fair), at=at, signs_up_until=until
        )


@pytest.mark.django_db(transaction=True)
def test_two_colleagues_do_not_put_one_organization_into_two_sessions_of_an_hour(at):
    fair = make_fair(state="collecting")
    make_slots(fair)
    guest = make_supplier(fair)
    sessions = [open_session(fair, at, title=title) for title in ("설명회", "시상식")]
    people = [make_staff(guest) for _session in sessions]
    together = threading.Barrier(2)
    ends = []

    def reach(session, staff):
        connection.ensure_connection()
        together.wait()
        try:
            sign_up(session, guest, actor=staff, at=at)
            ends.append("seated")
        except Refusal as refused:
            ends.append(refused.code)
        finally:
            connection.close()

    threads = [
        threading.Thread(target=reach, args=one) for one in zip(sessions, people, strict=True)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(ends) == ["seated", "session.clashes"]
    assert guest.sessions.count() == 1
