"""The board in the words of the page: halls and tables, slots to choose from, people to find."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from sangsaeng.fairs.models import Fair, Hall, Mark, Slot
from sangsaeng.fairs.queries.desk import Board, Coming, Guest, HallThen, Party, Sitting, SlotThen
from sangsaeng.fairs.queries.the_day.marks import Seen


@dataclass(frozen=True)
class Press:
    """A button that marks one side of a meeting."""

    kind: str
    label: str
    key: str
    is_on: bool


@dataclass(frozen=True)
class ShownSide:
    """One side of a meeting, and what can be said of it in one press."""

    code: str
    name: str
    request: str
    kind: str
    stand_in: str
    since: int
    has_arrived: bool
    presses: list[Press]
    url: str


@dataclass(frozen=True)
class ShownTable:
    """A table: its two sides, or that it is free."""

    id: str
    label: str
    sides: list[ShownSide]
    state: str
    word: str


@dataclass(frozen=True)
class ShownHall:
    """A hall and what it has in the slot that is shown."""

    id: int
    name: str
    hours: str
    word: str
    tone: str
    behind: int
    tables: list[ShownTable]


@dataclass(frozen=True)
class ShownGuest:
    """A participant in the list of people."""

    code: str
    name: str
    about: str
    arrived_at: str
    coming: str
    is_awaited: bool
    found_by: str
    url: str


@dataclass(frozen=True)
class Choice:
    """One of the slots or halls to choose from."""

    label: str
    url: str
    is_chosen: bool
    stage: str = ""
    word: str = ""


def stage_word(stage: str) -> str:
    """Say where a slot stands."""
    return {"over": _("지난 시간"), "running": _("진행 중"), "to_come": _("예정")}[stage]


def hours(slot: SlotThen) -> str:
    """Write a slot's hours."""
    return f"{slot.starts_at:%H:%M}–{slot.ends_at:%H:%M}"


def chooser(board: Board | None, slot: Slot | None, hall: Hall | None) -> list[Choice]:
    """Return the day's slots to choose from, «now» first."""
    if board is None:
        return []
    of_hall = {"hall": hall.pk} if hall else {}
    now = Choice(_("지금"), _query(**of_hall), slot is None)
    return [
        now,
        *(
            Choice(
                f"{one.starts_at:%H:%M}",
                _query(slot=one.pk, **of_hall),
                slot is not None and one.pk == slot.pk,
                one.stage,
                stage_word(one.stage),
            )
            for one in board.slots
        ),
    ]


def hall_choices(fair: Fair, slot: Slot | None, hall: Hall | None) -> list[Choice]:
    """Return the halls to choose from; nothing when there is but one."""
    halls = list(fair.halls.all())
    of_slot = {"slot": slot.pk} if slot else {}
    everywhere = Choice(_("모든 상담장"), _query(**of_slot), hall is None)
    ones = [Choice(one.name, _query(hall=one.pk, **of_slot), one == hall) for one in halls]
    return [everywhere, *ones] if len(halls) > 1 else []


def shown_halls(board: Board, fair: Fair) -> list[ShownHall]:
    """Return the halls in the words of the page."""
    return [_hall(hall, fair) for hall in board.halls]


def shown_guests(board: Board, fair: Fair, wanted: str) -> list[ShownGuest]:
    """Return the people to find, those awaited first; narrowed when a search is sent."""
    guests = [_guest(one, fair) for one in board.guests]
    return [one for one in guests if wanted.casefold() in one.found_by]


def side_of(party: Party, sitting: Sitting, fair_slug: str) -> ShownSide:
    """Return one side of a meeting in the words of the page."""
    return ShownSide(
        party.code,
        party.name,
        sitting.request_code,
        party.kind,
        party.mark.stand_in if party.mark else "",
        round(party.mark.at.timestamp() * 1000) if party.mark else 0,
        party.arrival is not None,
        _presses(party.kind),
        reverse("desk_arrive", args=[fair_slug, party.code]),
    )


def coming_text(coming: Coming | None) -> str:
    """Say where somebody goes next."""
    if coming is None:
        return _("남은 상담이 없습니다")
    return _("%(time)s %(hall)s %(table)s번 – %(name)s") % {
        "time": f"{coming.starts_at:%H:%M}",
        "hall": coming.hall,
        "table": coming.table,
        "name": coming.counterpart,
    }


def arrived_text(arrival: Seen | None, fair: Fair) -> str:
    """Say since when somebody is here; nothing when nobody has seen them."""
    return f"{arrival.at.astimezone(fair.tz):%H:%M}" if arrival else ""


def _presses(kind: str) -> list[Press]:
    labels = {
        Mark.Kind.PRESENT: (_("참석"), "P"),
        Mark.Kind.LATE: (_("지각"), "L"),
        Mark.Kind.ABSENT: (_("불참"), "A"),
    }
    return [Press(one.value, *words, one == kind) for one, words in labels.items()]


def _hall(hall: HallThen, fair: Fair) -> ShownHall:
    tables = []
    for table in hall.tables:
        sitting = table.sitting
        sides = [side_of(one, sitting, fair.slug) for one in sitting.parties] if sitting else []
        state, word = _state(sitting, is_lost=table.is_lost)
        tables.append(ShownTable(f"table-{table.label}", table.label, sides, state, word))
    tone = "success" if hall.shown.stage == "running" else "neutral"
    return ShownHall(
        hall.pk,
        hall.name,
        hours(hall.shown),
        stage_word(hall.shown.stage),
        tone,
        hall.behind_minutes,
        tables,
    )


def _state(sitting: Sitting | None, *, is_lost: bool) -> tuple[str, str]:
    if is_lost:
        return "lost", _("쓸 수 없는 테이블")
    if sitting is None:
        return "free", _("비어 있음")
    if sitting.is_vacated:
        return "vacated", _("자리 비었음")
    return ("held", _("상담 중")) if sitting.is_held else ("meeting", "")


def _guest(guest: Guest, fair: Fair) -> ShownGuest:
    tables = ", ".join(_("%(label)s번") % {"label": label} for label in guest.tables)
    about = " · ".join(part for part in (guest.side_label, tables, guest.code) if part)
    found_by = " ".join((guest.name, guest.code, *guest.tables)).casefold()
    return ShownGuest(
        guest.code,
        guest.name,
        about,
        arrived_text(guest.arrival, fair),
        coming_text(guest.coming),
        guest.is_awaited,
        found_by,
        reverse("desk_arrive", args=[fair.slug, guest.code]),
    )


def _query(**values: int) -> str:
    return f"?{urlencode(values)}" if values else "?"
