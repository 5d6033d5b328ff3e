"""Interest as each of its two sides reads it: an allow-list, the same for every page and file."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext as _

from sangsaeng.exchange.models import Admission, Appointment, Competitor, Interest, Listing
from sangsaeng.exchange.queries.shown import Shown, shown_to
from sangsaeng.exchange.states import APPOINTMENT_STATES, INTEREST_STATES
from sangsaeng.kernel.language import for_reader
from sangsaeng.kernel.models import Person
from sangsaeng.kernel.permissions import Viewer, may_operate
from sangsaeng.organizations.models import Membership, Organization

RUNNING_TALKS = ("proposed", "agreed")


@dataclass(frozen=True)
class InterestFilters:
    """How the inbox is narrowed; an empty field narrows nothing."""

    box: str = ""
    state: str = ""
    text: str = ""


@dataclass(frozen=True)
class Thread:
    """An interest and what followed, as one viewer may read it."""

    code: str
    is_received: bool
    state: str
    organization: Organization
    # None while the owner is not named to this viewer
    owner: Organization | None
    # None where the viewer may not read the need or offer (any more)
    listing: Shown | None
    answering: Shown | None
    side_label: str
    message: str
    answer: str
    asked_at: datetime
    answer_by: date
    answered_at: datetime | None
    talks: tuple[Appointment, ...]

    @property
    def state_label(self) -> str:
        """How far it is, in words."""
        return INTEREST_STATES.label(self.state)

    @property
    def counterpart(self) -> Organization | None:
        """The other side, where it is named."""
        return self.organization if self.is_received else self.owner

    @property
    def counterpart_name(self) -> str:
        """The other side in words."""
        return named(self.counterpart)

    @property
    def title(self) -> str:
        """What the interest is in, in words."""
        if self.listing is not None:
            return self.listing.title
        return _("지금은 공개되지 않은 %(side)s") % {"side": self.side_label}

    @property
    def running_talk(self) -> Appointment | None:
        """The talk that is proposed or agreed."""
        return next((one for one in self.talks if one.state in RUNNING_TALKS), None)

    @property
    def is_open(self) -> bool:
        """Whether an answer is still possible and missing."""
        return self.state in {"asked", "expired"}


def named(organization: Organization | None) -> str:
    """Name an organization for the reader, or say that it is not named."""
    if organization is None:
        return _("이름을 밝히지 않은 기업")
    return for_reader(organization.name, organization.name_en)


def names_owner(interest: Interest) -> bool:
    """Tell whether the owner is named to the interested side: always, or since it accepted.

    What was accepted and then taken back was told and stays told.
    """
    taken_back = interest.state == "withdrawn" and interest.answered_at is not None
    return not interest.listing.is_anonymous or interest.state == "accepted" or taken_back


def title_for_asking(interest: Interest) -> str:
    """Return what the interested side may read of the title: nothing once it is shown nothing."""
    shut_out = Competitor.objects.filter(
        owner=interest.listing.owner_id, competitor=interest.organization_id
    )
    return "" if shut_out.exists() else interest.listing.title


def inbox_of(person: Person, filters: InterestFilters | None = None) -> list[Thread]:
    """Return what a person's organizations received and sent, the newest first."""
    filters = filters or InterestFilters()
    found = Interest.objects.filter(Interest.objects.seen_by(person))
    mine = Membership.objects.organizations_of(person)
    if filters.box == "received":
        found = found.filter(listing__owner__in=mine)
    if filters.box == "sent":
        found = found.filter(organization__in=mine)
    if filters.state:
        found = found.filter(state=filters.state)
    threads = threads_of(person, found.order_by("-asked_at", "-pk"))
    wanted = filters.text.strip().casefold()
    return [one for one in threads if not wanted or wanted in _words_of(one)]


def waiting_for(person: Person) -> int:
    """Count the interest that waits for an answer of the person's organizations."""
    mine = Membership.objects.organizations_of(person)
    return Interest.objects.filter(listing__owner__in=mine, state="asked").count()


