"""Benefits: what a round promised goes to every holder, from day to day, until it ends."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime, timedelta
from threading import Barrier

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.factories import MOMENT
from tests.honors.factories import make_benefit, make_honor
from tests.notices.factories import kinds_told
from tests.programs.factories import call_world

from sangsaeng.honors.actions.benefits import (
    Granted,
    Used,
    grant_by_hand,
    grant_promised,
    note_use,
    stop_benefit,
)
from sangsaeng.honors.events import HonorGiven, HonorRevoked
from sangsaeng.honors.models import Benefit, BenefitUse
from sangsaeng.honors.queries.benefits import get_benefit_for, held_by, state_on
from sangsaeng.honors.refusals import (
    BenefitHeldAlready,
    BenefitStopped,
    HonorRevokedBefore,
    NotHeldThatDay,
)
from sangsaeng.honors.tasks import remind_holders
from sangsaeng.honors.terms import last_day, reminder_for
from sangsaeng.kernel.events import announce
from sangsaeng.kernel.files import FileKindRefused
from sangsaeng.kernel.house import Tick
from sangsaeng.kernel.refusals import NotAllowed, NotFound
from sangsaeng.programs.models import PromisedBenefit

pytestmark = pytest.mark.django_db

PDF = b"%PDF-1.4 evidence"
# The last second of New Year's Eve in Seoul, and the first of the new year.
EVE = datetime(2026, 12, 31, 14, 59, 59, tzinfo=UTC)
NEW_YEAR = EVE + timedelta(seconds=1)


@pytest.fixture
def world():
    world = call_world(state="published")
    for position, (kind, label, months) in enumerate(
        (
            ("immigration", "출입국 우대카드", 24),
            ("publicity", "TV 홍보", None),
        ),
        start=1,
    ):
        PromisedBenefit.objects.create(
            call=world.call,
            position=position,
            kind=kind,
            label=label,
            months=months,
            source="https://example.org/notice",
        )
    return world


@pytest.fixture
def honor(world):
    return make_honor(world.program, world.large, world.small, call=world.call, entry=world.entry)


@pytest.fixture
def holder(honor, world):
    return honor.holders.get(organization=world.small)


@pytest.fixture
def benefit(holder):
    return make_benefit(holder)


@pytest.mark.parametrize(
    ("start", "months", "last"),
    [
        (date(2026, 11, 20), 24, date(2028, 11, 20)),
        (date(2026, 8, 31), 6, date(2027, 2, 28)),
        (date(2027, 8, 31), 6, date(2028, 2, 29)),
        (date(2026, 12, 31), 1, date(2027, 1, 31)),
        (date(2026, 12, 1), 12, date(2027, 12, 1)),
    ],
)
def test_a_term_ends_on_the_day_of_the_same_number_or_the_months_last(start, months, last):
    assert last_day(start, months) == last


def test_with_the_honor_every_holder_gets_what_the_round_promised(world, honor):
    announce(HonorGiven(honor, world.officer, MOMENT))

    for organization in (world.large, world.small):
        held = {one.kind: one for one in Benefit.objects.filter(holder__organization=organization)}
        assert held["immigration"].starts_on == date(2026, 11, 20)
        assert held["immigration"].ends_on == date(2028, 11, 20)
        assert held["immigration"].source == "https://example.org/notice"
        assert held["publicity"].ends_on is None


def test_granting_twice_is_granting_once(world, honor):
    for _again in range(2):
        grant_promised(honor, actor=world.officer, at=MOMENT)

    assert Benefit.objects.count() == 4


def test_an_honor_from_before_the_platform_promises_nothing_by_itself(world):
    past = make_honor(world.program, world.large)
    announce(HonorGiven(past, world.officer, MOMENT))

    assert not Benefit.objects.exists()


def test_an_officer_grants_what_a_past_round_brought_with_its_source(world, holder):
    granted = Granted(
        "survey_exemption",
        "수·위탁거래 실태조사 면제",
        date(2024, 3, 27),
        "보도자료",
        date(2026, 3, 27),
    )
    benefit = grant_by_hand(holder, granted, actor=world.officer, at=MOMENT)

    assert (benefit.source, benefit.ends_on) == ("보도자료", date(2026, 3, 27))
    with pytest.raises(BenefitHeldAlready):
        grant_by_hand(holder, granted, actor=world.officer, at=MOMENT)


def test_nobody_else_grants_or_stops(world, holder, benefit):
    granted = Granted("award", "포상 우대", date(2026, 1, 1), "https://example.org")
    for person in (world.large_lead, world.small_lead, world.outsider):
        with pytest.raises(NotAllowed):
            grant_by_hand(holder, granted, actor=person, at=MOMENT)
        with pytest.raises(NotAllowed):
            stop_benefit(benefit, "까닭", actor=person, at=MOMENT)


def test_nothing_is_granted_from_an_honor_that_was_taken_back(world, honor, holder):
    revoke(honor)
    holder.honor.refresh_from_db()

    with pytest.raises(HonorRevokedBefore):
        grant_by_hand(
            holder,
            Granted("award", "포상 우대", date(2026, 1, 1), "https://example.org"),
            actor=world.officer,
            at=MOMENT,
        )


@pytest.mark.parametrize(
    ("day", "holds"),
    [
        (date(2025, 12, 31), False),
        (date(2026, 1, 1), True),
        (date(2026, 12, 31), True),
        (date(2027, 1, 1), False),
    ],
)
@pytest.mark.usefixtures("benefit")
def test_it_holds_on_its_first_and_last_day_and_not_beside_them(day, holds):
    assert Benefit.objects.on(day).exists() is holds


def test_a_benefit_without_an_end_stays_open(holder):
    make_benefit(holder, ends_on=None)

    assert Benefit.objects.on(date(2099, 1, 1)).exists()
    assert not Benefit.objects.on(date(2025, 12, 31)).exists()


def test_a_stopped_benefit_does_not_hold_on_the_day_it_stops(world, benefit):
    stop_benefit(benefit, "제도 폐지", actor=world.officer, at=MOMENT)

    assert Benefit.objects.on(date(2026, 11, 1)).exists()
    assert not Benefit.objects.on(date(2026, 11, 2)).exists()
    with pytest.raises(BenefitStopped):
        stop_benefit(benefit, "또", actor=world.officer, at=MOMENT)


def test_the_day_it_stops_is_the_day_in_seoul(world, benefit):
    stop_benefit(benefit, "제도 폐지", actor=world.officer, at=NEW_YEAR)

    benefit.refresh_from_db()
    assert benefit.stopped_on == date(2027, 1, 1)


def revoke(honor):
    honor.state, honor.revoked_because, honor.revoked_at = "revoked", "사실과 다름", MOMENT
    honor.save()


def test_without_the_honor_there_is_no_benefit(world, honor, benefit):
    revoke(honor)
    announce(HonorRevoked(honor, world.officer, MOMENT))

    benefit.refresh_from_db()
    assert benefit.stopped_because == "사실과 다름"
    assert not Benefit.objects.on(date(2026, 12, 1)).exists()
    assert state_on(get_benefit_for(world.small_lead, benefit.code), date(2026, 12, 1)) == "stopped"


def test_a_use_is_noted_with_what_shows_it(world, benefit):
    use = note_use(
        benefit,
        Used(date(2026, 3, 2), "인천공항 출입국", "대표 출국", "card.pdf", PDF),
        actor=world.small_lead,
        at=MOMENT,
    )

    assert use.file.name == "card.pdf"
    assert BenefitUse.objects.get().noted_by == world.small_lead


@pytest.mark.parametrize("day", [date(2025, 12, 31), date(2026, 11, 3), date(2027, 1, 1)])
def test_no_use_outside_its_days_or_in_the_future(world, benefit, day):
    with pytest.raises(NotHeldThatDay):
        note_use(benefit, Used(day, "공항"), actor=world.small_lead, at=MOMENT)


def test_only_people_of_the_holder_note_a_use_and_only_documents(world, benefit):
    with pytest.raises(NotAllowed):
        note_use(benefit, Used(date(2026, 3, 2), "공항"), actor=world.large_lead, at=MOMENT)
    with pytest.raises(FileKindRefused):
        note_use(
            benefit,
            Used(date(2026, 3, 2), "공항", file_name="a.pdf", file=b"<html>"),
            actor=world.small_lead,
            at=MOMENT,
        )


def test_who_may_read_a_benefit(world, benefit):
    for person in (world.small_lead, world.officer):
        assert get_benefit_for(person, benefit.code) == benefit
    for person in (world.large_lead, world.other_lead, world.outsider):
        with pytest.raises(NotFound):
            get_benefit_for(person, benefit.code)


@pytest.mark.parametrize(
    ("left", "mark"), [(61, None), (60, 60), (15, 60), (14, 14), (0, 14), (-1, None)]
)
def test_the_latest_mark_that_has_come_counts(left, mark):
    assert reminder_for(left) == mark


def test_the_holder_is_reminded_sixty_and_fourteen_days_before_and_once_each(world, benefit):
    for days in (61, 60, 60, 59, 15, 14, 13, 0, -1):
        day = datetime(2026, 12, 31, tzinfo=UTC) - timedelta(days=days)
        remind_holders(Tick(day))

    benefit.refresh_from_db()
    assert benefit.reminded == 14
    assert kinds_told(world.small_lead) == ["benefit_ending", "benefit_ending"]
    assert kinds_told(world.large_lead) == []


def test_a_late_worker_still_reminds_once(world, benefit):
    remind_holders(Tick(datetime(2026, 12, 25, tzinfo=UTC)))
    remind_holders(Tick(datetime(2026, 12, 26, tzinfo=UTC)))

    assert kinds_told(world.small_lead) == ["benefit_ending"]
    benefit.refresh_from_db()
    assert benefit.reminded == 14


def test_the_day_of_a_reminder_turns_at_midnight_in_seoul(world, holder):
    make_benefit(holder, ends_on=date(2027, 3, 2))
    remind_holders(Tick(EVE))
    assert kinds_told(world.small_lead) == []
    remind_holders(Tick(NEW_YEAR))
    assert kinds_told(world.small_lead) == ["benefit_ending"]


def test_what_was_stopped_is_not_reminded_of(world, benefit):
    stop_benefit(benefit, "제도 폐지", actor=world.officer, at=MOMENT)
    remind_holders(Tick(datetime(2026, 12, 20, tzinfo=UTC)))

    assert kinds_told(world.small_lead) == []


def test_a_clock_with_nothing_due_costs_one_question(holder):
    make_benefit(holder, ends_on=date(2030, 1, 1))
    with CaptureQueriesContext(connection) as caught:
        remind_holders(Tick(MOMENT))

    assert len(caught) == 1


def test_a_list_of_three_costs_what_a_list_of_one_does(world, holder):
    def queries():
        with CaptureQueriesContext(connection) as caught:
            for one in held_by(world.small_lead):
                str(one.holder.honor.program), list(one.uses.all()), state_on(one, date(2026, 5, 5))
        return len(caught)

    make_benefit(holder)
    one = queries()
    make_benefit(holder, label="둘")
    make_benefit(holder, label="셋")

    assert queries() == one


@pytest.mark.django_db(transaction=True)
def test_a_benefit_is_stopped_once_by_two_officers_at_a_time(world, benefit):
    together = Barrier(2)

    def stop(reason):
        together.wait()
        try:
            stop_benefit(benefit, reason, actor=world.officer, at=MOMENT)
        except BenefitStopped:
            return "refused"
        finally:
            connection.close()
        return reason

    with ThreadPoolExecutor(2) as pool:
        said = sorted(pool.map(stop, ["가", "나"]))

    benefit.refresh_from_db()
    assert said[0] == "refused"
    assert benefit.stopped_because == said[1]
