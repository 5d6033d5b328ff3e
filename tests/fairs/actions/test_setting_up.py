"""Setting up a fair: its frame, people, days and halls."""

from datetime import date, time

import pytest
from tests.factories import make_member, make_organization, make_person
from tests.fairs.factories import (
    FAIR_DAY,
    make_buyer,
    make_fair,
    make_hall,
    make_officer,
    make_published,
    make_request,
    make_slots,
    make_supplier,
)

from sangsaeng.fairs.actions.setting_up import (
    Hours,
    appoint,
    dismiss,
    edit_fair,
    lay_out,
    open_fair,
    remove_day,
    set_day,
    set_halls,
    step_fair,
)
from sangsaeng.fairs.models import Fair, FairRole
from sangsaeng.fairs.refusals.setting_up import (
    BreaksRefused,
    DateRefused,
    FrameFixed,
    HoursRefused,
    LastOfficer,
    SlotsInUse,
    SlotsOverlap,
    SlugTaken,
    StillNeeded,
)
from sangsaeng.kernel.models import AuditEvent
from sangsaeng.kernel.refusals import NotAllowed, WrongState

pytestmark = pytest.mark.django_db

MORNING = Hours(time(10), time(12), 30)


def test_whoever_opens_a_fair_becomes_its_officer(at):
    association = make_organization(kind="association")
    manager = make_member(association)

    fair = open_fair("spring-2027", "봄 상담회", association, actor=manager, at=at, place="코엑스")

    assert fair.state == "preparing"
    assert fair.roles.get().person == manager
    assert AuditEvent.objects.filter(subject_id=str(fair.pk)).exists()


def test_fair_is_not_opened_for_a_body_of_others(at):
    with pytest.raises(NotAllowed):
        open_fair(
            "x", "남의 이름", make_organization(kind="association"), actor=make_person(), at=at
        )


def test_address_is_given_once(at):
    association = make_organization(kind="association")
    manager = make_member(association)
    make_fair(slug="taken")

    with pytest.raises(SlugTaken):
        open_fair("taken", "둘째", association, actor=manager, at=at)


def test_rules_change_and_foundations_stay_once_there_are_participants(at):
    fair = make_fair()
    officer = make_officer(fair)
    make_supplier(fair)

    edit_fair(fair, actor=officer, at=at, buyer_share=70)
    with pytest.raises(FrameFixed):
        edit_fair(fair, actor=officer, at=at, population="one")

    fair.refresh_from_db()
    assert (fair.buyer_share, fair.population) == (70, "two_sided")


def test_stranger_changes_nothing(at):
    fair = make_fair()
    stranger = make_person()

    for deed in (
        lambda: edit_fair(fair, actor=stranger, at=at, name="새 이름"),
        lambda: step_fair(fair, "reopen", actor=stranger, at=at),
        lambda: set_day(fair, FAIR_DAY, MORNING, actor=stranger, at=at),
        lambda: set_halls(fair, ["A"], actor=stranger, at=at),
        lambda: appoint(fair, stranger, FairRole.Role.OFFICER, actor=stranger, at=at),
    ):
        with pytest.raises(NotAllowed):
            deed()


def test_fair_takes_only_the_steps_of_its_table(at):
    fair = make_fair(state="preparing")
    officer = make_officer(fair)

    step_fair(fair, "open", actor=officer, at=at)
    with pytest.raises(WrongState):
        step_fair(fair, "end", actor=officer, at=at)

    assert fair.state == "collecting"


def test_last_officer_stays(at):
    fair = make_fair()
    officer = make_officer(fair)

    with pytest.raises(LastOfficer):
        dismiss(fair.roles.get(), actor=officer, at=at)
    with pytest.raises(LastOfficer):
        appoint(fair, officer, FairRole.Role.DESK, actor=officer, at=at)


def test_officer_leaves_once_there_is_another(at):
    fair = make_fair()
    officer, second = make_officer(fair), make_person()

    appoint(fair, second, FairRole.Role.OFFICER, actor=officer, at=at)
    dismiss(fair.roles.get(person=officer), actor=second, at=at)

    assert [role.person for role in fair.roles.filter(ended_at=None)] == [second]


