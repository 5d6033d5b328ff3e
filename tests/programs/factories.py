"""Programs, calls and entries for tests: plain rows; what actions do is tested through actions."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from tests.factories import MOMENT, make_member, make_organization

from sangsaeng.kernel.tokens import new_token
from sangsaeng.organizations.models import Kind, Role, SizeClass
from sangsaeng.programs.contents import content_of, fingerprint_of, standing_of
from sangsaeng.programs.freezing import fingerprint, rules_of
from sangsaeng.programs.models import (
    Answer,
    Call,
    CallSeat,
    Criterion,
    Edition,
    Entry,
    EntryPartner,
    Officer,
    Program,
    Question,
    Stage,
    Submission,
)

DAY = timedelta(days=1)
LARGE_KINDS = [Kind.COMPANY, Kind.PUBLIC_INSTITUTION]


def make_program(slug="honors", host=None, officer=None, **fields):
    """A program with its host and, where told, its officer."""
    host = host or make_organization("상생협력재단", kind=Kind.PUBLIC_INSTITUTION)
    program = Program.objects.create(
        slug=slug, name=fields.pop("name", "윈윈 아너스"), host=host, entered_at=MOMENT, **fields
    )
    if officer is not None:
        Officer.objects.create(program=program, person=officer, began_at=MOMENT)
    return program


def make_call(program, slug="honors-2026-1", state="open", **fields):
    """A call that takes entries from MOMENT on for three weeks, blind, with one evaluation."""
    fields.setdefault("places", 2)
    call = Call.objects.create(
        program=program,
        slug=slug,
        title=fields.pop("title", "2026년 1차 윈윈 아너스"),
        round="2026년 1차",
        state=state,
        announced_at=None if state == "draft" else MOMENT - DAY,
        opens_at=MOMENT,
        closes_at=MOMENT + 21 * DAY,
        published_at=MOMENT + 60 * DAY if state in {"published", "ended"} else None,
        seed=7,
        entered_at=MOMENT,
        **fields,
    )
    if call.announced_at and program.announced_at is None:
        Program.objects.filter(pk=program.pk).update(announced_at=call.announced_at)
        program.refresh_from_db()
    CallSeat.objects.create(
        call=call,
        position=1,
        key="demand",
        label="수요기업",
        kinds=LARGE_KINDS,
        most=3,
        sizes=[SizeClass.LARGE, SizeClass.MIDSIZE],
    )
    CallSeat.objects.create(
        call=call,
        position=2,
        key="supply",
        label="협력기업",
        kinds=[Kind.COMPANY],
        most=10,
        sizes=[SizeClass.SME, SizeClass.STARTUP, SizeClass.MICRO],
    )
    for position, (key, label, form, scope) in enumerate(
        (
            ("problem", "해결한 문제", "text", "public"),
            ("effort", "이행 노력", "text", "judges"),
            ("contact", "담당자 연락처", "line", "officers"),
        ),
        start=1,
    ):
        Question.objects.create(
            call=call,
            position=position,
            key=key,
            label=label,
            form=form,
            scope=scope,
            is_required=True,
        )
    make_stage(call, 1, "evaluation", "1차 전문가 평가", least_judges=2)
    if call.announced_at:
        rules = rules_of(call)
        Edition.objects.create(
            call=call,
            number=1,
            rules=rules,
            sha256=fingerprint(rules),
            announced_at=call.announced_at,
            announced_by=_anybody(program),
        )
    return call


def make_stage(call, position, kind, label, **fields):
    """A stage with two criteria where it is an evaluation."""
    stage = Stage.objects.create(call=call, position=position, kind=kind, label=label, **fields)
    if kind == "evaluation":
        for place, (key, name, weight) in enumerate(
            (("effort", "이행노력", 60), ("result", "추진성과", 40)), start=1
        ):
            Criterion.objects.create(
                stage=stage, position=place, key=key, label=name, weight=weight, most=10
            )
    return stage


def make_entry(call, *partners, state="submitted", title="불량률을 함께 낮춘 세정 공정", **fields):
    """An entry of these organizations, the first of which leads; handed in unless a draft."""
    lead = partners[0]
    begun_by = lead.memberships.first().person if lead.memberships.exists() else make_member(lead)
    entry = Entry.objects.create(
        call=call,
        lead=lead,
        title=title,
        state=state,
        begun_by=begun_by,
        begun_at=MOMENT + DAY,
        submitted_at=None if state == "draft" else MOMENT + 2 * DAY,
        **fields,
    )
    for one in partners:
        key = "supply" if one.size_class in {"sme", "startup", "micro"} else "demand"
        EntryPartner.objects.create(
            entry=entry,
            organization=one,
            seat=call.seats.get(key=key),
            state="joined",
            asked_at=MOMENT + DAY,
        )
    for question in call.questions.all():
        Answer.objects.create(
            entry=entry,
            question=question,
            value=f"{question.label}에 대한 답",
            saved_at=MOMENT + DAY,
        )
    if state != "draft":
        edition = call.editions.first()
        content = content_of(standing_of(entry, at=entry.submitted_at), edition, 1)
        Submission.objects.create(
            entry=entry,
            number=1,
            key=new_token(),
            content=content,
            sha256=fingerprint_of(content),
            edition=edition,
            submitted_by=begun_by,
            submitted_at=entry.submitted_at,
        )
    return entry


def _anybody(program):
    office = program.officers.first()
    return office.person if office else make_member(program.host)


@dataclass
class CallWorld:
    """A call with two entries and everybody around it."""

    host: Any
    officer: Any
    program: Any
    call: Any
    large: Any
    large_lead: Any
    large_staff: Any
    small: Any
    small_lead: Any
    other: Any
    other_lead: Any
    other_small: Any
    entry: Any
    rival: Any
    outsider: Any


def call_world(state="closed", **fields):
    """A blind call with two entries of two teams."""
    host = make_organization("상생협력재단", kind=Kind.PUBLIC_INSTITUTION)
    officer = make_member(host, Role.STAFF, name="담당자")
    program = make_program(host=host, officer=officer)
    call = make_call(program, state=state, **fields)
    large = make_organization("한빛전자", size_class=SizeClass.LARGE)
    small = make_organization("다솜세정")
    other = make_organization("누리화학", size_class=SizeClass.LARGE)
    other_small = make_organization("가온소재")
    people = {
        "large_lead": make_member(large, Role.OWNER, name="한빛대표"),
        "large_staff": make_member(large, Role.STAFF, name="한빛직원"),
        "small_lead": make_member(small, Role.OWNER, name="다솜대표"),
        "other_lead": make_member(other, Role.OWNER, name="누리대표"),
        "outsider": make_member(make_organization("남의회사"), Role.OWNER, name="바깥사람"),
    }
    make_member(other_small, Role.OWNER, name="가온대표")
    return CallWorld(
        host=host,
        officer=officer,
        program=program,
        call=call,
        large=large,
        small=small,
        other=other,
        other_small=other_small,
        entry=make_entry(call, large, small),
        rival=make_entry(call, other, other_small, title="촉매를 함께 만든 공정"),
        **people,
    )


def officer_of(program):
    """Somebody who runs the program, made an officer where nobody is."""
    office = program.officers.select_related("person").first()
    if office is None:
        person = make_member(program.host, Role.STAFF, name="담당자")
        office = Officer.objects.create(program=program, person=person, began_at=MOMENT)
    return office.person
