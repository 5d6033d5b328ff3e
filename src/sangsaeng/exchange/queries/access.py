"""One need, offer or interest for a viewer, or nothing."""

from sangsaeng.exchange.models import Appointment, Interest, Listing
from sangsaeng.kernel.permissions import Viewer
from sangsaeng.kernel.refusals import NotFound


def get_listing_for(viewer: Viewer, code: str, side: str | None = None) -> Listing:
    """Return the need or offer with the code, if the viewer may read its abstract."""
    found = Listing.objects.visible_to(viewer).select_related("owner", "checker").filter(code=code)
    listing = (found.filter(side=side) if side else found).first()
    if listing is None:
        raise NotFound
    return listing


def get_interest_for(viewer: Viewer, code: str) -> Interest:
    """Return the interest with the code, if the viewer is on one of its sides."""
    interest = (
        Interest.objects.visible_to(viewer)
        .select_related("organization", "listing__owner", "answering")
        .filter(code=code)
        .first()
    )
    if interest is None:
        raise NotFound
    return interest


def get_talk_of(interest: Interest) -> Appointment:
    """Return the talk that is proposed or agreed between the two sides the viewer is one of."""
    running = interest.appointments.filter(state__in=("proposed", "agreed"))
    talk = running.select_related("interest__listing__owner", "interest__organization").first()
    if talk is None:
        raise NotFound
    return talk
