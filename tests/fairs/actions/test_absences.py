"""Absences on record: settled from the desk's marks, answered, excused, settled again."""

from uuid import UUID

import pytest
from tests.factories import make_operator, make_person
from tests.fairs.actions.test_noting import hearing
from tests.fairs.factories import make_desk, make_officer, make_staff
from tests.fairs.factories_after import AFTER, make_mark, make_met, make_no_show, make_opening

from sangsaeng.fairs.actions.absences import (
    answer_no_show,
    count_no_show,
    excuse_no_show,
    record_no_shows,
)
from sangsaeng.fairs.actions.setting_up import step_fair
from sangsaeng.fairs.events import NoShowRecorded
from sangsaeng.fairs.models import NoShow
from sangsaeng.fairs.refusals.afterward import AbsencesUnsettled
from sangsaeng.kernel.models import AuditEvent
from sangsaeng.kernel.refusals import NotAllowed

pytestmark = pytest.mark.django_db


@pytest.fixture
def met():
    """A meeting of a fair that is over."""
    request = make_met()
    request.fair.state = "ended"
    request.fair.save()
    return request


@pytest.fixture
def officer(met):
    """An officer of the fair."""
    return make_officer(met.fair)


def settle(met, officer):
    """Settle, and return the sides on record."""
    record_no_shows(met.fair, actor=officer, at=AFTER)
    return set(NoShow.objects.values_list("request", "participant"))


def test_side_that_was_marked_absent_goes_on_record(met, officer):
    make_mark(met, met.supplier, "absent")
    make_mark(met, met.buyer, "present")

    assert settle(met, officer) == {(met.pk, met.supplier.pk)}
    assert NoShow.objects.get().organization == met.supplier.organization


def test_both_sides_may_be_absent(met, officer):
    make_mark(met, met.supplier, "absent")
    make_mark(met, met.buyer, "absent")

    assert len(settle(met, officer)) == 2


@pytest.mark.parametrize("kind", ["present", "late", "unmarked"])
def test_later_mark_replaces_an_absence(met, officer, kind):
    make_mark(met, met.supplier, "absent")
    make_mark(met, met.supplier, kind, minutes=3)

    assert settle(met, officer) == set()


def test_latest_moment_counts_and_not_the_order_of_arrival(met, officer):
    make_mark(met, met.supplier, "present", minutes=5)
    make_mark(met, met.supplier, "absent", minutes=1)

    assert settle(met, officer) == set()


def test_of_two_marks_of_one_moment_the_higher_key_holds(met, officer):
    make_mark(met, met.supplier, "absent", key=UUID(int=2**100 + 1))
    make_mark(met, met.supplier, "present", key=UUID(int=2**100))

    assert len(settle(met, officer)) == 1


def test_colleague_who_fills_in_is_not_absent(met, officer):
    make_mark(met, met.supplier, "absent")
    make_mark(met, met.supplier, "present", minutes=2, stand_in="박대리")

    assert settle(met, officer) == set()


def test_meeting_that_was_called_off_is_nobodys_absence(met, officer):
    make_mark(met, met.supplier, "absent")
    make_opening(met, "called_off")

    assert settle(met, officer) == set()


def test_absence_that_freed_its_place_is_an_absence(met, officer):
    make_mark(met, met.supplier, "absent")
    make_opening(met, "absent")

    assert len(settle(met, officer)) == 1


def test_organization_that_was_not_marked_is_not_absent(met, officer):
    assert settle(met, officer) == set()


def test_ending_the_fair_settles_and_tells_each_once():
    met = make_met()
    officer = make_officer(met.fair)
    make_mark(met, met.supplier, "absent")

    with hearing(NoShowRecorded) as told:
        step_fair(met.fair, "end", actor=officer, at=AFTER)
        record_no_shows(met.fair, actor=officer, at=AFTER)

    assert [one.no_show.participant for one in told] == [met.supplier]


def test_settling_again_keeps_answers_and_takes_back_what_was_corrected(met, officer):
    other = make_met(met.fair, 1)
    met.fair.state = "ended"
    met.fair.save()
    make_mark(met, met.supplier, "absent")
    make_mark(other, other.supplier, "absent")
    settle(met, officer)
    kept = NoShow.objects.get(request=met)
    answer_no_show(kept, "교통 사고", actor=make_staff(met.supplier), at=AFTER)
    make_mark(other, other.supplier, "late", minutes=9)

    assert settle(met, officer) == {(met.pk, met.supplier.pk)}
    assert NoShow.objects.get().answer == "교통 사고"
    assert AuditEvent.objects.filter(new__removed=True).count() == 1


def test_nothing_is_settled_before_the_end(met, officer):
    met.fair.state = "published"
    met.fair.save()

    with pytest.raises(AbsencesUnsettled):
        settle(met, officer)


def test_only_officers_settle(met):
    for actor in (make_desk(met.fair), make_staff(met.supplier), make_person()):
        with pytest.raises(NotAllowed):
            settle(met, actor)


def test_organization_answers_and_may_take_its_words_back(met):
    absence, staff = make_no_show(met.supplier, met), make_staff(met.supplier)

    answer_no_show(absence, " 항공편이 결항되었습니다. ", actor=staff, at=AFTER)
    assert (absence.answer, absence.answered_at) == ("항공편이 결항되었습니다.", AFTER)
    answer_no_show(absence, " ", actor=staff, at=AFTER)
    assert (absence.answer, absence.answered_at) == ("", None)


def test_nobody_answers_for_an_organization(met, officer):
    absence = make_no_show(met.supplier, met)

    for actor in (officer, make_operator(), make_staff(met.buyer)):
        with pytest.raises(NotAllowed):
            answer_no_show(absence, "죄송합니다", actor=actor, at=AFTER)


def test_officer_excuses_and_counts_again_and_the_trail_keeps_both(met, officer):
    absence = make_no_show(met.supplier, met)

    excuse_no_show(absence, actor=officer, at=AFTER)
    assert not NoShow.objects.counting().exists()
    assert absence.excused_by == officer
    count_no_show(absence, actor=officer, at=AFTER)
    assert NoShow.objects.counting().exists()

    trail = AuditEvent.objects.filter(subject_type="fairs.noshow").order_by("pk")
    assert [one.action.rsplit(".", 1)[1] for one in trail] == ["excuse_no_show", "count_no_show"]


def test_officer_of_another_fair_excuses_nothing(met):
    absence = make_no_show(met.supplier, met)
    stranger = make_officer(make_met().fair)

    for deed in (excuse_no_show, count_no_show):
        with pytest.raises(NotAllowed):
            deed(absence, actor=stranger, at=AFTER)
