"""What every document says of itself: which fair, which version, since when, and whether it holds."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from sangsaeng.fairs.models import Fair, Timetable
from sangsaeng.fairs.queries.timetables import name_of


@dataclass(frozen=True)
class Edition:
    """A timetable's place in the fair's history, in words."""

    fair: str
    organizer: str
    place: str
    line: str
    at: datetime
    is_draft: bool
    is_sample: bool


def edition_of(timetable: Timetable) -> Edition:
    """Return what a document made of the timetable says of itself."""
    fair = timetable.fair
    at = timetable.published_at or timetable.made_at
    return Edition(
        name_of(fair),
        fair.organizer.name,
        fair.place,
        _line(timetable, moment_text(at.astimezone(fair.tz), fair)),
        at,
        timetable.number is None,
        fair.is_sample,
    )


def _line(timetable: Timetable, moment: str) -> str:
    if timetable.number is None:
        words = {"serial": timetable.serial, "moment": moment}
        return _("초안 %(serial)s번 · %(moment)s 작성 · 확정된 시간표가 아닙니다") % words
    words = {"number": timetable.number, "moment": moment}
    if timetable.state == "superseded":
        return _("이전 판(%(number)s판) · %(moment)s 발표 · 지금은 새 판이 있습니다") % words
    return _("시간표 %(number)s판 · %(moment)s 발표") % words


def date_text(day: date) -> str:
    """Return a day as people write it, with its weekday."""
    return date_format(day, _("Y년 n월 j일 (D)"))


def moment_text(moment: datetime, fair: Fair) -> str:
    """Return a moment with its zone, where that is not Seoul's."""
    zone = "" if fair.zone == "Asia/Seoul" else f" ({fair.zone})"
    return f"{moment:%Y-%m-%d %H:%M}{zone}"


def hour_text(moment: datetime, day: date | None = None) -> str:
    """Return the hour, with a sign where it falls on the day after ``day``."""
    later = day is not None and moment.date() - day >= timedelta(days=1)
    return f"{moment:%H:%M}" + (_(" (다음 날)") if later else "")
