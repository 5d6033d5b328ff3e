"""Which notices a person reads, and how they want to be told."""

from django.db.models import Case, Value, When

from sangsaeng.kernel.models import Person
from sangsaeng.kernel.permissions import Viewer
from sangsaeng.kernel.refusals import NotFound
from sangsaeng.notices.kinds import USUAL, kinds_of
from sangsaeng.notices.models import Notice, NoticeQuerySet, Preference


def notices_for(viewer: Viewer, *, group: str = "", unread_only: bool = False) -> NoticeQuerySet:
    """Return the viewer's notices, those not yet read first, then the newest first."""
    found = Notice.objects.visible_to(viewer).select_related("organization", "fair")
    if unread_only:
        found = found.unread()
    if group:
        found = found.filter(kind__in=kinds_of(group))
    return found.order_by(_is_read(), "-made_at", "-pk")


def get_notice_for(viewer: Viewer, code: str) -> Notice:
    """Return one of the viewer's own notices, or refuse as if there were none."""
    notice = notices_for(viewer).filter(code=code).first()
    if notice is None:
        raise NotFound
    return notice


def unread_count(viewer: Viewer) -> int:
    """Count what the viewer has not read, as the bell on every page shows it."""
    return Notice.objects.visible_to(viewer).unread().count()


def ways_of(person: Person) -> dict[str, str]:
    """Return how the person is told, for every group."""
    chosen = dict(Preference.objects.filter(person=person).values_list("group", "way"))
    return {group: chosen.get(group, way.value) for group, way in USUAL.items()}


def _is_read() -> Case:
    return Case(When(read_at__isnull=True, then=Value(0)), default=Value(1))