def test_day_is_laid_out_in_the_fair_s_own_time(at):
    fair = make_fair()
    hours = Hours(time(10), time(14), 30, 10, ((time(12), time(13)),))

    set_day(fair, FAIR_DAY, hours, actor=make_officer(fair), at=at)

    starts = [f"{slot.starts_at.astimezone(fair.tz):%H:%M}" for slot in fair.slots.all()]
    assert starts == ["10:00", "10:40", "11:20", "13:00"]


def test_day_laid_out_again_replaces_its_slots(at):
    fair = make_fair()
    officer = make_officer(fair)
    set_day(fair, FAIR_DAY, MORNING, actor=officer, at=at)

    set_day(fair, FAIR_DAY, Hours(time(14), time(15), 20), actor=officer, at=at)

    assert (fair.days.count(), fair.slots.count()) == (1, 3)


@pytest.mark.parametrize(
    "hours",
    [
        Hours(time(12), time(10), 30),
        Hours(time(10), time(12), 0),
        Hours(time(10), time(10, 20), 30),
        Hours(time(10), time(12), 30, -1),
    ],
)
def test_hours_that_give_no_slot_are_refused(hours):
    with pytest.raises(HoursRefused):
        lay_out(make_fair(), FAIR_DAY, hours)


def test_break_that_ends_before_it_begins_is_refused():
    with pytest.raises(BreaksRefused):
        lay_out(make_fair(), FAIR_DAY, Hours(time(10), time(12), 30, 0, ((time(11), time(10)),)))


def test_slots_of_two_days_do_not_overlap(at):
    fair = make_fair(zone="America/New_York")
    officer = make_officer(fair)
    set_day(fair, date(2026, 11, 25), MORNING, actor=officer, at=at)
    fair.zone = "Asia/Seoul"

    with pytest.raises(SlotsOverlap):
        set_day(fair, date(2026, 11, 26), Hours(time(0), time(2), 30), actor=officer, at=at)


def test_day_with_meetings_is_kept(at):
    fair = make_fair()
    officer = make_officer(fair)
    [slot] = make_slots(fair, 1)
    request = make_request(make_buyer(fair), make_supplier(fair))
    make_published(fair, [(request, slot)])

    with pytest.raises(SlotsInUse):
        set_day(fair, FAIR_DAY, MORNING, actor=officer, at=at)
    with pytest.raises(SlotsInUse):
        remove_day(slot.day, actor=officer, at=at)


def test_hall_with_tables_is_not_left_out(at):
    fair = make_fair()
    officer = make_officer(fair)
    make_hall(fair, "A홀")
    make_buyer(fair, hall=fair.halls.get())

    with pytest.raises(StillNeeded):
        set_halls(fair, ["B홀"], actor=officer, at=at)
    halls = set_halls(fair, ["B홀", "A홀", "B홀", " "], actor=officer, at=at)

    assert [hall.name for hall in halls] == ["B홀", "A홀"]


@pytest.mark.parametrize("on", [date(1, 1, 1), date(9999, 12, 31)])
def test_day_out_of_every_calendar_is_refused(on, at):
    fair = make_fair()

    with pytest.raises(DateRefused, match="2100"):
        set_day(fair, on, MORNING, actor=make_officer(fair), at=at)

    assert not fair.days.exists()


@pytest.mark.parametrize(("on", "hours_of_slots"), [(14, [1, 3, 4, 5]), (15, [1, 2, 3, 4, 5])])
def test_hour_that_the_clocks_skip_has_no_slot(on, hours_of_slots, at):
    fair = make_fair(zone="America/New_York")
    night = Hours(time(1), time(6), 60)

    day = set_day(fair, date(2027, 3, on), night, actor=make_officer(fair), at=at)

    begins = [slot.starts_at.astimezone(fair.tz).hour for slot in day.slots.all()]
    assert begins == hours_of_slots


def test_second_officer_who_takes_the_same_step_is_refused(at):
    fair = make_fair(state="published")
    read = Fair.objects.get(pk=fair.pk)
    step_fair(fair, "end", actor=make_officer(fair), at=at)

    with pytest.raises(WrongState):
        step_fair(read, "end", actor=make_officer(fair), at=at)

    assert AuditEvent.objects.filter(new__state="ended").count() == 1
