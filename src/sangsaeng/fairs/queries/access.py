"""One way to each thing: by its public name, for a viewer, or not at all."""

from sangsaeng.fairs.models import CalendarFeed, Fair, Participant, Request, Timetable
from sangsaeng.fairs.rules import may_read_profile, may_see_timetable_of
from sangsaeng.kernel.permissions import Viewer
from sangsaeng.kernel.refusals import NotFound


def get_fair_for(viewer: Viewer, slug: str) -> Fair:
    """Return the fair, or refuse as if there were none."""
    fair = Fair.objects.visible_to(viewer).select_related("organizer").filter(slug=slug).first()
    if fair is None:
        raise NotFound
    return fair


def get_participant_for(viewer: Viewer, fair: Fair, code: str) -> Participant:
    """Return a participant whose affairs the viewer may see."""
    participant = (
        Participant.objects.visible_to(viewer)
        .filter(fair=fair, code=code)
        .select_related("organization", "fair")
        .first()
    )
    if participant is None or not may_see_timetable_of(viewer, participant):
        raise NotFound
    return participant


def get_participant_at(viewer: Viewer, slug: str, code: str) -> Participant:
    """Return the participant as :func:`get_participant_for` does, its fair along with it.

    Phones read it all day, so the fair, the participant and the permission are one query.
    """
    participant = (
        Participant.objects.visible_to(viewer)
        .filter(code=code, fair__in=Fair.objects.visible_to(viewer).filter(slug=slug))
        .select_related("organization", "fair")
        .first()
    )
    if participant is None:
        raise NotFound
    return participant


def get_profile_for(viewer: Viewer, fair: Fair, code: str) -> Participant:
    """Return a participant whose profile the viewer may read."""
    participant = fair.participants.filter(code=code).select_related("organization").first()
    if participant is None:
        raise NotFound
    participant.fair = fair
    if not may_read_profile(viewer, participant):
        raise NotFound
    return participant


def get_request_for(viewer: Viewer, fair: Fair, code: str) -> Request:
    """Return a request the viewer is a party to or rules over, unless it was taken back."""
    request = (
        Request.objects.visible_to(viewer)
        .kept()
        .filter(fair=fair, code=code)
        .select_related("fair", "buyer__organization", "supplier__organization", "pin__slot")
        .first()
    )
    if request is None:
        raise NotFound
    return request


def get_timetable_for(viewer: Viewer, fair: Fair, serial: int) -> Timetable:
    """Return a timetable, draft or version, of a fair the viewer runs."""
    timetable = (
        Timetable.objects.visible_to(viewer)
        .filter(fair=fair, serial=serial)
        .select_related("fair", "based_on", "made_by", "published_by")
        .first()
    )
    if timetable is None:
        raise NotFound
    return timetable


def published_timetable(fair: Fair) -> Timetable | None:
    """Return the version in force."""
    return fair.timetables.filter(state="published").first()


def get_feed(code: str) -> CalendarFeed:
    """Return a living calendar address; the code itself is the permission."""
    feed = (
        CalendarFeed.objects.filter(code=code, revoked_at__isnull=True, person__is_active=True)
        .select_related("participant__organization", "participant__fair", "person")
        .first()
    )
    if feed is None:
        raise NotFound
    return feed
