"""Where a notice leads, and the signed links that need no sign-in."""

from dataclasses import dataclass
from typing import Final

from django.conf import settings
from django.core import signing
from django.urls import reverse

from sangsaeng.disclosure.models import Demand
from sangsaeng.exchange.models import Interest, Listing, SavedSearch
from sangsaeng.fairs.models import Fair, MeetingNote, NoShow, Offer, Participant, Request, Session
from sangsaeng.kernel.models import Person
from sangsaeng.kernel.refusals import NotFound
from sangsaeng.notices.kinds import Group

_SALT: Final = "sangsaeng.notices.off"
# Scopes beside the groups: all mails, or those that come once a day.
ALL: Final = "all"
DIGEST: Final = "digest"


@dataclass(frozen=True)
class Leaving:
    """What the holder of a signed link may do: keep a person's mails of a group, or all, away."""

    person: Person
    scope: str


def program_path(fair: Fair) -> str:
    """The side sessions of a fair."""
    return reverse("program", args=[fair.slug])


def session_path(session: Session) -> str:
    """The page of a side session that takes place."""
    return reverse("program_session", args=[session.fair.slug, session.pk])


def offer_path(offer: Offer) -> str:
    """The page where an offered place is taken or left."""
    return reverse("fair_offer", args=[offer.request.fair.slug, offer.code])


def request_path(request: Request) -> str:
    """The page of a request."""
    return reverse("fair_request", args=[request.fair.slug, request.code])


def received_path(fair: Fair) -> str:
    """The requests that a party was sent and may answer."""
    return reverse("fair_received", args=[fair.slug])


def sent_path(fair: Fair) -> str:
    """The requests that a party sent."""
    return reverse("fair_sent", args=[fair.slug])


def profile_path(participant: Participant) -> str:
    """Where the participant writes its profile."""
    return reverse("fair_profile_edit", args=[participant.fair.slug, participant.code])


def timetable_path(participant: Participant) -> str:
    """The participant's own timetable, where the day is followed."""
    return reverse("participant_timetable", args=[participant.fair.slug, participant.code])


def results_path(fair: Fair) -> str:
    """Where a party writes down what came of its meetings."""
    return reverse("results_mine", args=[fair.slug])


def note_path(note: MeetingNote) -> str:
    """Where both sides' notes on a meeting stand."""
    return reverse("results_meeting", args=[note.request.fair.slug, note.request.code])


def no_show_path(no_show: NoShow) -> str:
    """Where the absent side reads and answers the record of its absence."""
    return reverse("organization-no-shows", args=[no_show.organization.code])


def listing_path(listing: Listing) -> str:
    """The page of a need or an offer, as whoever may read it sees it."""
    return reverse("listing_page", args=[listing.side, listing.code])


def search_path(search: SavedSearch) -> str:
    """Where a saved search is looked at anew."""
    return reverse("saved_search", args=[search.code])


def watches_path() -> str:
    """What a person watches."""
    return reverse("watches")


def own_listing_path(listing: Listing) -> str:
    """Where an owner looks after a need or an offer."""
    return reverse("listing_own", args=[listing.code])


def own_listings_path(state: str) -> str:
    """The needs and offers of one's own that are in a state."""
    return f"{reverse('listings_mine')}?state={state}"


def checking_path() -> str:
    """What waits to be checked."""
    return reverse("listings_to_check")


def interest_path(interest: Interest) -> str:
    """Where the two sides of an interest go on."""
    return reverse("interest", args=[interest.code])


def disclosure_path(demand: Demand) -> str:
    """The page of a disclosure, for both of its sides."""
    return reverse("disclosure", args=[demand.code])


def whole(path: str) -> str:
    """The address with the site's name, as mails need it."""
    return f"{settings.BASE_URL}{path}"


def leaving_address(person: Person, scope: str) -> str:
    """The address under which a person keeps mails away without signing in."""
    token = signing.Signer(salt=_SALT).sign_object([person.pk, scope])
    return whole(reverse("notices_off", args=[token]))


def leaving_of(token: str) -> Leaving:
    """Return what a signed link is for; it stays good as long as the person does."""
    try:
        key, scope = signing.Signer(salt=_SALT).unsign_object(token)
    except (signing.BadSignature, ValueError) as forged:
        raise NotFound from forged
    person = Person.objects.filter(pk=key, is_active=True).first()
    if person is None or scope not in {ALL, DIGEST, *Group.values}:
        raise NotFound
    return Leaving(person, scope)
