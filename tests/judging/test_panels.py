"""Panels: judges named, seated, invited; their answers; what they declare before they see anything."""

import pytest
from tests.factories import make_operator, make_organization, make_person
from tests.judging.factories import make_judge, make_review
from tests.programs.factories import call_world, make_entry, make_stage

from sangsaeng.judging.actions.declaring import declare
from sangsaeng.judging.actions.panels import (
    JudgeFacts,
    SaidTie,
    answer_invitation,
    describe_judge,
    invite_judge,
    leave_panel,
    name_judge,
    seat_judge,
    state_tie,
)
from sangsaeng.judging.events import DeclarationNeeded
from sangsaeng.judging.kinds import Origin, TieKind
from sangsaeng.judging.models import Conflict, Judge, Seal, Tie
from sangsaeng.judging.queries.declaring import organizations_of, unspoken
from sangsaeng.judging.refusals import (
    AlreadyJudge,
    DeclarationIncomplete,
    NotInvitable,
    SeatHasReviews,
    StandsStill,
)
from sangsaeng.judging.rules import has_declared, may_keep_panel, may_read_as_judge
from sangsaeng.kernel.events import _listeners, announce, listen
from sangsaeng.kernel.models import OutboxMail, Person
from sangsaeng.kernel.refusals import Invalid, NotAllowed, WrongState
from sangsaeng.programs.events import EntrySubmitted

pytestmark = pytest.mark.django_db

NOBODY_KNOWN = JudgeFacts()


@pytest.fixture
def world():
    """A call whose entries are in."""
    return call_world()


@pytest.fixture
def stage(world):
    """Its only stage."""
    return world.call.stages.get()


def link_to(judge):
    """Where a judge finds their place."""
    return f"https://example.org/judging/{judge.code}/"


def no_ties(call):
    """A declaration about everybody that there is nothing."""
    return dict.fromkeys(organizations_of(call).values_list("pk", flat=True))


class TestNaming:
    """An officer names judges by e-mail address."""

    def test_somebody_known_is_found_whatever_the_case_of_the_address(self, world, at):
        person = make_person(email="judge@example.org")
        judge = name_judge(
            world.call, " Judge@Example.org", "", NOBODY_KNOWN, actor=world.officer, at=at
        )

        assert (judge.person, judge.state) == (person, "named")

    def test_somebody_new_gets_an_account_nobody_can_sign_in_to_without_mail(self, world, at):
        judge = name_judge(
            world.call, "new@example.org", "새사람", NOBODY_KNOWN, actor=world.officer, at=at
        )

        assert not judge.person.has_usable_password()

    @pytest.mark.parametrize(("email", "name"), [("nothing", "이름"), ("new@example.org", "  ")])
    def test_what_is_missing_is_said(self, world, at, email, name):
        with pytest.raises(Invalid):
            name_judge(world.call, email, name, NOBODY_KNOWN, actor=world.officer, at=at)
        assert not Judge.objects.exists()

    def test_named_once(self, world, at):
        make_judge(world.call, person=make_person(email="judge@example.org"))
        with pytest.raises(AlreadyJudge):
            name_judge(
                world.call, "judge@example.org", "", NOBODY_KNOWN, actor=world.officer, at=at
            )

    def test_conflicts_are_computed_at_once(self, world, at):
        name_judge(
            world.call, world.large_staff.email, "", NOBODY_KNOWN, actor=world.officer, at=at
        )

        assert Conflict.objects.get().entry == world.entry

    def test_conflicts_follow_what_is_said_of_the_affiliation(self, world, at):
        judge = make_judge(world.call, affiliation="다른 곳")
        world.small.names.create(name="다솜세정", key="다솜세정", use="official")
        facts = JudgeFacts(affiliation="다솜세정", sectors=["c26", " "], most_entries=3)
        describe_judge(judge, facts, actor=world.officer, at=at)

        judge.refresh_from_db()
        assert (judge.sectors, judge.most_entries) == (["C26"], 3)
        assert Conflict.objects.get().entry == world.entry

    def test_nobody_else_names(self, world, at):
        for actor in (make_operator(), world.large_lead, world.outsider):
            with pytest.raises(NotAllowed):
                name_judge(world.call, "new@example.org", "새", NOBODY_KNOWN, actor=actor, at=at)
        assert not Person.objects.filter(email="new@example.org").exists()

    def test_officer_who_is_a_partner_does_not_keep_the_panel(self, world):
        world.officer.memberships.create(
            organization=world.small, role="staff", began_at=world.call.opens_at
        )

        assert not may_keep_panel(world.officer, world.call)

    @pytest.mark.parametrize("state", ["invited", "accepted", "left"])
    def test_officer_who_is_a_judge_does_not_keep_the_panel(self, world, state):
        make_judge(world.call, person=world.officer, state=state)

        assert not may_keep_panel(world.officer, world.call)

    def test_not_while_judging_stands_still(self, world, at):
        Seal.objects.create(
            call=world.call, reason="사고", snapshot={}, sealed_by=world.officer, sealed_at=at
        )
        with pytest.raises(StandsStill):
            name_judge(world.call, "a@example.org", "새", NOBODY_KNOWN, actor=world.officer, at=at)


