"""Who may do what in judging; each question of blindness is one rule of its own."""

from sangsaeng.judging.models import Conflict, Declared, Judge, Review, Seal, Visit
from sangsaeng.kernel.house import ADDRESS
from sangsaeng.kernel.models import Person
from sangsaeng.kernel.permissions import Viewer, may_operate, rule
from sangsaeng.organizations.models import Membership
from sangsaeng.organizations.rules import LEADING, role_in
from sangsaeng.programs.models import Call, Entry
from sangsaeng.programs.rules import is_of_team, is_sealed, may_run, may_run_entry


@rule
def is_standing_still(call: Call) -> bool:
    """Whether judging of the call is sealed because of an incident."""
    return Seal.objects.filter(call=call, lifted_at__isnull=True).exists()


@rule
def may_seal(viewer: Viewer, call: Call) -> bool:
    """Whether the viewer may let judging stand still: operators, the call's officers, the house.

    Nobody can sign in as the house: it acts for whoever has the server at hand.
    """
    is_house = isinstance(viewer, Person) and viewer.email == ADDRESS
    return is_house or may_operate(viewer) or may_run(viewer, call)


@rule
def may_read_incident(viewer: Viewer, call: Call) -> bool:
    """Whether the viewer reads who looked at what: who may seal, and has no case in the call."""
    return may_seal(viewer, call) and not has_own_case(viewer, call)


@rule
def may_keep_panel(viewer: Viewer, call: Call) -> bool:
    """Whether the viewer names judges and assigns: the call's officers without a case in it."""
    return may_run(viewer, call) and not has_own_case(viewer, call)


@rule
def has_own_case(viewer: Viewer, call: Call) -> bool:
    """Whether the viewer has a part in the call: as a partner in any entry, or as a judge."""
    if not isinstance(viewer, Person):
        return False
    entries = Entry.objects.filter(call=call)
    places = Judge.objects.filter(call=call, person=viewer).exclude(state="named")
    return (
        entries.of_team(viewer).exists()
        or places.exclude(state="declined").exists()
        or Review.objects.filter(judge__person=viewer, entry__call=call).exists()
    )


@rule
def may_judge_as(viewer: Viewer, judge: Judge) -> bool:
    """Whether the viewer is this judge and accepted."""
    return (
        isinstance(viewer, Person)
        and viewer.is_active
        and viewer.pk == judge.person_id
        and judge.state == "accepted"
    )


@rule
def may_answer_invitation(viewer: Viewer, judge: Judge) -> bool:
    """Whether the viewer is the person who was asked to judge."""
    return isinstance(viewer, Person) and viewer.is_active and viewer.pk == judge.person_id


@rule
def may_keep_judge(viewer: Viewer, judge: Judge) -> bool:
    """Whether the viewer looks after this judge's place: an officer, and not the judge."""
    return judge.person_id != viewer.pk and may_keep_panel(viewer, judge.call)


@rule
def has_conflict(judge: Judge, entry: Entry) -> bool:
    """Whether anything that still holds ties the judge to the entry."""
    return Conflict.objects.filter(judge=judge, entry=entry, lifted_at__isnull=True).exists()


@rule
def has_declared(judge: Judge, entry: Entry) -> bool:
    """Whether the judge spoke of every organization of the entry's team."""
    team = set(entry.partners.exclude(state="declined").values_list("organization", flat=True))
    spoken = Declared.objects.filter(declaration__judge=judge, organization__in=team)
    return (team | {entry.lead_id}) <= set(spoken.values_list("organization", flat=True))


@rule
def may_read_as_judge(viewer: Viewer, review: Review) -> bool:
    """Whether the viewer is shown the entry under review: theirs, declared, free of conflict."""
    return (
        may_judge_as(viewer, review.judge)
        and review.state in {"assigned", "begun", "submitted"}
        and has_declared(review.judge, review.entry)
        and not has_conflict(review.judge, review.entry)
        and not is_sealed(viewer, review.entry)
    )


@rule
def may_score(viewer: Viewer, review: Review) -> bool:
    """Whether the viewer may write the review now."""
    return (
        may_read_as_judge(viewer, review)
        and review.state in {"assigned", "begun"}
        and not is_standing_still(review.stage.call)
    )


@rule
def may_see_reviews(viewer: Viewer, entry: Entry) -> bool:
    """Whether the viewer reads the scores of an entry as an officer who is not of the case."""
    if not isinstance(viewer, Person) or not may_run_entry(viewer, entry):
        return False
    return not Review.objects.filter(judge__person=viewer, entry=entry).exists()


@rule
def may_see_ranking(viewer: Viewer, call: Call) -> bool:
    """Whether the viewer sees places and chances: an officer without any case in the call."""
    return may_run(viewer, call) and not has_own_case(viewer, call)


@rule
def may_decide(viewer: Viewer, call: Call) -> bool:
    """Whether the viewer writes minutes, decides and announces: an officer without any case."""
    return may_see_ranking(viewer, call)


@rule
def may_object(viewer: Viewer, entry: Entry) -> bool:
    """Whether the viewer may object to the result: those who lead the team's lead."""
    return role_in(viewer, entry.lead) in LEADING


@rule
def may_read_result(viewer: Viewer, entry: Entry) -> bool:
    """Whether the viewer reads the team's own result: its people, once it is published."""
    return entry.call.state in {"published", "ended"} and is_of_team(viewer, entry)


@rule
def may_plan_visit(viewer: Viewer, entry: Entry) -> bool:
    """Whether the viewer sends somebody to look: an officer who is not of the case."""
    return may_run_entry(viewer, entry)


@rule
def may_write_visit(viewer: Viewer, visit: Visit) -> bool:
    """Whether the viewer writes down what was found: the visitor, while not of the team."""
    return (
        isinstance(viewer, Person)
        and viewer.is_active
        and viewer.pk == visit.visitor_id
        and not is_sealed(viewer, visit.entry)
    )


@rule
def may_sign_as_visited(viewer: Viewer, visit: Visit) -> bool:
    """Whether the viewer signs for the visited: who leads an organization of the team."""
    if not isinstance(viewer, Person) or viewer.pk == visit.visitor_id:
        return False
    leads = Membership.objects.running().filter(person=viewer, role__in=LEADING)
    team = visit.entry.partners.exclude(state="declined").values("organization")
    return leads.filter(organization__in=team).exists()


@rule
def may_read_visit(viewer: Viewer, visit: Visit) -> bool:
    """Whether the viewer knows of the visit: its visitor, its team, and the officer."""
    return (
        may_write_visit(viewer, visit)
        or is_of_team(viewer, visit.entry)
        or may_run_entry(viewer, visit.entry)
    )
