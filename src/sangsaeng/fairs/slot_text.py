"""Times that people write in a cell, and the slots of a fair they mean."""

import re
from collections.abc import Sequence
from datetime import date, datetime, time
from typing import Final

Span = tuple[datetime, datetime]

_DATE: Final = r"(?:(\d{4})\s*[-./년]\s*(\d{1,2})\s*[-./월]\s*(\d{1,2})\s*[.일]?\s*(?:\([월화수목금토일]\))?\s*T?\s*)"
_TIME: Final = r"(\d{1,2})\s*[:시]\s*(\d{1,2})?\s*분?(?::\d{2})?"
_NUMBER: Final = re.compile(r"(\d{1,3})(?:\.0)?\s*(?:번|회차)?")
_MOMENT: Final = re.compile(rf"{_DATE}?{_TIME}")
_RANGE: Final = re.compile(rf"{_DATE}?{_TIME}\s*[-~–—∼〜]\s*{_TIME}")
_DAY: Final = re.compile(rf"{_DATE}")


class SlotUnclear(Exception):
    """A text that means no slot of the fair; ``code`` says why."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def slot_meant(text: str, spans: Sequence[Span]) -> int:
    """Return the index of the one slot that a text means, by its start or its number from 1."""
    number = _NUMBER.fullmatch(text.strip())
    if number:
        return _numbered(int(number[1]), spans)
    found = _MOMENT.fullmatch(text.strip())
    if not found:
        raise SlotUnclear("slot.unreadable")
    on = _day(found.groups()[:3], spans)
    begins = _clock(found[4], found[5])
    for index, (start, _end) in enumerate(spans):
        if start.date() == on and start.time() == begins:
            return index
    raise SlotUnclear("slot.unknown")


def slots_meant(text: str, spans: Sequence[Span]) -> list[int]:
    """Return the indexes of all slots that a time, a range, a day or a slot's number touches."""
    found = _RANGE.fullmatch(text.strip())
    if found:
        on = _day(found.groups()[:3], spans)
        begins, ends = _clock(found[4], found[5]), _clock(found[6], found[7])
        touched = [
            index
            for index, (start, end) in enumerate(spans)
            if start.date() == on and start.time() < ends and end.time() > begins
        ]
        if not touched:
            raise SlotUnclear("slot.unknown")
        return touched
    whole = _DAY.fullmatch(text.strip())
    if whole:
        on = _day(whole.groups(), spans)
        return [index for index, (start, _end) in enumerate(spans) if start.date() == on]
    return [slot_meant(text, spans)]


def written_slot(span: Span) -> str:
    """Write a slot so that it reads back as the same one."""
    return span[0].strftime("%Y-%m-%d %H:%M")


def written_slots(indexes: Sequence[int], spans: Sequence[Span]) -> tuple[str, ...]:
    """Write slots as few ranges, neighbours joined, so that they read back as the same ones."""
    runs: list[list[int]] = []
    for index in sorted(indexes):
        joined = bool(runs) and runs[-1][-1] == index - 1
        if joined and spans[index - 1][0].date() == spans[index][0].date():
            runs[-1].append(index)
        else:
            runs.append([index])
    return tuple(f"{spans[run[0]][0]:%Y-%m-%d %H:%M}-{spans[run[-1]][1]:%H:%M}" for run in runs)


def _numbered(number: int, spans: Sequence[Span]) -> int:
    if not 1 <= number <= len(spans):
        raise SlotUnclear("slot.unknown")
    return number - 1


def _day(parts: Sequence[str | None], spans: Sequence[Span]) -> date:
    days = {start.date() for start, _end in spans}
    year, month, day = parts
    if year is None or month is None or day is None:
        if len(days) > 1:
            raise SlotUnclear("slot.needs_date")
        if not days:
            raise SlotUnclear("slot.unknown")
        return next(iter(days))
    try:
        on = date(int(year), int(month), int(day))
    except ValueError as fault:
        raise SlotUnclear("slot.unreadable") from fault
    if on not in days:
        raise SlotUnclear("slot.unknown")
    return on


def _clock(hour: str, minute: str | None) -> time:
    try:
        return time(int(hour), int(minute or 0))
    except ValueError as fault:
        raise SlotUnclear("slot.unreadable") from fault
