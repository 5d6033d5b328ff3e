"""How far a fair has come: what is there, what is missing, and what comes next."""

from dataclasses import dataclass

from django.db.models import Exists, F, OuterRef, Q

from sangsaeng.fairs.models import (
    STANDING,
    Fair,
    Participant,
    Pin,
    Population,
    Side,
    Unavailability,
    Wish,
)


@dataclass(frozen=True)
class Progress:
    """The counts from which an officer sees the next step."""

    days: int
    slots: int
    buyers: int
    suppliers: int
    members: int
    tables: int
    buyers_without_table: int
    never_asked: int
    requests: int
    answered_by_both: int
    pins: int
    pins_clashing: int
    drafts: int
    published: int | None

    @property
    def participants(self) -> int:
        """Everybody who takes part."""
        return self.buyers + self.suppliers + self.members

    @property
    def has_parties(self) -> bool:
        """Whether there is anybody to meet anybody."""
        return bool(self.buyers and self.suppliers) or self.members > 1

    @property
    def is_ready_to_plan(self) -> bool:
        """Whether nothing is missing that a timetable is made of."""
        return bool(self.slots and self.has_parties and self.tables and self.requests)


def progress_of(fair: Fair) -> Progress:
    """Count what the fair has; the number of queries is fixed."""
    sides = list(fair.participants.values_list("side", flat=True))
    requests = fair.requests.filter(state__in=STANDING)
    timetables = list(fair.timetables.values_list("state", "number"))
    tables = fair.tables.all()
    if fair.population == Population.TWO_SIDED:
        tables = tables.filter(participant__isnull=False)
    return Progress(
        days=fair.days.count(),
        slots=fair.slots.count(),
        buyers=sides.count(Side.BUYER),
        suppliers=sides.count(Side.SUPPLIER),
        members=sides.count(Side.MEMBER),
        tables=tables.count(),
        buyers_without_table=fair.participants.filter(side=Side.BUYER, tables__isnull=True).count(),
        never_asked=_never_asked(fair),
        requests=requests.count(),
        answered_by_both=requests.exclude(
            Q(buyer_wish=Wish.UNSTATED) | Q(supplier_wish=Wish.UNSTATED)
        ).count(),
        pins=Pin.objects.filter(request__fair=fair).count(),
        pins_clashing=_pins_clashing(fair),
        drafts=sum(state == "draft" for state, _number in timetables),
        published=next((number for state, number in timetables if state == "published"), None),
    )


def _never_asked(fair: Fair) -> int:
    """Count the participants that nobody wants to meet and who ask for nobody."""
    standing = fair.requests.filter(state__in=STANDING)
    return (
        Participant.objects.filter(fair=fair)
        .exclude(pk__in=standing.values("buyer"))
        .exclude(pk__in=standing.values("supplier"))
        .count()
    )


def _pins_clashing(fair: Fair) -> int:
    """Count the fixed times at which a party has said it cannot meet."""
    away = Unavailability.objects.filter(slot=OuterRef("slot")).filter(
        Q(participant=OuterRef("request__buyer")) | Q(participant=OuterRef("request__supplier"))
    )
    at_session = Participant.objects.filter(
        Q(pk=OuterRef("request__buyer")) | Q(pk=OuterRef("request__supplier")),
        sessions__starts_at__lt=OuterRef("slot__ends_at"),
        sessions__ends_at__gt=OuterRef("slot__starts_at"),
    )
    pins = Pin.objects.filter(request__fair=fair, slot__fair=F("request__fair"))
    return pins.filter(Exists(away) | Exists(at_session)).count()
