"""A field check is written by who was there and signed by both sides, exactly as they read it."""

from datetime import date, timedelta
from io import BytesIO

import pytest
from pypdf import PdfReader
from tests.factories import MOMENT, make_member, make_operator, make_person
from tests.judging.factories import make_judge, make_review, make_seal
from tests.programs.factories import call_world, make_stage
from tests.web.documents.materials import CANARY, jpg

from sangsaeng.judging.actions.visiting import (
    Found,
    Plan,
    add_photo,
    call_off_visit,
    plan_visit,
    reopen_visit,
    sign_visit,
    write_visit,
)
from sangsaeng.judging.papers import digest_of, items_of, visit_paper
from sangsaeng.judging.refusals import (
    NotTheSignersName,
    NotWhatWasRead,
    PhotoUnreadable,
    StandsStill,
    VisitorIsOfTheTeam,
    VisitorJudgesIt,
    VisitSignedByThatSide,
)
from sangsaeng.kernel.files import FileKindRefused, open_stored
from sangsaeng.kernel.refusals import Invalid, NotAllowed, NotFound, WrongState

pytestmark = pytest.mark.django_db
LATER = MOMENT + timedelta(days=20)
DAY = date(2026, 11, 20)


@pytest.fixture
def world():
    world = call_world("judging")
    world.stage = make_stage(world.call, 2, "field", "현장 확인")
    world.visitor = make_person("확인자하나")
    return world


def plan(world, **fields):
    given = {"visitor": world.visitor, "planned_on": DAY} | fields
    return plan_visit(world.stage, world.entry, Plan(**given), actor=world.officer, at=MOMENT)


def found(visit, *, holds=True, **fields):
    findings = tuple((key, holds, "보았음") for key, _label in items_of(visit))
    given = {"visited_on": DAY, "place": "1공장", "met": "공장장", "findings": findings} | fields
    return Found(**given)


def written(world, **fields):
    visit = plan(world)
    return write_visit(visit, found(visit, **fields), actor=world.visitor, at=LATER)


def sign(visit, side, person, *, name=None, seen=None):
    seen = visit.sha256 if seen is None else seen
    return sign_visit(visit, side, name or person.name, seen, actor=person, at=LATER)


def test_a_form_is_planned_written_and_signed_by_both_sides(world):
    visit = written(world)
    assert (visit.state, visit.sha256) == ("written", digest_of(visit))
    half = sign(visit, "visited", world.large_lead)
    assert half.state == "half_signed"
    whole = sign(half, "visitor", world.visitor)

    assert whole.state == "signed"
    assert {one.sha256 for one in whole.signatures.all()} == {whole.sha256}


def test_the_criteria_of_the_stage_are_what_is_checked(world):
    world.stage.criteria.create(position=1, key="site", label="공정이 있다", weight=100)

    assert items_of(plan(world)) == (("site", "공정이 있다"),)


def test_who_belongs_to_the_team_or_judges_it_blind_does_not_go(world):
    with pytest.raises(VisitorIsOfTheTeam):
        plan(world, visitor=world.large_staff)
    judge = make_judge(world.call, world.call.stages.first())
    make_review(judge, world.entry, world.call.stages.first())
    with pytest.raises(VisitorJudgesIt):
        plan(world, visitor=judge.person)
    type(world.call).objects.update(is_blind=False)
    world.entry.call.refresh_from_db()
    assert plan(world, visitor=judge.person).state == "planned"


def test_only_the_officer_plans_and_only_for_a_field_stage(world):
    for actor in (world.large_lead, world.visitor, make_operator()):
        with pytest.raises(NotAllowed):
            plan_visit(world.stage, world.entry, Plan(world.visitor, DAY), actor=actor, at=MOMENT)
    with pytest.raises(Invalid):
        plan_visit(
            world.call.stages.first(),
            world.entry,
            Plan(world.visitor, DAY),
            actor=world.officer,
            at=MOMENT,
        )


def test_only_the_visitor_writes_and_about_a_day_that_has_come(world):
    visit = plan(world)
    for actor in (world.officer, world.large_lead, make_person()):
        with pytest.raises(NotAllowed):
            write_visit(visit, found(visit), actor=actor, at=LATER)
    with pytest.raises(Invalid):
        write_visit(
            visit, found(visit, visited_on=DAY + timedelta(days=9)), actor=world.visitor, at=LATER
        )


def test_an_item_nobody_spoke_of_is_missing_and_not_fine(world):
    visit = plan(world)
    with pytest.raises(Invalid) as refused:
        write_visit(visit, found(visit, findings=()), actor=world.visitor, at=LATER)

    assert set(refused.value.faults) == {f"holds-{key}" for key, _label in items_of(visit)}


