"""Judging: what judges are asked, to the person alone; and what officers must know.

A judge's notice names the call and counts; it holds nothing of an entry. An officer's notice
names no judge. Officers with a case of their own in the call hear nothing of its panel.
"""

from sangsaeng.judging.events import (
    ConflictFoundLate,
    DeclarationNeeded,
    JudgeAnswered,
    JudgeInvited,
    JudgingSealed,
    ObjectionFiled,
    ReviewsAssigned,
    ReviewsAwaited,
    ReviewSentBack,
    VisitPlanned,
)
from sangsaeng.judging.models import Judge
from sangsaeng.judging.rules import may_keep_panel
from sangsaeng.kernel.actions import acting
from sangsaeng.kernel.events import listen
from sangsaeng.notices.actions.telling import tell
from sangsaeng.notices.addresses_calls import (
    handled_path,
    judge_path,
    judging_path,
    panel_path,
    running_path,
    visit_path,
)
from sangsaeng.notices.audience import (
    Deed,
    facts_of_call,
    facts_of_entry,
    facts_of_stage,
    officers_of,
    to_person,
)
from sangsaeng.notices.facts import Facts
from sangsaeng.notices.kinds import Kind
from sangsaeng.notices.news import News
from sangsaeng.programs.events import SupplementAnswered
from sangsaeng.programs.models import Call, Entry
from sangsaeng.programs.rules import may_run, may_run_entry


@listen(JudgeInvited)
def invite_the_judge(event: JudgeInvited) -> None:
    """Ask the person whether they judge."""
    judge = event.judge
    once = f"{judge.code}:{event.at.isoformat()}"
    facts = facts_of_call(judge.call)
    news = to_person(judge.person_id, Kind.JUDGE_INVITED, once, judge_path(judge), facts)
    tell([news], by=event.actor, at=event.at)


@listen(JudgeAnswered)
def tell_what_the_judge_said(event: JudgeAnswered) -> None:
    """Tell the officers that a judge accepted or declined."""
    call, accepted = event.judge.call, event.judge.state == "accepted"
    kind = Kind.JUDGE_ACCEPTED if accepted else Kind.JUDGE_DECLINED
    once = f"{event.judge.code}:{event.at.isoformat()}"
    _tell_keepers(call, kind, once, event)


@listen(ReviewsAssigned)
def tell_what_to_review(event: ReviewsAssigned) -> None:
    """Tell the judge how many entries wait, and until when."""
    judge, stage = event.judge, event.stage
    facts = facts_of_stage(stage) | {"count": event.count}
    if stage.ends_on:
        facts["ends_on"] = stage.ends_on.isoformat()
    once = f"{judge.code}:{stage.pk}:{event.at.isoformat()}"
    news = to_person(judge.person_id, Kind.REVIEWS_ASSIGNED, once, judging_path(), facts)
    tell([news], by=event.actor, at=event.at)


@listen(ReviewSentBack)
def ask_to_look_again(event: ReviewSentBack) -> None:
    """Ask the judge to look at a review again; which one and why, only the page says."""
    review = event.review
    facts = facts_of_call(review.stage.call)
    once = f"{review.code}:{event.at.isoformat()}"
    person = review.judge.person_id
    news = to_person(person, Kind.REVIEW_SENT_BACK, once, judging_path(), facts)
    tell([news], by=event.actor, at=event.at)


@listen(ReviewsAwaited)
def remind_of_reviews(event: ReviewsAwaited) -> None:
    """Remind the judge of how many reviews are still not there."""
    judge = event.judge
    facts = facts_of_call(judge.call) | {"count": event.count}
    once = f"{judge.code}:{event.at.isoformat()}"
    news = to_person(judge.person_id, Kind.REVIEWS_AWAITED, once, judging_path(), facts)
    tell([news], by=event.actor, at=event.at)


@listen(DeclarationNeeded)
def ask_to_declare(event: DeclarationNeeded) -> None:
    """Ask the judge to speak of organizations that joined; which ones, only the page says."""
    judge = event.judge
    facts = facts_of_call(judge.call) | {"count": event.count}
    once = f"{judge.code}:{event.at.isoformat()}"
    news = to_person(judge.person_id, Kind.DECLARATION_NEEDED, once, judge_path(judge), facts)
    tell([news], by=acting(), at=event.at)


@listen(ConflictFoundLate)
def alert_of_the_conflict(event: ConflictFoundLate) -> None:
    """Alert the officers that a score went out; neither judge nor case stands in the mail."""
    call = event.conflict.entry.call
    _tell_keepers(call, Kind.CONFLICT_LATE, f"{event.conflict.pk}:{event.at.isoformat()}", event)


@listen(VisitPlanned)
def tell_the_visitor(event: VisitPlanned) -> None:
    """Tell the person who goes there when and where; the case stands on the page."""
    visit = event.visit
    if visit.visitor_id == event.actor.pk:
        return
    facts = facts_of_call(visit.entry.call) | {"visit_on": visit.planned_on.isoformat()}
    once = f"{visit.code}:{event.at.isoformat()}"
    news = to_person(visit.visitor_id, Kind.VISIT_GIVEN, once, visit_path(visit), facts)
    tell([news], by=event.actor, at=event.at)


@listen(JudgingSealed)
def tell_that_judging_stands_still(event: JudgingSealed) -> None:
    """Tell officers and judges that judging stands still, or goes on; not why."""
    call = event.seal.call
    kind = Kind.JUDGING_RESUMED if event.is_lifted else Kind.JUDGING_SEALED
    once, facts = f"{event.seal.pk}:{event.is_lifted}", facts_of_call(call)
    judges = Judge.objects.filter(call=call, state="accepted").exclude(person=event.actor)
    officers = officers_of(call.program, lambda one: may_run(one, call), but=event.actor)
    people = frozenset(judges.values_list("person", flat=True)) - officers
    tell(
        [
            _to(officers, kind, f"{once}:run", running_path(call), facts),
            _to(people, kind, f"{once}:judge", judging_path(), facts),
        ],
        by=event.actor,
        at=event.at,
    )


@listen(SupplementAnswered)
def tell_of_the_supplement(event: SupplementAnswered) -> None:
    """Tell the officers that what was asked is there."""
    once = f"{event.supplement.pk}:{event.at.isoformat()}"
    _tell_handlers(event.supplement.entry, Kind.SUPPLEMENT_ANSWERED, once, event)


@listen(ObjectionFiled)
def tell_of_the_objection(event: ObjectionFiled) -> None:
    """Tell the officers that a team does not agree."""
    once = f"{event.objection.pk}:{event.at.isoformat()}"
    _tell_handlers(event.objection.entry, Kind.OBJECTION_FILED, once, event)


def _tell_keepers(call: Call, kind: Kind, once: str, event: Deed) -> None:
    people = officers_of(call.program, lambda one: may_keep_panel(one, call), but=event.actor)
    news = _to(people, kind, once, panel_path(call), facts_of_call(call))
    tell([news], by=event.actor, at=event.at)


def _tell_handlers(entry: Entry, kind: Kind, once: str, event: Deed) -> None:
    people = officers_of(entry.call.program, lambda one: may_run_entry(one, entry), but=event.actor)
    news = _to(people, kind, once, handled_path(entry), facts_of_entry(entry))
    tell([news], by=event.actor, at=event.at)


def _to(people: frozenset[int], kind: Kind, once: str, path: str, facts: Facts) -> News:
    return News(None, kind, f"{kind.value}:{once}", path, facts, people=people)
