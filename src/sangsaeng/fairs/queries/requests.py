"""The requests of a fair: an officer's whole view, and a party's own with the other side sealed."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Q

from sangsaeng.fairs.models import (
    Fair,
    Meeting,
    Participant,
    Pin,
    Purpose,
    Request,
    RequestQuerySet,
    Side,
    Timetable,
    Wish,
)
from sangsaeng.fairs.queries.absences import weighing_for
from sangsaeng.fairs.queries.availability import away_slots
from sangsaeng.fairs.queries.participants import own_participants
from sangsaeng.fairs.rules import may_see_all
from sangsaeng.fairs.slot_text import written_slot
from sangsaeng.fairs.states import REQUEST_STATES
from sangsaeng.fairs.weights import SCALE
from sangsaeng.kernel.permissions import Viewer
from sangsaeng.organizations.models import OrganizationName
from sangsaeng.organizations.names import name_key


@dataclass(frozen=True)
class RequestFilters:
    """How a list of requests is narrowed; what the viewer may not see narrows nothing."""

    buyer: str = ""
    supplier: str = ""
    wish: str = ""
    purpose: str = ""
    placed: str = ""
    text: str = ""
    state: str = ""


@dataclass(frozen=True)
class SealedRequest:
    """A request as one party may read it.

    Who was asked reads how much the asking side wishes the meeting. Who asked reads whether it was
    accepted and the reason that was shared, not the wish behind it. What an officer entered was
    asked by neither, so neither reads anything of the other's mind.
    """

    code: str
    own: Participant
    other: Participant
    own_side: str
    own_wish: str
    other_wish: str
    purpose: str
    topic: str
    state: str
    reason: str
    shares_reason: bool
    is_own_asking: bool
    is_by_officer: bool
    entered_at: datetime
    is_placed: bool | None

    @property
    def purpose_label(self) -> str:
        """What the meeting is for, in words."""
        return str(Purpose(self.purpose).label)

    @property
    def state_label(self) -> str:
        """How far asking and answering went, in words."""
        return REQUEST_STATES.label(self.state)

    @property
    def own_wish_label(self) -> str:
        """The own wish in words."""
        return str(Wish(self.own_wish).label)

    @property
    def other_wish_label(self) -> str:
        """The other side's wish in words, where it may be read."""
        return str(Wish(self.other_wish).label) if self.other_wish else ""

    @property
    def is_over(self) -> bool:
        """Whether it ended without an answer."""
        return self.state == "expired"

    @property
    def is_open(self) -> bool:
        """Whether an answer is still missing."""
        return self.state in {"asked", "expired"}


def requests_for(
    viewer: Viewer, fair: Fair, filters: RequestFilters | None = None
) -> RequestQuerySet:
    """Return the standing requests the viewer may see, narrowed by what they may see of them.

    The fair's people narrow by state, and so find those that ended without an answer.
    """
    filters = filters or RequestFilters()
    found = Request.objects.visible_to(viewer).kept().filter(fair=fair)
    sees_all = may_see_all(viewer, fair)
    found = found.filter(state=filters.state) if sees_all and filters.state else found.standing()
    found = found.filter(
        *(_parties(filters)),
        _wished(viewer, fair, filters.wish, sees_all=sees_all),
        **({"purpose": filters.purpose} if filters.purpose else {}),
    )
    timetable = shown_timetable(fair, drafts=sees_all)
    if timetable is not None and filters.placed in {"yes", "no"}:
        placed = Meeting.objects.filter(timetable=timetable).values("request")
        found = (
            found.filter(pk__in=placed) if filters.placed == "yes" else found.exclude(pk__in=placed)
        )
    return found.select_related("buyer__organization", "supplier__organization").order_by("pk")


def shown_timetable(fair: Fair, *, drafts: bool) -> Timetable | None:
    """Return the version in force, or for the fair's own people the newest draft before it."""
    published = fair.timetables.filter(state="published").first()
    if published is not None or not drafts:
        return published
    return fair.timetables.filter(state="draft").order_by("-serial").first()


def sealed(viewer: Viewer, fair: Fair, requests: Iterable[Request]) -> list[SealedRequest]:
    """Return requests as the viewer's own party may read them."""
    own = {one.pk: one for one in own_participants(viewer, fair)}
    rows = [request for request in requests if {request.buyer_id, request.supplier_id} & set(own)]
    timetable = shown_timetable(fair, drafts=False)
    placed = placed_requests(timetable, rows) if timetable else set()
    return [
        sealed_for(
            own.get(request.buyer_id) or own[request.supplier_id],
            request,
            is_placed=None if timetable is None else request.pk in placed,
        )
        for request in rows
    ]