def test_a_visitor_who_joins_the_team_loses_the_form(world):
    visit = written(world)
    world.large.memberships.create(person=world.visitor, role="staff", began_at=MOMENT)
    with pytest.raises(NotAllowed):
        sign(visit, "visitor", world.visitor)


@pytest.mark.parametrize("side", ["visitor", "visited"])
def test_nobody_signs_for_a_side_that_is_not_theirs(world, side):
    visit = written(world)
    own = {"visitor": {world.visitor}, "visited": {world.large_lead, world.small_lead}}[side]
    for actor in (world.officer, world.large_staff, world.other_lead, *own):
        if actor in own:
            continue
        with pytest.raises(NotAllowed):
            sign(visit, side, actor)
    with pytest.raises(NotFound):
        sign(visit, "both", world.visitor)


def test_one_side_signs_once_and_under_its_own_name(world):
    visit = written(world)
    with pytest.raises(NotTheSignersName):
        sign(visit, "visitor", world.visitor, name="남의이름")
    sign(visit, "visitor", world.visitor)
    with pytest.raises(VisitSignedByThatSide):
        sign(visit, "visitor", world.visitor)


def test_what_was_not_read_is_not_signed(world):
    visit = written(world)
    old = visit.sha256
    again = write_visit(visit, found(visit, holds=False), actor=world.visitor, at=LATER)
    assert again.sha256 != old
    for seen in (old, "", "0" * 64):
        with pytest.raises(NotWhatWasRead):
            sign(again, "visited", world.large_lead, seen=seen)


def test_a_form_that_was_changed_behind_the_door_is_not_signed(world):
    visit = written(world)
    type(visit).objects.update(remarks="몰래 고침")
    with pytest.raises(NotWhatWasRead):
        sign(visit, "visited", world.large_lead)


def test_writing_anew_voids_the_first_signature(world):
    visit = sign(written(world), "visitor", world.visitor)
    with pytest.raises(WrongState):
        write_visit(visit, found(visit), actor=world.visitor, at=LATER)
    visit = reopen_visit(visit, actor=world.visitor, at=LATER)

    assert (visit.state, visit.signatures.count()) == ("written", 0)


def test_what_both_signed_is_never_written_again(world):
    visit = sign(sign(written(world), "visitor", world.visitor), "visited", world.small_lead)
    for again in (
        lambda: write_visit(visit, found(visit), actor=world.visitor, at=LATER),
        lambda: reopen_visit(visit, actor=world.visitor, at=LATER),
        lambda: add_photo(visit, "a.jpg", jpg(), actor=world.visitor, at=LATER),
        lambda: call_off_visit(visit, actor=world.officer, at=LATER),
    ):
        with pytest.raises(WrongState):
            again()


def test_photos_lose_what_the_camera_wrote_and_are_part_of_what_is_signed(world):
    visit = written(world)
    photo = add_photo(
        visit, f"{CANARY}.jpg", jpg(text=CANARY.encode()), "공정", actor=world.visitor, at=LATER
    )
    visit.refresh_from_db()
    with open_stored(photo.file) as stored:
        assert CANARY.encode() not in stored.read()

    assert CANARY not in photo.file.name
    assert visit.sha256 == digest_of(visit)


def test_what_is_no_photo_is_refused(world):
    visit = written(world)
    with pytest.raises(PhotoUnreadable):
        add_photo(visit, "a.jpg", jpg()[:-20], actor=world.visitor, at=LATER)
    with pytest.raises(FileKindRefused):
        add_photo(visit, "a.jpg", b"%PDF-1.4", actor=world.visitor, at=LATER)


def test_a_planned_visit_is_called_off_and_a_written_one_is_not(world):
    visit = plan(world)
    call_off_visit(visit, actor=world.officer, at=LATER)
    visit.refresh_from_db()
    assert visit.state == "called_off"
    with pytest.raises(WrongState):
        call_off_visit(written(world), actor=world.officer, at=LATER)


def test_while_judging_stands_still_nobody_writes_or_signs(world):
    visit = written(world)
    make_seal(world.call, world.officer)
    for deed in (
        lambda: plan(world),
        lambda: write_visit(visit, found(visit), actor=world.visitor, at=LATER),
        lambda: sign(visit, "visited", world.large_lead),
    ):
        with pytest.raises(StandsStill):
            deed()


def test_the_paper_says_what_was_found_and_who_signed(world):
    visit = sign(written(world), "visited", make_member(world.large, "manager", name="한빛관리자"))
    said = "".join(
        page.extract_text() for page in PdfReader(BytesIO(visit_paper(visit, LATER))).pages
    )

    assert "현장 확인서" in said
    assert "한빛관리자" in said
    assert visit.sha256[:16] in said.replace("\n", "")
