"""Panels: judges named, seated and invited by the officer; their own answers; ties as they are said."""

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext as _
from django.utils.translation import override

from sangsaeng.judging.actions.conflicts import Scope, look_again, refuse_if_still
from sangsaeng.judging.events import JudgeAnswered, JudgeInvited
from sangsaeng.judging.kinds import Origin, TieKind
from sangsaeng.judging.models import Judge, PanelSeat, Review, Tie
from sangsaeng.judging.refusals import AlreadyJudge, NotInvitable, SeatHasReviews
from sangsaeng.judging.rules import may_answer_invitation, may_keep_judge, may_keep_panel
from sangsaeng.judging.states import JUDGE_STATES, REVIEW_STATES
from sangsaeng.kernel.actions import action, change, record
from sangsaeng.kernel.events import announce
from sangsaeng.kernel.mail import write_mail
from sangsaeng.kernel.models import Person
from sangsaeng.kernel.permissions import require
from sangsaeng.kernel.refusals import Invalid
from sangsaeng.organizations.models import Organization
from sangsaeng.programs.models import Call, Stage

# Those whose judging has not ended: what holds up changes to the rest of the panel.
UNFINISHED = ("assigned", "begun")


@dataclass(frozen=True)
class JudgeFacts:
    """What an officer knows of a judge."""

    affiliation: str = ""
    sectors: Collection[str] = field(default_factory=tuple)
    expertise: str = ""
    most_entries: int | None = None

    @property
    def as_fields(self) -> dict[str, Any]:
        """The facts as fields of a row, in their normal form."""
        return {
            "affiliation": " ".join(self.affiliation.split())[:160],
            "sectors": sorted({one.strip().upper() for one in self.sectors if one.strip()}),
            "expertise": " ".join(self.expertise.split())[:300],
            "most_entries": self.most_entries,
        }


@dataclass(frozen=True)
class SaidTie:
    """What is said about a tie to an organization."""

    kind: str
    note: str = ""
    ended_on: date | None = None


@action
def name_judge(
    call: Call,
    email: str,
    name: str,
    facts: JudgeFacts,
    *,
    actor: Person,
    at: datetime,
) -> Judge:
    """Name a judge by e-mail address; somebody new gets an account without a password."""
    require(may_keep_panel(actor, call), actor)
    refuse_if_still(call)
    person = _person(email, name)
    judge, is_new = Judge.objects.get_or_create(
        call=call, person=person, defaults={**facts.as_fields, "named_at": at}
    )
    if not is_new:
        raise AlreadyJudge
    record(judge, call=call, person=person, **facts.as_fields)
    look_again(call, Scope(person=person), at=at)
    return judge


@action
def describe_judge(judge: Judge, facts: JudgeFacts, *, actor: Person, at: datetime) -> Judge:
    """Say anew where the judge belongs, what they know and how many entries they take."""
    require(may_keep_judge(actor, judge), actor)
    refuse_if_still(judge.call)
    change(judge, **facts.as_fields)
    look_again(judge.call, Scope(person=judge.person), at=at)
    return judge


@action
def seat_judge(judge: Judge, stages: Iterable[Stage], *, actor: Person, at: datetime) -> None:
    """Give the judge seats in these stages and in no others."""
    require(may_keep_judge(actor, judge), actor)
    refuse_if_still(judge.call)
    wanted = {one.pk for one in stages if one.call_id == judge.call_id}
    seats = {seat.stage_id: seat for seat in judge.seats.all()}
    given_up = seats.keys() - wanted
    if Review.objects.standing().filter(judge=judge, stage__in=given_up).exists():
        raise SeatHasReviews
    for stage in given_up:
        seats[stage].delete()
    PanelSeat.objects.bulk_create(
        PanelSeat(judge=judge, stage_id=stage) for stage in sorted(wanted - seats.keys())
    )
    record(judge, old={"stages": sorted(seats)}, stages=sorted(wanted))


@action
def invite_judge(
    judge: Judge, link_to: Callable[[Judge], str], *, actor: Person, at: datetime
) -> Judge:
    """Ask the judge; the door says how a link to the judge's page looks."""
    require(may_keep_judge(actor, judge), actor)
    refuse_if_still(judge.call)
    judge = _held(judge)
    if not judge.seats.exists():
        raise NotInvitable
    change(judge, state=JUDGE_STATES.after(judge.state, "invite"), invited_at=at)
    look_again(judge.call, Scope(person=judge.person), at=at)
    if not judge.person.has_usable_password():
        _tell_how_to_come_in(judge, link_to(judge), at)
    announce(JudgeInvited(judge, actor, at))
    return judge


