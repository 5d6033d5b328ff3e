"""Who did not come: the record of a fair and of an organization, and what it does to weights."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Exists, Min, OuterRef, Q

from sangsaeng.fairs.models import (
    Fair,
    FairRole,
    Mark,
    Meeting,
    NoShow,
    Opening,
    Participant,
    Request,
)
from sangsaeng.fairs.models.afterward import NoShowQuerySet
from sangsaeng.fairs.queries.the_day.marks import attendance_of
from sangsaeng.fairs.rules import may_run
from sangsaeng.fairs.states import FAIR_STATES
from sangsaeng.fairs.weights import AbsenceRule, WeightRule
from sangsaeng.kernel.models import Person
from sangsaeng.kernel.permissions import Viewer, may_operate
from sangsaeng.kernel.refusals import NotFound
from sangsaeng.organizations.models import Membership, Organization

Side = tuple[int, int]
"""One side of a meeting: its request and its participant, by primary keys."""


@dataclass(frozen=True)
class Weighing:
    """What requests of a fair weigh: wishes and fit, less the absences of both at earlier fairs."""

    wishes: WeightRule
    rule: AbsenceRule
    absences: Mapping[int, int]

    def absences_of(self, request: Request) -> int:
        """Return how many absences count against a request, of either party."""
        return self.absences.get(request.buyer_id, 0) + self.absences.get(request.supplier_id, 0)

    def wished(self, request: Request) -> int:
        """Return what both sides' wishes and their fit weigh in hundredths, whoever was absent."""
        wished = self.wishes.weight(request.buyer_wish, request.supplier_wish)
        return self.wishes.joined(wished, request.planned_fit)

    def hundredths(self, request: Request) -> int:
        """Return the weight of a request in hundredths."""
        return self.rule.lowered(self.wished(request), self.absences_of(request))


def weighing_of(fair: Fair) -> Weighing:
    """Return how the fair weighs its requests, in two queries at most."""
    return Weighing(fair.weight_rule, fair.absence_rule, absences_counting(fair))


def weighing_for(viewer: Viewer, fair: Fair) -> Weighing:
    """Return how requests weigh as the viewer may read it: officers alone learn of absences."""
    if may_run(viewer, fair):
        return weighing_of(fair)
    return Weighing(fair.weight_rule, fair.absence_rule, {})


def absences_counting(fair: Fair) -> dict[int, int]:
    """Return how many absences the fair counts, by the primary key of the participant."""
    if not fair.no_show_cost:
        return {}
    first = fair.days.aggregate(first=Min("date"))["first"]
    if first is None:
        return {}
    counted = (
        Participant.objects.filter(fair=fair)
        .order_by()
        .values("pk")
        .annotate(
            number=Count("organization__no_shows", filter=_counting(fair, first), distinct=True)
        )
        .filter(number__gt=0)
    )
    return dict(counted.values_list("pk", "number"))


def absent_sides(fair: Fair) -> set[Side]:
    """Return each side of a meeting that did not come, by the last mark the desk made of it.

    Who sent a colleague is marked present. A meeting that was called off is nobody's absence.
    """
    attendance = attendance_of(fair)
    missed = fair.marks.filter(kind=Mark.Kind.ABSENT, request__isnull=False).order_by()
    absent = {
        (request, party)
        for request in missed.values_list("request", flat=True).distinct()
        for party, seen in attendance.at_meeting(request).sides.items()
        if seen.kind == Mark.Kind.ABSENT
    }
    called_off = _called_off(fair) if absent else set()
    return {side for side in absent if side[0] not in called_off}


def no_shows_of_fair(viewer: Viewer, fair: Fair) -> NoShowQuerySet:
    """Return the absences at a fair that the viewer may read, by organization."""
    return _told(NoShow.objects.visible_to(viewer).filter(fair=fair)).order_by(
        "organization__name", "organization", "pk"
    )


def no_shows_of(viewer: Viewer, organization: Organization) -> NoShowQuerySet:
    """Return the absences of an organization that the viewer may read, the newest first."""
    return _told(NoShow.objects.visible_to(viewer).filter(organization=organization))


def get_no_show_for(viewer: Viewer, code: str, **of: Fair | Organization) -> NoShow:
    """Return an absence of a fair or an organization that the viewer may read, or refuse."""
    found = _told(NoShow.objects.visible_to(viewer).filter(code=code, **of)).first()
    if found is None:
        raise NotFound
    return found


@dataclass(frozen=True)
class Effect:
    """What the rule of a coming fair does to an organization that takes part in it."""

    fair: Fair
    absences: int

    @property
    def percent(self) -> int:
        """By how many percent its requests weigh less, because of its own absences."""
        return self.fair.absence_rule.percent(self.absences)


def effects_on(viewer: Viewer, organization: Organization) -> list[Effect]:
    """Return the rules of the coming fairs that count absences and in which it takes part.

    Its own people read them, and the officers of such a fair; who only helps at its desk does not.
    """
    parts = (
        Participant.objects.visible_to(viewer)
        .filter(organization=organization, fair__no_show_cost__gt=0)
        .exclude(fair__state__in=[FAIR_STATES.initial, "ended"])
        .select_related("fair")
        .order_by("fair__entered_at", "pk")
    )
    if isinstance(viewer, Person) and not may_operate(viewer):
        runs = FairRole.objects.fairs_of(viewer).filter(role=FairRole.Role.OFFICER)
        own = Membership.objects.organizations_of(viewer)
        parts = parts.filter(Q(fair__in=runs) | Q(organization__in=own))
    return [Effect(one.fair, absences_counting(one.fair).get(one.pk, 0)) for one in parts]


def _told(found: NoShowQuerySet) -> NoShowQuerySet:
    return found.select_related(
        "fair",
        "organization",
        "participant",
        "request__buyer__organization",
        "request__supplier__organization",
        "excused_by",
    )


def _counting(fair: Fair, first: date) -> Q:
    """Say which absences count: unexcused, at earlier fairs that began within the years set."""
    earlier = (
        Fair.objects.exclude(pk=fair.pk)
        .filter(is_sample=fair.is_sample)
        .annotate(began=Min("days__date"))
        .filter(began__gte=_years_before(first, fair.no_show_years), began__lt=first)
    )
    return Q(
        organization__no_shows__excused_at__isnull=True,
        organization__no_shows__fair__in=earlier.values("pk"),
    )


def _years_before(day: date, years: int) -> date:
    """Return the day so many years earlier; the 28th stands for a leap day that was not."""
    year = max(day.year - years, date.min.year)
    try:
        return day.replace(year=year)
    except ValueError:
        return day.replace(year=year, day=28)


def _called_off(fair: Fair) -> set[int]:
    """Return the requests whose place was last left because the meeting was called off."""
    standing = Meeting.objects.filter(timetable__state="published", request=OuterRef("left_by"))
    left = Opening.objects.filter(~Exists(standing), fair=fair).order_by("opened_at", "pk")
    last = dict(left.values_list("left_by", "cause"))
    return {request for request, cause in last.items() if cause == Opening.Cause.CALLED_OFF}


def by_organization(no_shows: Iterable[NoShow]) -> list[tuple[Organization, list[NoShow]]]:
    """Group absences by organization, in their own order."""
    grouped: dict[int, tuple[Organization, list[NoShow]]] = {}
    for one in no_shows:
        grouped.setdefault(one.organization_id, (one.organization, []))[1].append(one)
    return list(grouped.values())
