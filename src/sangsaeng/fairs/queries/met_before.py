"""Who met whom at an earlier fair of the platform, and who was at none before."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from django.db.models import Min, Q

from sangsaeng.fairs.models import Day, Fair, FairQuerySet, Mark, Meeting, MeetingNote, Participant
from sangsaeng.fairs.queries.held import held_requests

HELD_STATES = ("published", "ended")


@dataclass(frozen=True)
class Earlier:
    """The last time two organizations met, at which fair, and how often they did.

    Where a fair kept neither marks nor notes, a place in its last timetable has to stand for the
    meeting, and ``is_confirmed`` is false.
    """

    on: date
    is_confirmed: bool
    times: int
    fair: str


def met_before(fair: Fair) -> dict[tuple[int, int], date]:
    """Return when two of the fair's organizations last met at an earlier fair.

    The keys are the primary keys of the organizations, as (buyer, supplier) and the other way
    round, since sides may change from fair to fair.
    """
    return {pair: earlier.on for pair, earlier in earlier_meetings(fair).items()}


def earlier_meetings(fair: Fair, organization: int | None = None) -> dict[tuple[int, int], Earlier]:
    """Return the earlier meetings of each two of the fair's organizations, under both orders.

    ``organization`` narrows them to those of one, by primary key.
    """
    earlier = list(earlier_fairs(fair).values_list("pk", flat=True))
    if not earlier:
        return {}
    here = fair.participants.values("organization")
    found = Meeting.objects.filter(
        timetable__fair__in=earlier,
        timetable__state="published",
        buyer__organization__in=here,
        supplier__organization__in=here,
    )
    if organization is not None:
        found = found.filter(
            Q(buyer__organization=organization) | Q(supplier__organization=organization)
        )
    held, watched = held_requests(earlier), _watched(earlier)
    met: dict[tuple[int, int], Earlier] = {}
    for meeting in found.order_by("slot__starts_at").values_list(
        "request",
        "timetable__fair",
        "timetable__fair__name",
        "slot__day__date",
        "buyer__organization",
        "supplier__organization",
    ):
        request, of_fair, name, on, buyer, supplier = meeting
        if of_fair in watched and request not in held:
            continue
        last = met.get((buyer, supplier))
        times = 1 if last is None else last.times + 1
        latest = Earlier(on, of_fair in watched, times, name)
        met[buyer, supplier] = met[supplier, buyer] = latest
    return met


def earlier_fairs(fair: Fair) -> FairQuerySet:
    """Return the fairs that were held before this one: published, and over before its first day.

    A fair without days comes after all others. What is only a sample is no past of a real fair.
    """
    first = fair.days.aggregate(first=Min("date"))["first"]
    found = Fair.objects.filter(state__in=HELD_STATES, pk__in=Day.objects.values("fair"))
    found = found.exclude(pk=fair.pk)
    if first is not None:
        found = found.exclude(days__date__gte=first)
    return found if fair.is_sample else found.filter(is_sample=False)


def known_organizations(fair: Fair) -> set[int]:
    """Return the organizations that took part in a fair before this one, by primary key."""
    parts = Participant.objects.filter(fair__in=earlier_fairs(fair).values("pk"))
    return set(parts.values_list("organization", flat=True))


def is_newcomer(organization: int | None, known: Collection[int]) -> bool:
    """Propose whether an organization comes for the first time, from who is known.

    Where nobody is known the platform has no past to tell from, and nobody is called a newcomer.
    """
    return bool(known) and organization not in known


def _watched(fairs: Collection[int]) -> set[int]:
    """Return the fairs that kept marks or notes, so that they know what was held."""
    marked = Mark.objects.filter(fair__in=fairs, request__isnull=False).order_by()
    noted = MeetingNote.objects.filter(request__fair__in=fairs).order_by()
    return set(marked.values_list("fair", flat=True).distinct()) | set(
        noted.values_list("request__fair", flat=True).distinct()
    )