@action
def answer_invitation(judge: Judge, verb: str, *, actor: Person, at: datetime) -> Judge:
    """Accept or decline, by the judge alone."""
    require(may_answer_invitation(actor, judge), actor)
    if verb not in {"accept", "decline"}:
        raise Invalid({"verb": _("수락할지 거절할지 고르십시오.")})
    refuse_if_still(judge.call)
    judge = _held(judge)
    change(judge, state=JUDGE_STATES.after(judge.state, verb), answered_at=at)
    if verb == "accept":
        look_again(judge.call, Scope(person=judge.person), at=at)
    announce(JudgeAnswered(judge, actor, at))
    return judge


@action
def leave_panel(judge: Judge, reason: str, *, actor: Person, at: datetime) -> Judge:
    """End a judge's part: what they have not submitted is open for others, what they have stays."""
    by_judge = may_answer_invitation(actor, judge) and judge.state != "named"
    require(by_judge or may_keep_judge(actor, judge), actor)
    refuse_if_still(judge.call)
    judge = _held(judge)
    following = JUDGE_STATES.after(judge.state, "leave")
    unfinished = Review.objects.filter(judge=judge, state__in=UNFINISHED)
    for review in unfinished.select_for_update(of=("self",)):
        change(
            review,
            state=REVIEW_STATES.after(review.state, "release"),
            remark="심사위원이 그만두었습니다.",
            version=review.version + 1,
        )
    change(judge, state=following)
    record(judge, left_because=" ".join(reason.split())[:300])
    announce(JudgeAnswered(judge, actor, at))
    return judge


@action
def state_tie(
    judge: Judge, organization: Organization, said: SaidTie, *, actor: Person, at: datetime
) -> Tie:
    """Say what ties a judge to an organization: by the judge, or entered by an officer."""
    is_own = may_answer_invitation(actor, judge) and judge.state in {"invited", "accepted"}
    require(is_own or may_keep_judge(actor, judge), actor)
    refuse_if_still(judge.call)
    origin = Origin.DECLARED if is_own else Origin.ENTERED
    tie = put_tie(judge.person, organization, said, (origin, actor), at=at)
    look_again(judge.call, Scope(person=judge.person), at=at)
    return tie


def put_tie(
    person: Person,
    organization: Organization,
    said: SaidTie,
    by: tuple[Origin, Person],
    *,
    at: datetime,
) -> Tie:
    """Write a tie once; what a judge declared is not taken back by what an officer enters."""
    if said.kind not in TieKind.values:
        raise Invalid({"kind": _("어떤 관계인지 고르십시오.")})
    origin, said_by = by
    words = {"note": " ".join(said.note.split())[:300], "ended_on": said.ended_on}
    tie, is_new = Tie.objects.get_or_create(
        person=person,
        organization=organization,
        kind=said.kind,
        defaults={**words, "origin": origin, "said_by": said_by, "said_at": at},
    )
    if is_new:
        record(tie, person=person, organization=organization, kind=said.kind, origin=origin)
    elif origin == Origin.DECLARED or tie.origin != Origin.DECLARED:
        change(tie, **words, origin=origin, said_by=said_by, said_at=at)
    else:
        record(tie, unchanged=True)
    return tie


def _person(email: str, name: str) -> Person:
    email, name = email.strip().lower(), " ".join(name.split())[:60]
    try:
        validate_email(email)
    except ValidationError as fault:
        raise Invalid({"email": _("이메일 주소를 확인해 주십시오.")}) from fault
    known = Person.objects.filter(email__iexact=email).first()
    if known is not None:
        return known
    if not name:
        raise Invalid({"name": _("처음 모시는 분이면 이름을 적어 주십시오.")})
    person = Person.objects.enter(email, name)
    record(person, entered_as_judge=True)
    return person


def _held(judge: Judge) -> Judge:
    """Return the row as it is now, held until the action ends."""
    rows = Judge.objects.select_for_update(of=("self",)).select_related("call__program", "person")
    return rows.get(pk=judge.pk)


def _tell_how_to_come_in(judge: Judge, link: str, at: datetime) -> None:
    """Tell somebody new how to sign in; everybody hears of the invitation itself by its notice."""
    with override(judge.person.language):
        subject = _("[상생] %(call)s 심사위원으로 모십니다") % {"call": judge.call.name}
        body = _(
            "%(name)s 님께\n\n‘%(call)s’의 심사위원으로 모시고자 계정을 마련해 두었습니다. "
            "로그인 화면의 ‘비밀번호를 잊으셨나요?’에서 이 이메일 주소로 비밀번호를 정하신 뒤 "
            "아래 주소에서 수락하거나 거절해 주십시오.\n%(link)s\n\n"
            "신청 내용은 수락하고 이해관계를 밝히신 뒤에 보입니다."
        ) % {"name": judge.person.name, "call": judge.call.name, "link": link}
    stamp = f"{at:%Y%m%d%H%M%S}"
    write_mail(judge.person.email, subject, body, at=at, once=f"judge:{judge.pk}:{stamp}")
