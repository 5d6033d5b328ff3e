"""The files that can be taken away from a page about a timetable."""

from collections.abc import Sequence

from django.urls import reverse
from django.utils.translation import gettext as _

from sangsaeng.fairs.models import Fair, Participant, Timetable

Export = dict[str, str]


def of_timetable(timetable: Timetable) -> list[Export]:
    """Return the files of a draft or version in the planning room."""
    return _listed("plan_", [timetable.fair.slug, timetable.serial])


def of_version_in_force(fair: Fair) -> list[Export]:
    """Return the files of the version in force."""
    return _listed("", [fair.slug])


def of_participant(participant: Participant) -> list[Export]:
    """Return the files of a participant's own timetable."""
    place = [participant.fair.slug, participant.code]
    return [
        _one("participant_pdf", place, "PDF", ".pdf"),
        _one("participant_xlsx", place, _("엑셀"), ".xlsx"),
        _one("participant_ics", place, _("달력 파일"), ".ics"),
    ]


def _listed(prefix: str, place: Sequence[object]) -> list[Export]:
    return [
        _one(f"{prefix}timetable_xlsx", place, _("엑셀 (테이블·기업별)"), ".xlsx"),
        _one(f"{prefix}wall_pdf", place, _("상담장 벽보"), ".pdf"),
        _one(f"{prefix}tables_pdf", place, _("테이블별 시간표"), ".pdf"),
        _one(f"{prefix}participants_pdf", place, _("기업별 시간표"), ".pdf"),
        _one(f"{prefix}timetable_csv", place, "CSV", ".csv"),
        _one(f"{prefix}timetable_json", place, "JSON", ".json"),
    ]


def _one(name: str, place: Sequence[object], label: str, form: str) -> Export:
    return {"url": reverse(name, args=place), "label": label, "form": form}
