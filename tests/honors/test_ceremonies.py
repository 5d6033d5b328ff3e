"""Ceremonies: the list comes from the honors, seats are nobody's twice, the press reads facts."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date, timedelta
from threading import Barrier

import pytest
from django.db import connection
from tests.factories import MOMENT, make_organization
from tests.honors.factories import make_ceremony, make_honor
from tests.notices.factories import kinds_told
from tests.programs.factories import call_world

from sangsaeng.honors.actions.ceremonies import Plan, hold_ceremony, move_guest, seat_guests
from sangsaeng.honors.actions.guests import (
    Listed,
    add_guest,
    answer_invitation,
    ask_guests,
    change_guest,
    check_in,
    import_guests,
    list_from_honors,
    remove_guest,
)
from sangsaeng.honors.models import Ceremony, Guest
from sangsaeng.honors.queries.ceremonies import get_invitation_for, turnout_of
from sangsaeng.honors.queries.press import press_of
from sangsaeng.honors.refusals import (
    CeremonyNotReady,
    GuestListedAlready,
    NoSuchSeat,
    SeatTaken,
    TooFewSeats,
)
from sangsaeng.kernel.refusals import NotAllowed, NotFound, WrongState
from sangsaeng.programs.queries.handed_in import answers_handed_in

pytestmark = pytest.mark.django_db

PLAN = Plan("윈윈 아너스 수여식", MOMENT + timedelta(days=30), "서울 코엑스", 3, 4, "개회\n시상")


@pytest.fixture
def world():
    world = call_world(state="published")
    for entry in (world.entry, world.rival):
        entry.state = "selected"
        entry.save()
    # The second honor is entered first: the order is the numbers'.
    world.second = make_honor(
        world.program,
        world.other,
        world.other_small,
        call=world.call,
        entry=world.rival,
        number=2,
        title="촉매를 함께 만든 공정",
    )
    world.first = make_honor(
        world.program,
        world.large,
        world.small,
        call=world.call,
        entry=world.entry,
        number=1,
        title="불량률을 함께 낮춘 세정 공정",
        part="ESG",
        summary="세정 공정을 함께 고쳤습니다.",
    )
    world.ceremony = make_ceremony(world.call)
    return world


def listed(world):
    list_from_honors(world.ceremony, actor=world.officer, at=MOMENT)
    return {one.organization.name: one for one in world.ceremony.guests.all()}


def test_a_ceremony_is_set_once_and_changed_after(world):
    Ceremony.objects.all().delete()
    for place in ("서울 코엑스", "부산 벡스코"):
        hold_ceremony(world.call, replace(PLAN, place=place), actor=world.officer, at=MOMENT)

    assert Ceremony.objects.get().place == "부산 벡스코"


def test_nobody_but_the_officers_prepares_it(world):
    guest = listed(world)["다솜세정"]
    for person in (world.large_lead, world.small_lead, world.outsider):
        for deed in (
            lambda who: hold_ceremony(world.call, PLAN, actor=who, at=MOMENT),
            lambda who: list_from_honors(world.ceremony, actor=who, at=MOMENT),
            lambda who: seat_guests(world.ceremony, actor=who, at=MOMENT),
            lambda who: ask_guests(world.ceremony, actor=who, at=MOMENT),
            lambda who: add_guest(world.ceremony, Listed("손님"), actor=who, at=MOMENT),
            lambda who: move_guest(guest, 1, 1, actor=who, at=MOMENT),
            lambda who: check_in(guest, actor=who, at=MOMENT),
            lambda who: remove_guest(guest, actor=who, at=MOMENT),
        ):
            with pytest.raises(NotAllowed):
                deed(person)


def test_who_leads_each_holder_is_listed_and_listing_twice_adds_nobody(world):
    guests = listed(world)

    assert guests["한빛전자"].name == "한빛대표"
    assert guests["한빛전자"].person == world.large_lead
    assert all(one.receives for one in guests.values())
    assert list_from_honors(world.ceremony, actor=world.officer, at=MOMENT) == 0
    assert Guest.objects.count() == 4


def test_a_holder_without_people_keeps_its_place_without_a_name(world):
    world.other_small.memberships.update(ended_at=MOMENT)

    assert listed(world)["가온소재"].name == "수상자 미정"


def test_an_honor_taken_back_is_not_handed_over(world):
    world.second.state, world.second.revoked_because = "revoked", "사실과 다름"
    world.second.revoked_at = MOMENT
    world.second.save()

    assert set(listed(world)) == {"한빛전자", "다솜세정"}
    assert "촉매" not in press_of(world.ceremony, at=MOMENT).text


def test_without_honors_there_is_nobody_to_list(world):
    world.first.holders.all().delete()
    world.second.holders.all().delete()
    world.first.delete()
    world.second.delete()

    with pytest.raises(CeremonyNotReady):
        list_from_honors(world.ceremony, actor=world.officer, at=MOMENT)


def test_seats_follow_the_order_of_the_honors(world):
    guests = listed(world)
    visitor = add_guest(
        world.ceremony, Listed("직원", "", world.small), actor=world.officer, at=MOMENT
    )
    assert seat_guests(world.ceremony, actor=world.officer, at=MOMENT) == 5

    places = {}
    for one in (*guests.values(), visitor):
        one.refresh_from_db()
        places[one.name] = (one.row, one.seat)
    assert places == {
        "한빛대표": (1, 1),
        "다솜대표": (1, 2),
        "누리대표": (1, 3),
        "가온대표": (1, 4),
        "직원": (2, 1),
    }


def test_seating_again_seats_the_same(world):
    listed(world)
    seen = []
    for _again in range(2):
        seat_guests(world.ceremony, actor=world.officer, at=MOMENT)
        seen.append(list(world.ceremony.guests.order_by("pk").values_list("pk", "row", "seat")))

    assert seen[0] == seen[1]


def test_more_guests_than_seats_are_refused_with_the_numbers(world):
    listed(world)
    world.ceremony.rows, world.ceremony.seats_per_row = 1, 3
    world.ceremony.save()

    with pytest.raises(TooFewSeats) as refused:
        seat_guests(world.ceremony, actor=world.officer, at=MOMENT)
    assert refused.value.params == {"guests": 4, "seats": 3}


def test_a_guest_moves_to_a_free_seat_of_the_hall_alone(world):
    guests = listed(world)
    seat_guests(world.ceremony, actor=world.officer, at=MOMENT)
    guest = guests["다솜세정"]
    move_guest(guest, 3, 4, actor=world.officer, at=MOMENT)
    guest.refresh_from_db()
    assert (guest.row, guest.seat) == (3, 4)

    with pytest.raises(SeatTaken):
        move_guest(guest, 1, 1, actor=world.officer, at=MOMENT)
    for row, seat in ((4, 1), (1, 5), (0, 1), (None, 1), (1, None)):
        with pytest.raises(NoSuchSeat):
            move_guest(guest, row, seat, actor=world.officer, at=MOMENT)
    move_guest(guest, None, None, actor=world.officer, at=MOMENT)
    guest.refresh_from_db()
    assert guest.row is None


def test_who_sat_beyond_a_smaller_hall_stands_up(world):
    guest = listed(world)["다솜세정"]
    move_guest(guest, 3, 4, actor=world.officer, at=MOMENT)
    hold_ceremony(world.call, replace(PLAN, rows=2), actor=world.officer, at=MOMENT)

    guest.refresh_from_db()
    assert guest.row is None


@pytest.mark.django_db(transaction=True)
def test_one_seat_is_given_to_one_of_two_at_a_time(world):
    guests = listed(world)
    together = Barrier(2)

    def move(guest):
        together.wait()
        try:
            move_guest(guest, 2, 2, actor=world.officer, at=MOMENT)
        except SeatTaken:
            return "taken"
        finally:
            connection.close()
        return "seated"

    with ThreadPoolExecutor(2) as pool:
        said = sorted(pool.map(move, [guests["다솜세정"], guests["한빛전자"]]))

    assert said == ["seated", "taken"]
    assert Guest.objects.filter(row=2, seat=2).count() == 1


def test_guests_are_asked_once_and_only_they_answer(world):
    guest = listed(world)["다솜세정"]
    with pytest.raises(NotFound):
        get_invitation_for(world.small_lead, world.call.slug, guest.code)
    assert ask_guests(world.ceremony, actor=world.officer, at=MOMENT) == 4
    assert ask_guests(world.ceremony, actor=world.officer, at=MOMENT) == 0
    assert kinds_told(world.small_lead) == ["guest_asked"]

    guest = get_invitation_for(world.small_lead, world.call.slug, guest.code)
    for person in (world.large_lead, world.outsider, world.officer):
        with pytest.raises(NotFound):
            get_invitation_for(person, world.call.slug, guest.code)
        with pytest.raises(NotAllowed):
            answer_invitation(guest, "accept", actor=person, at=MOMENT)
    answer_invitation(guest, "accept", actor=world.small_lead, at=MOMENT)
    guest.refresh_from_db()
    assert guest.state == "coming"


def test_who_does_not_come_frees_the_seat_and_is_not_seated(world):
    guest = listed(world)["다솜세정"]
    ask_guests(world.ceremony, actor=world.officer, at=MOMENT)
    seat_guests(world.ceremony, actor=world.officer, at=MOMENT)
    answer_invitation(guest, "decline", actor=world.small_lead, at=MOMENT)

    guest.refresh_from_db()
    assert guest.row is None
    assert seat_guests(world.ceremony, actor=world.officer, at=MOMENT) == 3
    assert turnout_of(world.ceremony).not_coming == 1


def test_a_guest_arrives_once(world):
    guest = listed(world)["다솜세정"]
    check_in(guest, actor=world.officer, at=MOMENT)
    guest.refresh_from_db()
    assert guest.state == "arrived"
    with pytest.raises(WrongState):
        check_in(guest, actor=world.officer, at=MOMENT)


def test_a_guest_is_listed_once_by_hand_and_by_sheet(world):
    visitor = Listed("홍길동", "이사", world.small)
    guest = add_guest(world.ceremony, visitor, actor=world.officer, at=MOMENT)
    report = import_guests(
        world.ceremony, [visitor, Listed("임꺽정")], actor=world.officer, at=MOMENT
    )

    assert report == {"added": 1, "same": 1}
    change_guest(guest, Listed("홍길동", "전무"), actor=world.officer, at=MOMENT)
    guest.refresh_from_db()
    assert guest.title == "전무"
    remove_guest(guest, actor=world.officer, at=MOMENT)
    assert Guest.objects.count() == 1


def test_a_guest_of_an_honor_is_not_listed_twice_under_one_name(world):
    same = Listed("홍길동", "이사", world.small, world.first)
    add_guest(world.ceremony, same, actor=world.officer, at=MOMENT)

    with pytest.raises(GuestListedAlready):
        add_guest(world.ceremony, same, actor=world.officer, at=MOMENT)


def test_the_press_reads_who_when_where_and_both_partners(world):
    sheet = press_of(world.ceremony, at=MOMENT)

    assert sheet.lead == (
        "상생협력재단은 2026년 12월 2일 서울 코엑스에서 ‘윈윈 아너스 수여식’을 열어 "
        "사례 2건, 기업·기관 4곳에 윈윈 아너스를 수여한다."
    )
    assert sheet.when == "2026년 12월 2일(수요일) 09:00"
    first, second = sheet.cases
    assert first.sentence == (
        "한빛전자와 다솜세정은 ‘불량률을 함께 낮춘 세정 공정’ 사례로 함께 "
        "윈윈 아너스 ESG 부문 제1호를 받는다."
    )
    assert "누리화학과 가온소재는" in second.sentence


def test_after_the_day_it_is_told_as_past(world):
    before = press_of(world.ceremony, at=world.ceremony.held_at - timedelta(seconds=1))
    after = press_of(world.ceremony, at=world.ceremony.held_at)

    assert before.lead.endswith("수여한다.")
    assert after.lead.endswith("수여했다.")


def test_the_press_reads_public_answers_alone_each_with_its_source(world):
    text = press_of(world.ceremony, at=MOMENT).text

    assert "해결한 문제: 해결한 문제에 대한 답" in text
    assert f"출처: {world.entry.number}의 공개 항목" in text
    assert "이행 노력에 대한 답" not in text
    assert "담당자 연락처" not in text
    assert "한빛대표" not in text


def test_two_worlds_that_differ_in_what_is_not_public_read_alike(world):
    before = press_of(world.ceremony, at=MOMENT).text
    for entry in (world.entry, world.rival):
        submission = entry.submissions.get()
        submission.content["answers"] |= {"effort": "카나리아", "contact": "카나리아"}
        submission.pk, submission.number, submission.key = None, 2, "again"
        submission.save()

    assert answers_handed_in(world.entry)["effort"] == "카나리아"
    assert press_of(world.ceremony, at=MOMENT).text == before


def test_an_honor_from_before_the_platform_is_told_with_its_own_source(world):
    make_honor(
        world.program, make_organization("옛기업"), call=world.call, awarded_on=date(2026, 1, 1)
    )

    assert "출처: https://example.org/award" in press_of(world.ceremony, at=MOMENT).text
