"""What a participant may know of its requests that found no place.

The sentence is made of the participant's own rows alone. The reasons that a timetable keeps for
its officers are not read here: they tell of forbidden pairs, of other parties and of wishes.
"""

from dataclasses import dataclass

from django.db.models import Q
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from sangsaeng.fairs.models import Participant, Request, Side, Timetable, Wish
from sangsaeng.fairs.queries.availability import away_slots
from sangsaeng.fairs.queries.timetables.names import name_of
from sangsaeng.fairs.queries.timetables.own import OwnMeetings

SENTENCES: dict[str, str | Promise] = {
    "own_not_wanted": _("귀사가 ‘원하지 않음’으로 표시하셨습니다."),
    "own_absent": _("귀사가 참석할 수 있는 상담 시간이 없습니다."),
    "own_limit": _("귀사의 상담 한도만큼 이미 상담이 잡혔습니다."),
    "own_full": _("귀사가 참석할 수 있는 시간이 다른 상담으로 모두 찼습니다."),
    "no_place": _("상대 기업의 상담 시간에 자리가 나지 않았습니다."),
}


@dataclass(frozen=True)
class Left:
    """A request without a meeting, and what its own party is told about it."""

    request_code: str
    counterpart: str
    own_wish: str
    code: str

    @property
    def sentence(self) -> str:
        """The reason in words."""
        return str(SENTENCES[self.code])


def unplaced_for(
    participant: Participant, timetable: Timetable, own: OwnMeetings | None = None
) -> list[Left]:
    """Return the participant's standing requests that the published timetable does not place.

    They are ordered by the counterpart's name, since any other order would tell of ranks.
    """
    meetings = (own or OwnMeetings(participant)).of(timetable)
    # The fair is not asked for: a participant has one, and its own requests are found sooner.
    requests = list(
        Request.objects.standing()
        .filter(Q(buyer=participant) | Q(supplier=participant))
        .filter(entered_at__lte=timetable.published_at or timetable.made_at)
        .exclude(pk__in=[one.request for one in meetings])
        .select_related("buyer__organization", "supplier__organization")
        .only(*_READ)
    )
    if not requests:
        return []
    state = _own_state(participant, len(meetings))
    left = [_left(request, participant, state) for request in requests]
    return sorted(left, key=lambda one: (one.counterpart, one.request_code))


# Phones read this all day; whole rows of both parties would be most of its cost.
_READ = (
    "code",
    "buyer_wish",
    "supplier_wish",
    *(
        f"{side}__{field}"
        for side in ("buyer", "supplier")
        for field in ("id", "organization__name", "organization__name_en")
    ),
)


def _left(request: Request, participant: Participant, state: str) -> Left:
    at_buyer = request.buyer_id == participant.pk
    wish = request.buyer_wish if at_buyer else request.supplier_wish
    return Left(
        request.code,
        name_of(request.supplier if at_buyer else request.buyer),
        wish,
        "own_not_wanted" if wish == Wish.NO_THANKS else state,
    )


def _own_state(participant: Participant, meetings: int) -> str:
    """Say what stood in the way on the participant's own side, if anything did."""
    fair = participant.fair
    slots = list(fair.slots.all())
    away = away_slots(fair, slots, only=participant)[participant.pk]
    present = len(slots) - len(away)
    is_buyer = participant.side == Side.BUYER
    general = fair.buyer_limit if is_buyer else fair.supplier_limit
    limit = participant.limit if participant.limit is not None else general
    if not present:
        return "own_absent"
    if limit is not None and meetings >= limit:
        return "own_limit"
    if meetings >= present * (participant.tables.count() if is_buyer else 1):
        return "own_full"
    return "no_place"