class TestSeats:
    """A judge sits in the panels of stages."""

    def test_seats_are_given_and_taken(self, world, stage, at):
        second = make_stage(world.call, 2, "evaluation", "2차 전문가 평가")
        judge = make_judge(world.call, stage)
        seat_judge(judge, [second], actor=world.officer, at=at)

        assert [seat.stage for seat in judge.seats.all()] == [second]

    def test_seat_with_reviews_stays(self, world, stage, at):
        judge = make_judge(world.call, stage)
        make_review(judge, world.entry, stage)
        with pytest.raises(SeatHasReviews):
            seat_judge(judge, [], actor=world.officer, at=at)

    def test_stage_of_another_call_is_passed_over(self, world, at):
        other = call_world_beside(world)
        judge = make_judge(world.call)
        seat_judge(judge, [other], actor=world.officer, at=at)

        assert not judge.seats.exists()


def call_world_beside(world):
    """A stage of another call of the program."""
    from tests.programs.factories import make_call

    return make_call(world.program, slug="another").stages.get()


class TestInviting:
    """A judge is asked by mail and answers by signing in."""

    def test_somebody_new_is_told_how_to_come_in_and_nothing_of_any_entry(self, world, stage, at):
        person = Person.objects.enter("new@example.org", "새사람")
        judge = make_judge(world.call, stage, person, "named", declared=False)
        invite_judge(judge, link_to, actor=world.officer, at=at)
        mails = OutboxMail.objects.filter(to=person.email)
        mail = mails.get(once__startswith="judge:")

        assert link_to(judge) in mail.body
        for hidden in (world.entry.title, world.large.name, world.small.name, world.officer.email):
            assert hidden not in mail.body + mail.subject

    def test_without_a_seat_nobody_is_asked(self, world, at):
        judge = make_judge(world.call, state="named")
        with pytest.raises(NotInvitable):
            invite_judge(judge, link_to, actor=world.officer, at=at)

    @pytest.mark.parametrize(("verb", "state"), [("accept", "accepted"), ("decline", "declined")])
    def test_judge_answers(self, world, stage, at, verb, state):
        judge = make_judge(world.call, stage, state="invited")

        assert answer_invitation(judge, verb, actor=judge.person, at=at).state == state

    def test_nobody_answers_for_the_judge(self, world, stage, at):
        judge = make_judge(world.call, stage, state="invited")
        for actor in (world.officer, make_operator(), make_person()):
            with pytest.raises(NotAllowed):
                answer_invitation(judge, "accept", actor=actor, at=at)

    def test_what_was_never_asked_is_not_accepted(self, world, stage, at):
        judge = make_judge(world.call, stage, state="named")
        with pytest.raises(WrongState):
            answer_invitation(judge, "accept", actor=judge.person, at=at)

    def test_whoever_declined_may_be_asked_again(self, world, stage, at):
        judge = make_judge(world.call, stage, state="declined")

        assert invite_judge(judge, link_to, actor=world.officer, at=at).state == "invited"

    def test_leaving_frees_what_is_not_submitted_and_keeps_what_is(self, world, stage, at):
        judge = make_judge(world.call, stage)
        begun = make_review(judge, world.entry, stage, "begun")
        done = make_review(judge, world.rival, stage, "submitted", points=(5, 5))
        leave_panel(judge, "일정", actor=judge.person, at=at)
        begun.refresh_from_db()
        done.refresh_from_db()

        assert (begun.state, done.state) == ("released", "submitted")


