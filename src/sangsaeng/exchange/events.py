"""What the exchange lets other contexts hear."""

from dataclasses import dataclass
from datetime import datetime

from sangsaeng.exchange.models import Appointment, Interest, Listing, SavedSearch
from sangsaeng.kernel.models import Person


@dataclass(frozen=True)
class ListingSubmitted:
    """A need or an offer waits to be checked."""

    listing: Listing
    actor: Person
    at: datetime


@dataclass(frozen=True)
class ListingsSubmitted:
    """Many that were handed in together wait for the same checker; said once, not one by one."""

    listings: tuple[Listing, ...]
    actor: Person
    at: datetime


@dataclass(frozen=True)
class ListingSentBack:
    """Whoever checks asks for something to be added first."""

    listing: Listing
    actor: Person
    at: datetime


@dataclass(frozen=True)
class ListingChecked:
    """A need or an offer was checked and may be published."""

    listing: Listing
    actor: Person
    at: datetime


@dataclass(frozen=True)
class ListingsChecked:
    """Many of one owner were checked at once; said once, not one by one."""

    listings: tuple[Listing, ...]
    actor: Person
    at: datetime


@dataclass(frozen=True)
class ListingPublished:
    """A need or an offer is out, for the first time or again."""

    listing: Listing
    actor: Person
    at: datetime


@dataclass(frozen=True)
class ListingEnded:
    """A published need or offer was closed, or its time is over."""

    listing: Listing
    actor: Person
    at: datetime


@dataclass(frozen=True)
class ListingExpiring:
    """The time of a published need or offer ends soon; it can be renewed."""

    listing: Listing
    at: datetime


@dataclass(frozen=True)
class LetIn:
    """An owner let an organization read the detail."""

    listing: Listing
    organization_id: int
    actor: Person
    at: datetime


@dataclass(frozen=True)
class InterestAsked:
    """An organization is interested in what another put up."""

    interest: Interest
    actor: Person
    at: datetime


@dataclass(frozen=True)
class InterestAnswered:
    """The owner accepted or declined an interest."""

    interest: Interest
    actor: Person
    at: datetime


@dataclass(frozen=True)
class InterestExpired:
    """An interest ended without an answer."""

    interest: Interest
    at: datetime


@dataclass(frozen=True)
class InterestWaiting:
    """An interest still waits for its answer, and the time for it ends soon."""

    interest: Interest
    at: datetime


@dataclass(frozen=True)
class AppointmentProposed:
    """One side proposed a time to talk."""

    appointment: Appointment
    actor: Person
    at: datetime


@dataclass(frozen=True)
class AppointmentAnswered:
    """The other side agreed or declined, or one side called the talk off."""

    appointment: Appointment
    actor: Person
    at: datetime


@dataclass(frozen=True)
class SearchFound:
    """A saved search has new results its owner may read."""

    search: SavedSearch
    listings: tuple[Listing, ...]
    at: datetime
