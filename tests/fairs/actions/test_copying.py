"""A copy has the parts that were chosen, at the same hours of the wall clock, and no past."""

import threading
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

import pytest
from django.db import connection
from tests.factories import make_member, make_operator, make_organization
from tests.fairs.factories import (
    make_buyer,
    make_desk,
    make_fair,
    make_fair_role,
    make_hall,
    make_officer,
    make_participant,
    make_published,
    make_request,
    make_slots,
    make_supplier,
    make_tables,
)

from sangsaeng.fairs.actions.copying import Copy, copy_fair
from sangsaeng.fairs.models import AskingRule, Fair, FairRole, Population
from sangsaeng.fairs.queries.copying import Parts, preview_of
from sangsaeng.fairs.refusals.setting_up import DateRefused, SlotsOverlap, SlugTaken
from sangsaeng.kernel.models import AuditEvent
from sangsaeng.kernel.refusals import NotAllowed, Refusal

pytestmark = pytest.mark.django_db

NEXT_YEAR = date(2027, 11, 24)
NOTHING = Parts(rules=False, hours=False, halls=False, people=False, buyers=False, others=False)
EVERYTHING = Parts(others=True)


@pytest.fixture
def fair():
    """A fair that was held, with all that can be copied and all that cannot."""
    fair = make_fair(
        "2026 상담회", supplier_limit=4, buyer_quota=9, no_show_cost=20, first_timer_floor=1
    )
    make_slots(fair, 2, on=date(2026, 11, 25))
    make_slots(fair, 3, on=date(2026, 11, 27), begins=time(14), minutes=20)
    hall = make_hall(fair, "A홀")
    buyer = make_buyer(fair, tables=2, hall=hall, interests="노즐", about="압력 용기를 삽니다")
    supplier = make_supplier(fair, is_first_timer=True)
    AskingRule.objects.create(
        fair=fair, buyer_class="large", supplier_class="small", buyer_may_ask=False
    )
    make_published(fair, [(make_request(buyer, supplier), fair.slots.first())])
    return fair


@pytest.fixture
def officer(fair):
    """An officer who may open fairs in the organizer's name."""
    return make_fair_role(fair, person=make_member(fair.organizer))


def copied(fair, parts, actor, at, **fields):
    """The copy, read anew."""
    fields = {"slug": "next", "name": "2027 상담회", "first_day": NEXT_YEAR} | fields
    copy = copy_fair(fair, Copy(parts=parts, **fields), actor=actor, at=at)
    return Fair.objects.get(pk=copy.pk)


def wall(fair):
    """The slots as the clock on the wall shows them."""
    return [
        f"{slot.starts_at.astimezone(fair.tz):%m-%d %H:%M}–{slot.ends_at.astimezone(fair.tz):%H:%M}"
        for slot in fair.slots.all()
    ]


def test_a_copy_of_everything_has_everything_but_the_past(fair, officer, at):
    copy = copied(fair, EVERYTHING, officer, at)

    assert (copy.state, copy.copied_from, copy.place) == ("preparing", fair, fair.place)
    assert (copy.supplier_limit, copy.buyer_quota, copy.no_show_cost) == (4, 9, 20)
    assert not copy.asking_rules.get().buyer_may_ask
    assert copy.participants.count() == 2
    assert [table.hall.name for table in copy.tables.all()] == ["A홀", "A홀"]
    assert {table.participant.fair_id for table in copy.tables.all()} == {copy.pk}
    assert not copy.requests.exists()
    assert not copy.timetables.exists()
    assert AuditEvent.objects.filter(action="fairs.actions.copying.copy_fair").exists()


def test_days_move_together_and_keep_their_wall_hours(fair, officer, at):
    copy = copied(fair, EVERYTHING, officer, at)

    assert [day.date for day in copy.days.all()] == [NEXT_YEAR, date(2027, 11, 26)]
    assert wall(copy) == [
        "11-24 10:00–10:30",
        "11-24 10:30–11:00",
        "11-26 14:00–14:20",
        "11-26 14:20–14:40",
        "11-26 14:40–15:00",
    ]


def test_wall_hours_stay_where_clocks_change(at):
    fair = make_fair(zone="Europe/Berlin")
    make_slots(fair, 2, on=date(2026, 3, 25))
    copy = copied(fair, Parts(), make_operator(), at, first_day=date(2026, 4, 1))

    assert wall(copy) == ["04-01 10:00–10:30", "04-01 10:30–11:00"]
    gap = copy.slots.first().starts_at - fair.slots.first().starts_at
    assert gap.total_seconds() == (7 * 24 - 1) * 3600


def test_hours_that_the_clocks_skip_are_refused(at):
    fair = make_fair(zone="America/New_York")
    make_slots(fair, 3, on=date(2027, 3, 7), begins=time(1), minutes=60)

    with pytest.raises(SlotsOverlap):
        copied(fair, Parts(), make_operator(), at, first_day=date(2027, 3, 14))