class TestDeclaring:
    """Nothing of an entry is shown before the judge has spoken of its organizations."""

    def test_list_holds_every_organization_by_name_and_no_entry(self, world):
        names = [one.name for one in organizations_of(world.call)]

        assert names == ["가온소재", "누리화학", "다솜세정", "한빛전자"]

    @pytest.mark.parametrize("state", ["draft", "withdrawn", "screened_out"])
    def test_entries_that_are_not_judged_are_not_told(self, world, state):
        hidden = make_organization("가려진회사")
        entry = make_entry(world.call, hidden)
        entry.state, entry.remark = state, "까닭"
        entry.save()

        assert hidden not in organizations_of(world.call)

    def test_after_declaring_the_entry_opens_and_before_it_does_not(self, world, stage, at):
        judge = make_judge(world.call, stage, declared=False)
        review = make_review(judge, world.entry, stage)
        assert not may_read_as_judge(judge.person, review)

        declare(judge, no_ties(world.call), actor=judge.person, at=at)
        assert may_read_as_judge(judge.person, review)

    def test_tie_that_is_declared_closes_the_entry_for_good(self, world, stage, at):
        judge = make_judge(world.call, stage, declared=False)
        review = make_review(judge, world.entry, stage)
        said = no_ties(world.call) | {world.small.pk: SaidTie(TieKind.FAMILY, "동생")}
        declare(judge, said, actor=judge.person, at=at)
        review.refresh_from_db()

        assert review.state == "excluded"
        assert Conflict.objects.get().origin == Origin.DECLARED
        assert Tie.objects.get().note == "동생"

    def test_organization_that_was_not_shown_stays_closed(self, world, stage, at):
        judge = make_judge(world.call, stage, declared=False)
        said = no_ties(world.call)
        del said[world.small.pk]
        declare(judge, said, actor=judge.person, at=at)

        assert (has_declared(judge, world.entry), has_declared(judge, world.rival)) == (False, True)
        assert unspoken(judge) == [world.small]

    def test_new_organization_needs_a_new_declaration_and_the_judge_is_told(self, world, stage, at):
        judge = make_judge(world.call, stage)
        late = make_entry(world.call, make_organization("뒤늦은회사"), title="뒤늦은 신청")
        told = []
        before = list(_listeners[DeclarationNeeded])
        listen(DeclarationNeeded)(told.append)
        announce(EntrySubmitted(late, 1, late.begun_by, at))
        _listeners[DeclarationNeeded][:] = before

        assert [(one.judge, one.count) for one in told] == [(judge, 1)]
        assert not has_declared(judge, late)
        declare(judge, {late.lead_id: None}, actor=judge.person, at=at)
        assert has_declared(judge, late)

    def test_organization_of_no_entry_is_not_declared_about(self, world, stage, at):
        judge = make_judge(world.call, stage, declared=False)
        said = no_ties(world.call) | {world.host.pk: None}
        with pytest.raises(DeclarationIncomplete):
            declare(judge, said, actor=judge.person, at=at)

    def test_nobody_declares_for_a_judge_nor_before_accepting(self, world, stage, at):
        judge = make_judge(world.call, stage, declared=False)
        invited = make_judge(world.call, stage, state="invited", declared=False)
        for one, actor in ((judge, world.officer), (invited, invited.person)):
            with pytest.raises(NotAllowed):
                declare(one, no_ties(world.call), actor=actor, at=at)

    def test_officer_does_not_write_over_what_a_judge_declared(self, world, stage, at):
        judge = make_judge(world.call, stage)
        said = SaidTie(TieKind.STAKE, "주식")
        state_tie(judge, world.small, said, actor=judge.person, at=at)
        again = SaidTie(TieKind.STAKE, "없음")
        state_tie(judge, world.small, again, actor=world.officer, at=at)
        tie = Tie.objects.get()

        assert (tie.note, tie.origin) == ("주식", Origin.DECLARED)
