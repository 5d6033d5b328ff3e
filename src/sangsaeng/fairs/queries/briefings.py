"""Side sessions as people read them: the program, one session, and an organization's checklists."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Prefetch, Q, QuerySet
from django.utils.translation import gettext as _

from sangsaeng.fairs.models import (
    ChecklistItem,
    Fair,
    KeptItem,
    Meeting,
    Participant,
    Session,
)
from sangsaeng.fairs.queries.access import get_fair_for
from sangsaeng.kernel.models import Person
from sangsaeng.kernel.permissions import Viewer
from sangsaeng.kernel.refusals import NotFound
from sangsaeng.organizations.models import Membership, Organization


@dataclass(frozen=True)
class Ticked:
    """An item of a checklist, and whether an organization has it ready."""

    item: ChecklistItem
    is_kept: bool
    is_ready: bool


@dataclass(frozen=True)
class Checklist:
    """A session's checklist as one organization keeps it."""

    session: Session
    organization: Organization
    items: tuple[Ticked, ...]

    @property
    def ready(self) -> int:
        """How many items are ready."""
        return sum(one.is_ready for one in self.items)


def program_of(fair: Fair) -> QuerySet[Session]:
    """Return the fair's side sessions with how many attend and how much each offers."""
    return fair.sessions.annotate(
        attending=Count("attendees", distinct=True),
        talk_count=Count("talks", distinct=True),
        item_count=Count("checklist", distinct=True),
    ).prefetch_related("talks__organization")


def get_session_for(viewer: Viewer, slug: str, key: int) -> Session:
    """Return a side session of a fair the viewer may see, or refuse as if there were none."""
    fair = get_fair_for(viewer, slug)
    session = (
        fair.sessions.select_related("fair__organizer")
        .prefetch_related("talks__organization", "checklist", "materials__file")
        .filter(pk=key)
        .first()
    )
    if session is None:
        raise NotFound
    return session


def seats_left(session: Session) -> int | None:
    """Return how many seats are free; None where they are not counted."""
    if session.seats is None:
        return None
    return max(session.seats - session.attendees.count(), 0)


def may_still_sign_up(session: Session, at: datetime) -> bool:
    """Tell whether seats are taken by oneself at this moment."""
    return session.signs_up_until is not None and at < min(
        session.signs_up_until, session.starts_at
    )


def what_clashes(session: Session, participant: Participant) -> str:
    """Name what else the participant has while the session lasts; nothing if it is free."""
    meeting = (
        Meeting.objects.filter(
            timetable__fair=session.fair_id,
            timetable__state="published",
            slot__starts_at__lt=session.ends_at,
            slot__ends_at__gt=session.starts_at,
        )
        .filter(Q(buyer=participant) | Q(supplier=participant))
        .select_related("slot")
        .first()
    )
    if meeting is not None:
        begins = meeting.slot.starts_at.astimezone(session.fair.tz)
        return _("%(time)s 상담") % {"time": f"{begins:%H:%M}"}
    other = (
        participant.sessions.filter(starts_at__lt=session.ends_at, ends_at__gt=session.starts_at)
        .exclude(pk=session.pk)
        .first()
    )
    return other.title if other is not None else ""


def checklists_of(person: Person, session: Session | None = None) -> list[Checklist]:
    """Return the checklists that the person's organizations took along, or one session's for all."""
    organizations = [
        one.organization
        for one in Membership.objects.running()
        .filter(person=person)
        .select_related("organization")
        .order_by("organization__name")
    ]
    kept = KeptItem.objects.filter(organization__in=organizations)
    if session is not None:
        kept = kept.filter(item__session=session)
    ticks = {(one.item_id, one.organization_id): one.is_ready for one in kept}
    sessions = (
        [session] if session is not None else _with_items({item for item, _organization in ticks})
    )
    return [
        _checklist(one, organization, ticks)
        for one in sessions
        for organization in organizations
        if session is not None or _takes_along(one, organization, ticks)
    ]


def keeps_items(person: Person) -> bool:
    """Tell whether the person's organizations took any checklist along."""
    return KeptItem.objects.filter(
        organization__in=Membership.objects.organizations_of(person)
    ).exists()


def _with_items(items: set[int]) -> list[Session]:
    return list(
        Session.objects.filter(checklist__in=items)
        .select_related("fair")
        .prefetch_related(Prefetch("checklist", ChecklistItem.objects.order_by("position", "pk")))
        .order_by("-starts_at")
        .distinct()
    )


def _takes_along(
    session: Session, organization: Organization, ticks: dict[tuple[int, int], bool]
) -> bool:
    return any((item.pk, organization.pk) in ticks for item in session.checklist.all())


def _checklist(
    session: Session, organization: Organization, ticks: dict[tuple[int, int], bool]
) -> Checklist:
    return Checklist(
        session,
        organization,
        tuple(
            Ticked(
                item,
                is_kept=(item.pk, organization.pk) in ticks,
                is_ready=ticks.get((item.pk, organization.pk), False),
            )
            for item in session.checklist.all()
        ),
    )
