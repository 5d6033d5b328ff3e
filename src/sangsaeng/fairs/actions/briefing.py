"""Side sessions: what they offer, who sits in them, and the checklist an organization takes along."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sangsaeng.fairs.actions.setting_up import check_date
from sangsaeng.fairs.events import SessionChanged
from sangsaeng.fairs.models import (
    ChecklistItem,
    Fair,
    KeptItem,
    Material,
    Participant,
    Session,
    Talk,
)
from sangsaeng.fairs.queries.briefings import seats_left, what_clashes
from sangsaeng.fairs.refusals.setting_up import (
    NotOfThisFair,
    SessionClashes,
    SessionFull,
    SignUpOver,
)
from sangsaeng.fairs.rules import may_keep_for, may_run, may_speak_for
from sangsaeng.kernel.actions import action, change, record
from sangsaeng.kernel.events import announce
from sangsaeng.kernel.files import DOCUMENTS, store
from sangsaeng.kernel.models import Person
from sangsaeng.kernel.permissions import require
from sangsaeng.organizations.models import Organization

MOMENTS = ("starts_at", "ends_at", "signs_up_until")
WHERE_AND_WHEN = ("starts_at", "ends_at", "place")


@dataclass(frozen=True)
class Upload:
    """A file as it was handed in."""

    name: str
    content: bytes


@action
def set_session(
    fair: Fair,
    session: Session | None,
    attendees: Iterable[Participant],
    *,
    actor: Person,
    at: datetime,
    **fields: Any,
) -> Session:
    """Enter or change a side session and who attends it; they do not meet while it lasts."""
    require(may_run(actor, fair), actor)
    guests = list(attendees)
    if any(guest.fair_id != fair.pk for guest in guests):
        raise NotOfThisFair
    for moment in map(fields.get, MOMENTS):
        if moment is not None:
            check_date(moment)
    is_moved = session is not None and any(
        name in fields and fields[name] != getattr(session, name) for name in WHERE_AND_WHEN
    )
    if session is None:
        session = Session.objects.create(fair=fair, **fields)
        record(session, **fields)
    else:
        change(session, **fields)
    session.attendees.set(guests)
    record(session, attendees=len(guests))
    if is_moved:
        announce(SessionChanged(session, tuple(guests), is_called_off=False, at=at))
    return session


@action
def remove_session(session: Session, *, actor: Person, at: datetime) -> None:
    """Take a side session out of the fair; whoever attends it is told."""
    require(may_run(actor, session.fair), actor)
    record(session, old={"title": session.title}, removed=True)
    guests = tuple(session.attendees.all())
    announce(SessionChanged(session, guests, is_called_off=True, at=at))
    session.delete()


@action
def set_talks(
    session: Session, talks: Sequence[dict[str, Any]], *, actor: Person, at: datetime
) -> None:
    """Say who speaks on what, in order, in place of what was said before."""
    require(may_run(actor, session.fair), actor)
    session.talks.all().delete()
    Talk.objects.bulk_create(
        Talk(session=session, position=position, **talk) for position, talk in enumerate(talks)
    )
    record(session, talks=[talk["topic"] for talk in talks])


@action
def set_checklist(
    session: Session, items: Sequence[dict[str, Any]], *, actor: Person, at: datetime
) -> None:
    """Say what a vendor must have; an item that stays keeps the ticks organizations made."""
    require(may_run(actor, session.fair), actor)
    standing = {item.text: item for item in session.checklist.all()}
    for position, wanted in enumerate(items):
        item = standing.pop(wanted["text"], None) or ChecklistItem(session=session)
        for name, value in (wanted | {"position": position}).items():
            setattr(item, name, value)
        item.save()
    session.checklist.filter(pk__in=[item.pk for item in standing.values()]).delete()
    record(session, checklist=[wanted["text"] for wanted in items])


@action
def add_material(
    session: Session, title: str, upload: Upload, *, actor: Person, at: datetime
) -> Material:
    """Hand out a file with the session."""
    require(may_run(actor, session.fair), actor)
    file = store(upload.name, upload.content, DOCUMENTS, actor=actor, at=at)
    material = Material.objects.create(session=session, title=title or file.name, file=file)
    record(material, session=session, title=material.title, sha256=file.sha256)
    return material


@action
def remove_material(material: Material, *, actor: Person, at: datetime) -> None:
    """Hand a file out no more."""
    require(may_run(actor, material.session.fair), actor)
    record(material, old={"title": material.title}, removed=True)
    material.delete()


@action
def sign_up(session: Session, participant: Participant, *, actor: Person, at: datetime) -> None:
    """Take a seat for a participant.

    The session is held so that no seat is given twice, the participant so that two of its people
    do not put it into two sessions of one hour.
    """
    require(may_speak_for(actor, participant), actor)
    session = Session.objects.select_for_update().get(pk=session.pk)
    Participant.objects.select_for_update(no_key=True).get(pk=participant.pk)
    if participant.fair_id != session.fair_id:
        raise NotOfThisFair
    _refuse_late(session, at)
    if session.attendees.filter(pk=participant.pk).exists():
        record(session, unchanged=True)
        return
    if seats_left(session) == 0:
        raise SessionFull
    clash = what_clashes(session, participant)
    if clash:
        raise SessionClashes(what=clash)
    session.attendees.add(participant)
    record(session, signed_up=participant)


@action
def sign_off(session: Session, participant: Participant, *, actor: Person, at: datetime) -> None:
    """Give a participant's seat back."""
    require(may_speak_for(actor, participant), actor)
    _refuse_late(session, at)
    session.attendees.remove(participant)
    record(session, signed_off=participant)


@action
def keep_item(
    item: ChecklistItem,
    organization: Organization,
    *,
    is_ready: bool,
    actor: Person,
    at: datetime,
) -> KeptItem:
    """Take an item of a checklist along, and say whether the organization has it ready."""
    require(may_keep_for(actor, organization), actor)
    kept, _made = KeptItem.objects.update_or_create(
        item=item, organization=organization, defaults={"is_ready": is_ready, "kept_at": at}
    )
    record(kept, item=item, organization=organization, is_ready=is_ready)
    return kept


def _refuse_late(session: Session, at: datetime) -> None:
    """Seats are taken and given back by oneself until the session's own hour, or its beginning."""
    if session.signs_up_until is None or at >= min(session.signs_up_until, session.starts_at):
        raise SignUpOver