def test_a_deadline_for_answers_moves_with_the_days(fair, officer, at):
    seoul = ZoneInfo("Asia/Seoul")
    fair.answer_by = datetime(2026, 11, 10, 18, 0, tzinfo=seoul)
    fair.save()

    copy = copied(fair, Parts(), officer, at)
    assert copy.answer_by == datetime(2027, 11, 9, 18, 0, tzinfo=seoul)


def test_nothing_chosen_is_a_bare_frame(fair, officer, at):
    copy = copied(fair, NOTHING, officer, at)

    assert copy.supplier_limit is None
    assert not copy.slots.exists()
    assert not copy.halls.exists()
    assert not copy.participants.exists()
    assert [role.person for role in copy.roles.all()] == [officer]


def test_buyers_bring_their_tables_and_the_halls_these_stand_in(fair, officer, at):
    copy = copied(fair, Parts(halls=False), officer, at)

    assert [one.side for one in copy.participants.all()] == ["buyer"]
    assert copy.halls.get().name == "A홀"
    assert copy.tables.count() == 2


def test_people_keep_their_part_and_whoever_copies_is_an_officer(fair, officer, at):
    desk = make_desk(fair)
    gone = make_officer(fair)
    fair.roles.filter(person=gone).update(ended_at=at)
    copy = copied(fair, Parts(), officer, at)

    assert {(role.person, role.role) for role in copy.roles.all()} == {
        (officer, FairRole.Role.OFFICER),
        (desk, FairRole.Role.DESK),
    }


def test_a_profile_comes_along_to_be_looked_over_again(fair, officer, at):
    fair.participants.filter(side="buyer").update(profile_state="complete")
    buyer = copied(fair, Parts(), officer, at).participants.get()

    assert (buyer.about, buyer.interests) == ("압력 용기를 삽니다", "노즐")
    assert buyer.profile_state == "draft"


def test_who_took_part_before_is_no_first_timer_any_more(fair, officer, at):
    copy = copied(fair, EVERYTHING, officer, at)

    assert not copy.participants.filter(is_first_timer=True).exists()


def test_first_timers_stay_such_while_no_fair_was_held(fair, officer, at):
    fair.state = "preparing"
    fair.save()
    copy = copied(fair, EVERYTHING, officer, at)

    assert copy.participants.filter(is_first_timer=True).count() == 1


def test_an_organization_that_became_another_stays_behind(fair, officer, at):
    lost = fair.participants.get(side="supplier").organization
    lost.merged_into = make_organization()
    lost.save()

    assert copied(fair, EVERYTHING, officer, at).participants.count() == 1


def test_among_one_population_common_tables_come_along(at):
    fair = make_fair(population=Population.ONE)
    make_slots(fair, 1)
    make_tables(fair, 3)
    make_participant(fair)
    copy = copied(fair, Parts(others=True), make_operator(), at)

    assert copy.tables.filter(participant=None).count() == 3
    assert copy.participants.get().side == "member"


def test_preview_tells_what_the_copy_then_holds(fair, officer, at):
    for parts in (EVERYTHING, NOTHING, Parts(halls=False), Parts(hours=False, buyers=False)):
        preview = preview_of(fair, parts, NEXT_YEAR)
        copy = copied(fair, parts, officer, at, slug=f"copy-{parts.others}-{hash(parts)}")

        assert preview.slots == copy.slots.count()
        assert len(preview.halls) == copy.halls.count()
        assert preview.tables == copy.tables.count()
        assert preview.buyers + preview.others == copy.participants.count()
        assert not parts.people or preview.people == copy.roles.count()


def test_an_address_is_given_once(fair, officer, at):
    with pytest.raises(SlugTaken):
        copied(fair, Parts(), officer, at, slug=fair.slug)


def test_days_beyond_any_calendar_are_refused(fair, officer, at):
    with pytest.raises(DateRefused):
        copied(fair, Parts(), officer, at, first_day=date(2150, 1, 1))


def test_only_an_officer_who_may_open_fairs_copies(fair, at):
    manager_of_organizer = make_member(fair.organizer)
    for person in (make_officer(fair), make_desk(fair), manager_of_organizer):
        with pytest.raises(NotAllowed):
            copied(fair, Parts(), person, at)


@pytest.mark.parametrize("rows", [1, 3])
def test_copying_takes_as_many_queries_for_three_participants_as_for_one(
    rows, at, django_assert_max_num_queries
):
    fair = make_fair()
    make_slots(fair, rows)
    for _ in range(rows):
        make_buyer(fair)
    operator = make_operator()

    with django_assert_max_num_queries(32):
        copy_fair(fair, Copy("next", "다음", NEXT_YEAR, EVERYTHING), actor=operator, at=at)


@pytest.mark.django_db(transaction=True)
def test_two_copies_that_take_one_address_at_once_are_one_copy_and_a_refusal(fair, officer, at):
    ready, refused = threading.Barrier(2), []

    def reach():
        try:
            ready.wait(timeout=10)
            copied(fair, NOTHING, officer, at)
        except Refusal as refusal:
            refused.append(refusal.code)
        finally:
            connection.close()

    threads = [threading.Thread(target=reach) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert refused == [SlugTaken.code]
    assert Fair.objects.filter(slug="next").count() == 1
