"""Visiting: an officer plans, the visitor writes what was found, both sides sign what they read."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from sangsaeng.judging.copies.making import NoCleanCopy, clean_copy
from sangsaeng.judging.events import VisitPlanned, VisitSigned, VisitWritten
from sangsaeng.judging.models import Review, Visit, VisitPhoto, VisitSignature
from sangsaeng.judging.papers import digest_of, items_of
from sangsaeng.judging.refusals import (
    NotTheSignersName,
    NotWhatWasRead,
    PhotoUnreadable,
    StandsStill,
    VisitorIsOfTheTeam,
    VisitorJudgesIt,
    VisitSignedByThatSide,
)
from sangsaeng.judging.rules import (
    is_standing_still,
    may_plan_visit,
    may_sign_as_visited,
    may_write_visit,
)
from sangsaeng.judging.states import VISIT_STATES
from sangsaeng.kernel.actions import action, change, record
from sangsaeng.kernel.clock import day_of
from sangsaeng.kernel.events import announce
from sangsaeng.kernel.files import FileRule, kind_of, store
from sangsaeng.kernel.models import Person
from sangsaeng.kernel.permissions import require
from sangsaeng.kernel.refusals import Invalid, NotFound
from sangsaeng.programs.models import Entry, Stage
from sangsaeng.programs.rules import is_of_team

PHOTOS = FileRule(frozenset({"png", "jpg"}))
MOST_PHOTOS = 20


@dataclass(frozen=True)
class Plan:
    """Who goes where on which day."""

    visitor: Person
    planned_on: date
    place: str = ""


@dataclass(frozen=True)
class Found:
    """What the visitor found: for each item whether it holds, and a word on it."""

    visited_on: date
    place: str
    met: str
    findings: tuple[tuple[str, bool | None, str], ...]
    remarks: str = ""


@action
def plan_visit(stage: Stage, entry: Entry, plan: Plan, *, actor: Person, at: datetime) -> Visit:
    """Plan a visit to the team of an entry."""
    require(may_plan_visit(actor, entry), actor)
    _require_moving(entry)
    if stage.call_id != entry.call_id or stage.kind != "field":
        raise Invalid({"stage": _("이 공고의 현장 확인 단계를 골라 주십시오.")})
    _require_impartial(plan.visitor, entry)
    visit = Visit.objects.create(
        stage=stage,
        entry=entry,
        visitor=plan.visitor,
        planned_on=plan.planned_on,
        place=plan.place.strip(),
        planned_at=at,
    )
    record(visit, planned_on=plan.planned_on, visitor=plan.visitor)
    announce(VisitPlanned(visit, actor, at))
    return visit


@action
def call_off_visit(visit: Visit, *, actor: Person, at: datetime) -> None:
    """Decide not to go."""
    require(may_plan_visit(actor, visit.entry), actor)
    held = _held(visit)
    change(held, state=VISIT_STATES.after(held.state, "call_off"))


@action
def write_visit(visit: Visit, found: Found, *, actor: Person, at: datetime) -> Visit:
    """Write down what was found; writing anew makes a new digest to sign."""
    require(may_write_visit(actor, visit), actor)
    held = _held(visit)
    following = VISIT_STATES.after(held.state, "write")
    if found.visited_on > day_of(at):
        raise Invalid({"visited_on": _("아직 오지 않은 날입니다. 다녀온 날을 적어 주십시오.")})
    change(
        held,
        state=following,
        visited_on=found.visited_on,
        place=found.place.strip(),
        met=found.met.strip(),
        findings=_findings(held, found),
        remarks=found.remarks.strip(),
    )
    _seal(held)
    announce(VisitWritten(held, actor, at))
    return held


@action
def add_photo(
    visit: Visit, name: str, content: bytes, caption: str = "", *, actor: Person, at: datetime
) -> VisitPhoto:
    """Add a photo, freed of where and with what it was taken."""
    require(may_write_visit(actor, visit), actor)
    held = _held(visit)
    VISIT_STATES.after(held.state, "write")
    if held.photos.count() >= MOST_PHOTOS:
        raise Invalid({"photo": _("사진은 %(most)s장까지 올립니다.") % {"most": MOST_PHOTOS}})
    kind = kind_of(content) or ""
    try:
        bare = clean_copy(content, kind) if kind in PHOTOS.kinds else content
    except NoCleanCopy as fault:
        raise PhotoUnreadable from fault
    number = held.photos.count() + 1
    file = store(f"visit-{number}.{kind}", bare, PHOTOS, actor=actor, at=at)
    photo = VisitPhoto.objects.create(visit=held, file=file, caption=caption.strip(), added_at=at)
    record(photo, sha256=file.sha256)
    _seal(held)
    return photo


@action
def sign_visit(
    visit: Visit, side: str, name: str, seen: str, *, actor: Person, at: datetime
) -> Visit:
    """Sign for one side exactly the form that was read."""
    held = _held(visit)
    if side not in VisitSignature.Side.values:
        raise NotFound
    is_visitor = side == VisitSignature.Side.VISITOR
    allowed = may_write_visit(actor, held) if is_visitor else may_sign_as_visited(actor, held)
    require(allowed, actor)
    if held.signatures.filter(side=side).exists():
        raise VisitSignedByThatSide
    following = VISIT_STATES.after(
        held.state, "sign_second" if held.state == "half_signed" else "sign_first"
    )
    if seen != held.sha256 or seen != digest_of(held):
        raise NotWhatWasRead
    if "".join(name.split()) != "".join(actor.name.split()):
        raise NotTheSignersName(name=actor.name)
    _sign(held, side, actor, at)
    change(held, state=following)
    if following == "signed":
        announce(VisitSigned(held, actor, at))
    return held


@action
def reopen_visit(visit: Visit, *, actor: Person, at: datetime) -> Visit:
    """Take the form up again before the second signature; the first one is void."""
    require(may_write_visit(actor, visit), actor)
    held = _held(visit)
    following = VISIT_STATES.after(held.state, "reopen")
    for signature in held.signatures.all():
        record(signature, voided=True, sha256=signature.sha256)
    held.signatures.all().delete()
    change(held, state=following)
    return held


def _held(visit: Visit) -> Visit:
    rows = Visit.objects.select_for_update(of=("self",))
    held = rows.select_related("stage__call", "entry__call", "visitor").get(pk=visit.pk)
    _require_moving(held.entry)
    return held


def _require_moving(entry: Entry) -> None:
    if is_standing_still(entry.call):
        raise StandsStill


def _require_impartial(visitor: Person, entry: Entry) -> None:
    if is_of_team(visitor, entry):
        raise VisitorIsOfTheTeam
    reviews = Review.objects.standing().filter(entry=entry, judge__person=visitor)
    if entry.call.is_blind and reviews.exists():
        raise VisitorJudgesIt


def _findings(visit: Visit, found: Found) -> list[dict[str, Any]]:
    """Return each item with what was found; an item nobody spoke of is missing, not fine."""
    said = {key: (holds, note) for key, holds, note in found.findings}
    faults = {
        f"holds-{key}": _("확인한 결과를 골라 주십시오.")
        for key, _label in items_of(visit)
        if key not in said
    }
    if faults:
        raise Invalid(faults)
    return [
        {"key": key, "label": label, "holds": said[key][0], "note": said[key][1].strip()}
        for key, label in items_of(visit)
    ]


def _seal(held: Visit) -> None:
    """Take the digest of the form as it now stands."""
    if held.visited_on is not None:
        change(held, sha256=digest_of(held))


def _sign(held: Visit, side: str, actor: Person, at: datetime) -> None:
    try:
        with transaction.atomic():
            signature = VisitSignature.objects.create(
                visit=held,
                side=side,
                person=actor,
                name=actor.name,
                sha256=held.sha256,
                signed_at=at,
            )
    except IntegrityError as signed:
        raise VisitSignedByThatSide from signed
    record(signature, side=side, sha256=held.sha256)
