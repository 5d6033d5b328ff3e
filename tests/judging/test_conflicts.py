"""Conflicts in rows: where they come from, when they come late, and who lifts them."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.disclosure.factories import make_world as disclosure_world
from tests.disclosure.factories import signed
from tests.factories import MOMENT, make_member, make_operator, make_organization, make_person
from tests.judging.factories import make_judge, make_review
from tests.programs.factories import call_world, make_entry

from sangsaeng.judging.actions import conflicts as acting
from sangsaeng.judging.actions.conflicts import (
    Scope,
    check_before_invitation,
    lift_conflict,
    look_again,
)
from sangsaeng.judging.actions.panels import SaidTie, state_tie
from sangsaeng.judging.conflicts import Candidate, read_graph
from sangsaeng.judging.conflicts.reading import years_before
from sangsaeng.judging.events import ConflictFoundLate
from sangsaeng.judging.kinds import Origin, TieKind
from sangsaeng.judging.models import Conflict, Review, Score, Seal
from sangsaeng.judging.refusals import AlreadyLifted, DeclaredStays, StandsStill
from sangsaeng.judging.rules import has_conflict, may_read_as_judge
from sangsaeng.kernel.clock import day_of
from sangsaeng.kernel.events import _listeners, listen
from sangsaeng.kernel.models import AuditEvent
from sangsaeng.kernel.refusals import Invalid, NotAllowed
from sangsaeng.organizations.actions.describing import merge_organizations
from sangsaeng.organizations.actions.people import end_membership
from sangsaeng.organizations.models import CorporateGroup, Membership, OrganizationName, Role
from sangsaeng.organizations.names import name_key
from sangsaeng.programs.events import EntryChanged, EntrySubmitted
from sangsaeng.programs.models import Entry, EntryPartner, Recommendation

pytestmark = pytest.mark.django_db


@pytest.fixture
def world():
    """A call whose entries are in."""
    return call_world()


@pytest.fixture
def heard():
    """What is announced about late conflicts."""
    events = []
    before = list(_listeners[ConflictFoundLate])
    listen(ConflictFoundLate)(events.append)
    yield events
    _listeners[ConflictFoundLate][:] = before


def found(judge):
    """The conflicts that hold for a judge: entry, kind and way."""
    rows = Conflict.objects.filter(judge=judge, lifted_at__isnull=True).order_by("entry", "pk")
    return [(one.entry, one.kind, one.path) for one in rows]


def test_employer_is_a_conflict(world, at):
    judge = make_judge(world.call, person=world.large_staff)
    look_again(world.call, at=at)

    assert found(judge) == [(world.entry, TieKind.EMPLOYER, "한빛전자(재직)")]


def test_former_employer_counts_for_three_years_to_the_day(world, at):
    judge = make_judge(world.call)
    place = Membership.objects.create(
        organization=world.small, person=judge.person, role=Role.STAFF, began_at=MOMENT
    )
    limit = years_before(day_of(at))
    place.ended_at = at - (day_of(at) - limit)
    place.save()
    look_again(world.call, at=at)
    assert found(judge) == [(world.entry, TieKind.FORMER_EMPLOYER, "다솜세정(3년 안에 재직)")]

    look_again(world.call, at=at + timedelta(days=1))
    assert found(judge) == []


def test_company_of_the_employers_group_is_a_conflict_told_with_its_way(world, at):
    group = CorporateGroup.objects.create(name="한빛그룹")
    sister = make_organization("한빛소재", group=group)
    world.large.group = group
    world.large.save()
    judge = make_judge(world.call, person=make_member(sister))
    look_again(world.call, at=at)

    assert found(judge) == [(world.entry, TieKind.GROUP, "한빛소재(재직) → 한빛그룹 → 한빛전자")]


def test_those_who_entered_together_before_are_a_conflict(world, at):
    mine = make_organization("함께한회사")
    make_entry(world.call, world.other, mine, title="지난 과제")
    judge = make_judge(world.call, person=make_member(mine))
    look_again(world.call, Scope(entry=world.rival), at=at)

    assert found(judge) == [(world.rival, TieKind.TEAM, "함께한회사(재직) → 누리화학(함께 신청)")]


def test_concluded_agreement_of_the_judges_organization_is_a_conflict(world, at):
    deal = disclosure_world()
    signed(deal)
    entry = make_entry(world.call, deal.owner, title="기술을 준 기업의 신청")
    judge = make_judge(world.call, person=deal.buyer)
    look_again(world.call, at=at)

    assert [(one, kind) for one, kind, _path in found(judge)] == [(entry, TieKind.DEAL)]


@pytest.mark.parametrize("kind", [TieKind.ADVICE, TieKind.FAMILY, TieKind.STAKE])
def test_what_an_officer_enters_is_a_conflict_at_once(world, at, kind):
    judge = make_judge(world.call)
    state_tie(judge, world.small, SaidTie(kind), actor=world.officer, at=at)

    assert [(one, what) for one, what, _path in found(judge)] == [(world.entry, kind)]


def test_typed_affiliation_is_followed_by_any_of_the_organizations_names(world, at):
    OrganizationName.objects.create(
        organization=world.large, name="Hanbit Co.", key=name_key("Hanbit Co."), use="alias"
    )
    judge = make_judge(world.call, affiliation="HANBIT CO.")
    look_again(world.call, at=at)

    assert found(judge) == [(world.entry, TieKind.EMPLOYER, "한빛전자(재직)")]


def test_merged_organization_is_followed(world, at):
    twin = make_organization("한빛전자공업")
    judge = make_judge(world.call, person=make_member(twin))
    look_again(world.call, at=at)
    assert found(judge) == []

    merge_organizations(world.large, twin, actor=make_operator(), at=at)
    assert [one for one, _kind, _path in found(judge)] == [world.entry]


def test_whoever_recommends_does_not_judge(world, at):
    judge = make_judge(world.call)
    Recommendation.objects.create(
        call=world.call,
        kind="citizen",
        recommended_by=judge.person,
        organization=world.other,
        title="사례",
        reason="까닭",
        sent_at=at,
    )
    look_again(world.call, at=at)

    assert found(judge) == [(world.rival, TieKind.OTHER, "누리화학(추천)")]


def test_partner_who_declined_is_no_conflict(world, at):
    EntryPartner.objects.filter(entry=world.entry, organization=world.small).update(
        state="declined"
    )
    judge = make_judge(world.call, person=world.small_lead)
    look_again(world.call, at=at)

    assert found(judge) == []


def test_looking_again_where_nothing_changed_writes_nothing(world, at):
    make_judge(world.call, person=world.large_staff)
    look_again(world.call, at=at)
    before = AuditEvent.objects.count()
    look_again(world.call, at=at)

    assert (Conflict.objects.count(), AuditEvent.objects.count()) == (1, before)


def test_what_no_longer_holds_is_lifted_by_the_house_and_comes_back_when_it_holds(world, at, later):
    judge = make_judge(world.call, person=world.large_staff)
    look_again(world.call, at=at)
    place = world.large_staff.memberships.get()
    end_membership(place, actor=world.large_lead, at=later)
    assert [kind for _entry, kind, _path in found(judge)] == [TieKind.FORMER_EMPLOYER]

    place.ended_at = None
    place.save()
    look_again(world.call, at=later)
    assert [kind for _entry, kind, _path in found(judge)] == [TieKind.EMPLOYER]


def test_late_conflict_takes_the_score_out_and_alerts_the_officer(world, at, heard):
    stage = world.call.stages.get()
    judge = make_judge(world.call, stage)
    review = make_review(judge, world.entry, stage, "submitted", points=(7, 8))
    other = make_review(judge, world.rival, stage, "submitted", points=(5, 5))
    state_tie(judge, world.small, SaidTie(TieKind.FAMILY), actor=judge.person, at=at)
    review.refresh_from_db()
    other.refresh_from_db()

    assert (review.state, other.state) == ("excluded", "submitted")
    assert list(Review.objects.standing()) == [other]
    assert Score.objects.filter(review=review).count() == 2
    assert [(one.review, one.conflict.origin) for one in heard] == [(review, Origin.DECLARED)]
    assert not may_read_as_judge(judge.person, review)
    assert AuditEvent.objects.filter(subject_type="judging.review", new__state="excluded").exists()


def test_without_looking_again_the_late_conflict_would_pass(world, at, monkeypatch):
    """The guard off: the twin of the test above must see the score stand."""
    from sangsaeng.judging.actions import panels

    monkeypatch.setattr(panels, "look_again", lambda *_args, **_kwargs: None)
    stage = world.call.stages.get()
    judge = make_judge(world.call, stage)
    review = make_review(judge, world.entry, stage, "submitted", points=(7, 8))
    state_tie(judge, world.small, SaidTie(TieKind.FAMILY), actor=judge.person, at=at)
    review.refresh_from_db()

    assert review.state == "submitted"


@pytest.mark.parametrize("event", [EntrySubmitted, EntryChanged])
def test_new_partner_is_compared_with_the_judges_at_once(world, at, event, heard):
    from sangsaeng.kernel.events import announce

    stage = world.call.stages.get()
    newcomer = make_organization("뒤늦은회사")
    judge = make_judge(world.call, stage, person=make_member(newcomer))
    review = make_review(judge, world.entry, stage, "submitted", points=(7, 8))
    EntryPartner.objects.create(
        entry=world.entry,
        organization=newcomer,
        seat=world.call.seats.get(key="supply"),
        state="joined",
        asked_at=at,
    )
    said = {"entry": world.entry, "actor": world.large_lead, "at": at}
    announce(event(**said, **({"number": 1} if event is EntrySubmitted else {})))
    review.refresh_from_db()

    assert has_conflict(judge, world.entry)
    assert review.state == "excluded"
    assert len(heard) == 1


class TestLifting:
    """What was found by mistake is lifted with a reason."""

    @pytest.fixture
    def conflict(self, world, at):
        make_judge(world.call, person=world.large_staff)
        look_again(world.call, at=at)
        return Conflict.objects.get()

    def test_officer_lifts_with_a_reason_and_it_stays_lifted(self, world, conflict, at):
        lift_conflict(conflict, "동명이인", actor=world.officer, at=at)
        look_again(world.call, at=at)

        conflict.refresh_from_db()
        assert (conflict.lifted_by, conflict.lifted_because) == (world.officer, "동명이인")
        assert not has_conflict(conflict.judge, conflict.entry)

    def test_reason_is_needed(self, world, conflict, at):
        with pytest.raises(Invalid):
            lift_conflict(conflict, "  ", actor=world.officer, at=at)

    def test_lifted_once(self, world, conflict, at):
        lift_conflict(conflict, "동명이인", actor=world.officer, at=at)
        with pytest.raises(AlreadyLifted):
            lift_conflict(conflict, "다시", actor=world.officer, at=at)

    def test_lift_counts_for_the_way_that_was_lifted_alone(self, world, conflict, at):
        lift_conflict(conflict, "옛 이름의 다른 회사", actor=world.officer, at=at)
        world.large.name = "새한빛전자"
        world.large.save()
        look_again(world.call, at=at)

        assert has_conflict(conflict.judge, conflict.entry)

    def test_what_a_judge_declared_is_never_lifted(self, world, at):
        judge = make_judge(world.call)
        state_tie(judge, world.small, SaidTie(TieKind.STAKE), actor=judge.person, at=at)
        declared = Conflict.objects.get(judge=judge)

        with pytest.raises(DeclaredStays):
            lift_conflict(declared, "괜찮음", actor=world.officer, at=at)

    def test_declaring_what_was_lifted_opens_it_for_good(self, world, conflict, at):
        lift_conflict(conflict, "착오", actor=world.officer, at=at)
        judge = conflict.judge
        said = SaidTie(TieKind.EMPLOYER)
        state_tie(judge, world.large, said, actor=judge.person, at=at)

        conflict.refresh_from_db()
        assert (conflict.origin, conflict.lifted_at) == (Origin.DECLARED, None)

    def test_nobody_else_lifts(self, world, conflict, at):
        for actor in (make_person(), make_operator(), world.large_lead, world.large_staff):
            with pytest.raises(NotAllowed):
                lift_conflict(conflict, "까닭", actor=actor, at=at)

    def test_not_while_judging_stands_still(self, world, conflict, at):
        Seal.objects.create(
            call=world.call, reason="사고", snapshot={}, sealed_by=world.officer, sealed_at=at
        )
        with pytest.raises(StandsStill):
            lift_conflict(conflict, "까닭", actor=world.officer, at=at)


class TestBeforeInviting:
    """The check can be asked of anybody before anybody asks them."""

    def test_of_a_person(self, world, at):
        (answer,) = check_before_invitation(world.large_staff, world.call, at=at)

        assert (answer.entry, answer.path) == (world.entry.pk, "한빛전자(재직)")

    def test_of_somebody_without_an_account_by_affiliation(self, world, at):
        OrganizationName.objects.create(
            organization=world.other, name="누리화학", key=name_key("누리화학"), use="official"
        )
        (answer,) = check_before_invitation(None, world.call, "(주)누리화학", at=at)

        assert answer.entry == world.rival.pk

    def test_leaves_no_trace(self, world, at):
        check_before_invitation(world.large_staff, world.call, at=at)

        assert not Conflict.objects.exists()


def test_reads_many_judges_and_entries_with_as_many_statements_as_one(world, at):
    def statements():
        candidates = [
            Candidate(one.pk, one.person_id, one.affiliation) for one in world.call.judges.all()
        ]
        with CaptureQueriesContext(connection) as seen:
            read_graph(world.call, candidates, at=at)
        return len(seen)

    make_judge(world.call, person=world.large_staff, affiliation="한빛전자")
    few = statements()
    for _each in range(5):
        company = make_organization()
        make_judge(world.call, person=make_member(company), affiliation=company.name)
        make_entry(world.call, make_organization(), company)

    assert statements() == few


def test_acting_module_names_the_house_as_who_looked(world, at):
    make_judge(world.call, person=world.large_staff)
    look_again(world.call, at=at)
    event = AuditEvent.objects.filter(subject_type="programs.call").latest("pk")

    assert event.actor == acting.the_house()
    assert Entry.objects.count() == 2