def sealed_for(
    own: Participant, request: Request, *, is_placed: bool | None = None
) -> SealedRequest:
    """Return a request as one of its parties may read it."""
    side = request.side_of(own)
    is_own_asking, is_by_officer = request.asking_side == side, not request.asking_side
    reads_reason = not is_by_officer and (not is_own_asking or request.shares_answer_note)
    other = Side.SUPPLIER if side == Side.BUYER else Side.BUYER
    return SealedRequest(
        code=request.code,
        own=own,
        other=request.party(other),
        own_side=side,
        own_wish=request.wish_of(side),
        other_wish=request.wish_of(other) if request.asking_side == other else "",
        purpose=request.purpose,
        topic=request.topic,
        state=_own_state(request.wish_of(side)) if is_by_officer else request.state,
        reason=request.answer_note if reads_reason else "",
        shares_reason=reads_reason and request.shares_answer_note,
        is_own_asking=is_own_asking,
        is_by_officer=is_by_officer,
        entered_at=request.entered_at,
        is_placed=is_placed,
    )


def _own_state(wish: str) -> str:
    """Return how far a request of an officer went as far as one side itself said."""
    return {Wish.UNSTATED.value: "asked", Wish.NO_THANKS.value: "declined"}.get(wish, "accepted")


def placed_requests(timetable: Timetable | None, requests: Iterable[Request]) -> set[int]:
    """Return which of the requests have a meeting in the timetable."""
    if timetable is None:
        return set()
    keys = [request.pk for request in requests]
    found = Meeting.objects.filter(timetable=timetable)
    if len(keys) <= 500:  # noqa: PLR2004 - a statement takes a limited number of parameters
        found = found.filter(request__in=keys)
    return set(found.values_list("request", flat=True))


def request_records(viewer: Viewer, fair: Fair, requests: RequestQuerySet) -> list[dict[str, Any]]:
    """Return requests as rows of their sheet: whole for the fair's people, sealed for a party."""
    if not may_see_all(viewer, fair):
        return [_sealed_record(one) for one in sealed(viewer, fair, requests)]
    pins = {
        request: written_slot((begins.astimezone(fair.tz), begins))
        for request, begins in Pin.objects.filter(request__fair=fair).values_list(
            "request", "slot__starts_at"
        )
    }
    weighing = weighing_for(viewer, fair)
    rows = list(requests)
    placed = placed_requests(shown_timetable(fair, drafts=True), rows)
    return [
        {
            "identity": one.code,
            "buyer": one.buyer.organization.name,
            "supplier": one.supplier.organization.name,
            "buyer_wish": one.buyer_wish,
            "supplier_wish": one.supplier_wish,
            "purpose": one.purpose,
            "topic": one.topic,
            "state": one.state,
            "asking_side": one.asking_side,
            "answer_note": one.answer_note,
            "pin": pins.get(one.pk),
            "weight": weighing.hundredths(one) / SCALE,
            "placed": one.pk in placed,
        }
        for one in rows
    ]


def free_slots(request: Request) -> list[int]:
    """Return the keys of the slots in which both parties are there and neither is fixed elsewhere."""
    slots = list(request.fair.slots.all())
    away = away_slots(request.fair, slots)
    parties = {request.buyer_id, request.supplier_id}
    taken = set(
        Pin.objects.filter(
            Q(request__supplier__in=parties)
            | Q(request__buyer__in=parties, request__buyer__side=Side.MEMBER)
        )
        .exclude(request=request)
        .values_list("slot", flat=True)
    )
    gone = taken.union(*(away.get(party, set()) for party in parties))
    return [slot.pk for slot in slots if slot.pk not in gone]


def _parties(filters: RequestFilters) -> list[Q]:
    narrowed = []
    if filters.buyer:
        narrowed.append(Q(buyer__code=filters.buyer))
    if filters.supplier:
        narrowed.append(Q(supplier__code=filters.supplier))
    if filters.text.strip():
        text, key = filters.text.strip(), name_key(filters.text)
        named = Q(topic__icontains=text)
        for side in ("buyer", "supplier"):
            named |= Q(**{f"{side}__organization__name__icontains": text})
            if key:
                named |= Q(**{f"{side}__organization__in": _named(key)})
        narrowed.append(named)
    return narrowed


def _named(key: str) -> Any:
    return OrganizationName.objects.filter(key__contains=key).values("organization")


def _wished(viewer: Viewer, fair: Fair, wish: str, *, sees_all: bool) -> Q:
    """Narrow by either side's wish for the fair's people, and by one's own wish for a party."""
    if not wish:
        return Q()
    if sees_all:
        return Q(buyer_wish=wish) | Q(supplier_wish=wish)
    own = own_participants(viewer, fair)
    return Q(buyer__in=own, buyer_wish=wish) | Q(supplier__in=own, supplier_wish=wish)


def _sealed_record(one: SealedRequest) -> dict[str, Any]:
    as_buyer = one.own_side == Side.BUYER
    return {
        "buyer": (one.own if as_buyer else one.other).organization.name,
        "supplier": (one.other if as_buyer else one.own).organization.name,
        "buyer_wish" if as_buyer else "supplier_wish": one.own_wish,
        "purpose": one.purpose,
        "topic": one.topic,
        **({} if one.is_placed is None else {"placed": one.is_placed}),
    }
