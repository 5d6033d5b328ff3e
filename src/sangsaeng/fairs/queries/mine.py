"""What concerns a person: the fairs they run, those they take part in, and what waits for them."""

from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q

from sangsaeng.fairs.models import (
    CalendarFeed,
    Fair,
    FairRole,
    Meeting,
    Participant,
    Request,
    Side,
    Wish,
)
from sangsaeng.fairs.states import FAIR_STATES
from sangsaeng.kernel.models import Person
from sangsaeng.organizations.models import Membership

NEXT_MEETINGS = 3


@dataclass(frozen=True)
class Part:
    """A participant the person speaks for, its next meetings and the requests it has yet to answer."""

    participant: Participant
    next_meetings: list[Meeting]
    to_answer: int

    def counterpart(self, meeting: Meeting) -> Participant:
        """Return whom the participant meets."""
        at_buyer = meeting.buyer_id == self.participant.pk
        return meeting.supplier if at_buyer else meeting.buyer


def roles_of(person: Person) -> list[FairRole]:
    """Return the person's parts in running fairs that have not ended."""
    return list(
        FairRole.objects.running()
        .filter(person=person)
        .exclude(fair__state="ended")
        .select_related("fair")
        .order_by("-fair__entered_at")
    )


def parts_of(person: Person, *, at: datetime) -> list[Part]:
    """Return the person's participations in announced fairs, in a constant number of queries."""
    own = Membership.objects.running().filter(person=person).values("organization")
    participants = list(
        Participant.objects.filter(organization__in=own)
        .exclude(fair__state__in=[FAIR_STATES.initial, "ended"])
        .select_related("organization", "fair")
        .order_by("-fair__entered_at", "organization__name")
    )
    meetings, waiting = _next_meetings(participants, at), _to_answer(participants)
    return [Part(one, meetings[one.pk][:NEXT_MEETINGS], waiting[one.pk]) for one in participants]


def participants_in(person: Person, fair: Fair) -> list[Participant]:
    """Return the participants of a fair whom the person speaks for."""
    own = Membership.objects.running().filter(person=person).values("organization")
    return list(fair.participants.filter(organization__in=own).select_related("organization"))


def feeds_of(person: Person) -> list[CalendarFeed]:
    """Return the person's living calendar addresses."""
    return list(
        CalendarFeed.objects.filter(person=person, revoked_at__isnull=True)
        .select_related("participant__organization", "participant__fair")
        .order_by("-made_at")
    )


def _next_meetings(participants: list[Participant], at: datetime) -> dict[int, list[Meeting]]:
    keys = [one.pk for one in participants]
    meetings = (
        Meeting.objects.filter(timetable__state="published", slot__ends_at__gte=at)
        .filter(Q(buyer__in=keys) | Q(supplier__in=keys))
        .select_related(
            "slot",
            "table__hall",
            "buyer__organization",
            "supplier__organization",
            "timetable__fair",
        )
        .order_by("slot__starts_at", "pk")
    )
    by_party: dict[int, list[Meeting]] = defaultdict(list)
    for meeting in meetings:
        by_party[meeting.buyer_id].append(meeting)
        by_party[meeting.supplier_id].append(meeting)
    return by_party


def _to_answer(participants: list[Participant]) -> Counter[int]:
    """Count, by participant, the requests put to it that it has not answered while it may."""
    keys = [one.pk for one in participants]
    open_requests = Request.objects.standing().filter(fair__state="collecting")
    as_buyer = open_requests.filter(buyer__in=keys, buyer_wish=Wish.UNSTATED).exclude(
        asking_side=Side.BUYER
    )
    as_supplier = open_requests.filter(supplier__in=keys, supplier_wish=Wish.UNSTATED).exclude(
        asking_side=Side.SUPPLIER
    )
    return Counter(as_buyer.values_list("buyer", flat=True)) + Counter(
        as_supplier.values_list("supplier", flat=True)
    )
