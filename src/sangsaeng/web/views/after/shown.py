"""How meetings and their notes are shown and exported after a fair."""

from collections.abc import Iterable
from datetime import datetime

from django.utils.translation import gettext as _

from sangsaeng.fairs.models import Fair, MeetingNote, Participant
from sangsaeng.fairs.queries.follow_ups import today_at
from sangsaeng.fairs.queries.noted import NotedMeeting, SeenNote
from sangsaeng.fairs.queries.timetables import name_of
from sangsaeng.web.views.exporting import Record
from sangsaeng.web.views.fairs.frame import slot_label

RUNG_TONES = {
    "talked": "neutral",
    "quoted": "info",
    "agreed": "info",
    "ordered": "success",
    "delivered": "success",
    "paid": "success",
}
_OF_A_NOTE = ("was_held", "rung", "amount", "result", "next_step", "owner", "due_on", "done_at")


def place_of(one: NotedMeeting) -> dict[str, object]:
    """Return when and where a meeting was."""
    occasion = one.occasion
    return {
        "when": slot_label(occasion.request.fair, occasion.slot),
        "where": f"{occasion.table.hall} · {occasion.table}",
        "code": occasion.request.code,
        "is_called_off": occasion.is_called_off,
    }


def shown_note(seen: SeenNote | None, writer: Participant, at: datetime) -> dict[str, object]:
    """Return a side's note as a page shows it, or that it wrote none."""
    shown: dict[str, object] = {"writer": name_of(writer), "side": writer.get_side_display()}
    if seen is None:
        return shown
    note = seen.note
    fair = note.request.fair
    return shown | {
        "seen": seen,
        "note": note,
        "tone": RUNG_TONES[note.rung],
        "written_at": note.written_at.astimezone(fair.tz),
        "is_late": seen.has_open_step and is_late(note, at),
    }


def is_late(note: MeetingNote, at: datetime) -> bool:
    """Tell whether the day of a step is over."""
    return note.due_on is not None and note.due_on < today_at(note.request.fair, at)


def headings(sides: Iterable[tuple[str, str]], *, memo: bool = False) -> list[tuple[str, str]]:
    """Return the headings of a sheet of meetings with the notes of these sides, each named."""
    titles = {
        "was_held": _("상담함"),
        "rung": _("진행 정도"),
        "amount": _("금액(원)"),
        "result": _("상담 결과"),
        "next_step": _("다음에 할 일"),
        "owner": _("맡은 사람"),
        "due_on": _("기한"),
        "done_at": _("마친 때"),
    }
    found = [
        ("request", _("신청 번호")),
        ("buyer", _("수요기업")),
        ("supplier", _("공급기업")),
        ("starts_at", _("시작")),
        ("table", _("테이블")),
        ("is_called_off", _("자리를 비움")),
    ]
    for key, label in sides:
        found += [(f"{key}_{name}", f"{label}: {title}") for name, title in titles.items()]
    return [*found, ("memo", _("우리만 보는 메모"))] if memo else found


def meeting_record(
    one: NotedMeeting, sides: Iterable[tuple[str, SeenNote | None]], *, memo: bool = False
) -> Record:
    """Return a meeting with its notes as a row of a sheet."""
    request, slot = one.occasion.request, one.occasion.slot
    row: Record = {
        "request": request.code,
        "buyer": request.buyer.organization.name,
        "supplier": request.supplier.organization.name,
        "starts_at": in_zone(request.fair, slot.starts_at),
        "table": one.occasion.table.label,
        "is_called_off": one.occasion.is_called_off,
    }
    for key, seen in sides:
        told = dict.fromkeys(_OF_A_NOTE) if seen is None else _told(seen)
        row |= {f"{key}_{name}": value for name, value in told.items()}
    own = one.own_note
    return row | {"memo": own.memo if own else ""} if memo else row


def in_zone(fair: Fair, moment: datetime | None) -> datetime | None:
    """Return a moment in the hours of the fair, without its zone: spreadsheets know none."""
    return None if moment is None else moment.astimezone(fair.tz).replace(tzinfo=None)


def _told(seen: SeenNote) -> Record:
    note = seen.note
    told: Record = {name: getattr(note, name) for name in _OF_A_NOTE}
    return told | {"rung": seen.rung_label, "done_at": in_zone(note.request.fair, note.done_at)}