def threads_of(viewer: Viewer, interests: Iterable[Interest]) -> list[Thread]:
    """Return interest, which the viewer may see, as far as the viewer may read it.

    The same number of statements, however many there are.
    """
    rows = _whole(interests)
    own = frozenset(
        Membership.objects.organizations_of(viewer) if isinstance(viewer, Person) else ()
    )
    shown = _listings_of(viewer, rows, own)
    talks: dict[int, list[Appointment]] = {}
    followed = Appointment.objects.filter(interest__in=[row.pk for row in rows])
    for one in followed.select_related("proposing"):
        talks.setdefault(one.interest_id, []).append(one)
    return [_thread(viewer, row, own, shown, tuple(talks.get(row.pk, ()))) for row in rows]


def thread_for(viewer: Viewer, interest: Interest) -> Thread:
    """Return one interest as the viewer reads it."""
    return threads_of(viewer, [interest])[0]


def _whole(interests: Iterable[Interest]) -> list[Interest]:
    if isinstance(interests, list):
        return interests
    related = ("organization", "listing__owner", "answering__owner")
    return list(interests.select_related(*related))  # type: ignore[attr-defined]  # a queryset


def _listings_of(viewer: Viewer, rows: list[Interest], own: frozenset[int]) -> dict[int, Shown]:
    """Show the needs and offers of the rows that the viewer reads, or was let in to and still is."""
    listings = {row.listing_id: row.listing for row in rows}
    listings |= {row.answering.pk: row.answering for row in rows if row.answering}
    readable = Listing.objects.visible_to(viewer).filter(pk__in=list(listings))
    keys = set(readable.values_list("pk", flat=True))
    admitted = Admission.objects.filter(
        listing__in=list(listings), organization__in=own, ended_at__isnull=True
    )
    shut_out = set(Competitor.objects.filter(competitor__in=own).values_list("owner_id", flat=True))
    for key in admitted.values_list("listing_id", flat=True):
        if listings[key].owner_id not in shut_out:
            keys.add(key)
    kept = [listings[key] for key in sorted(keys)]
    return {row.pk: one for row, one in zip(kept, shown_to(viewer, kept), strict=True)}


def _thread(
    viewer: Viewer,
    row: Interest,
    own: frozenset[int],
    shown: dict[int, Shown],
    talks: tuple[Appointment, ...],
) -> Thread:
    is_received = row.listing.owner_id in own
    knows = is_received or names_owner(row) or may_operate(viewer)
    listing = shown.get(row.listing_id)
    admitted = listing.owner if listing else None
    return Thread(
        code=row.code,
        is_received=is_received,
        state=row.state,
        organization=row.organization,
        owner=row.listing.owner if knows else admitted,
        listing=listing,
        answering=shown.get(row.answering_id or 0),
        side_label=row.listing.get_side_display(),
        message=row.message,
        answer=row.answer,
        asked_at=row.asked_at,
        answer_by=row.answer_by,
        answered_at=row.answered_at,
        talks=talks,
    )


def _words_of(thread: Thread) -> str:
    parts = (thread.title, thread.counterpart_name, thread.message, thread.answer)
    return " ".join(parts).casefold()


def interest_records(threads: Iterable[Thread]) -> list[dict[str, Any]]:
    """Return interest as rows of a file."""
    return [
        {
            "code": one.code,
            "box": _("받음") if one.is_received else _("보냄"),
            "title": one.title,
            "counterpart": one.counterpart_name,
            "state": one.state_label,
            "message": one.message,
            "answer": one.answer,
            "asked_at": one.asked_at,
            "answer_by": one.answer_by,
            "answered_at": one.answered_at,
            "talk": _talk_in_words(one.running_talk),
        }
        for one in threads
    ]


def _talk_in_words(talk: Appointment | None) -> str:
    if talk is None:
        return ""
    return f"{talk.starts_at.isoformat()} {talk.place} ({APPOINTMENT_STATES.label(talk.state)})"


def my_interest_in(person: Person, listing: Listing) -> list[Interest]:
    """Return the interest of the person's organizations in a need or offer, the newest first."""
    mine = Membership.objects.organizations_of(person)
    return list(
        Interest.objects.filter(listing=listing, organization__in=mine).select_related(
            "organization"
        )
    )


def own_to_answer_with(
    person: Person, organizations: Iterable[Organization], listing: Listing
) -> list[Listing]:
    """Return the organizations' published needs or offers that interest in the listing may come from."""
    own = Listing.objects.visible_to(person).published().filter(owner__in=list(organizations))
    return list(own.exclude(side=listing.side).order_by("title", "pk"))
