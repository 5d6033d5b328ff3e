"""Timetables as spreadsheets: a participant's own, and the officer's workbook of everything."""

from collections.abc import Sequence
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from sangsaeng.fairs.models import Meeting, Side, Timetable
from sangsaeng.fairs.queries.absences import weighing_of
from sangsaeng.fairs.queries.timetables import (
    Agenda,
    Fairness,
    HallChart,
    TableRow,
    WallChart,
    fairness,
    name_of,
    wall_chart,
)
from sangsaeng.fairs.reasons import names_of, reason_label, reason_sentence
from sangsaeng.fairs.weights import SCALE
from sangsaeng.kernel.sheets.tables import Block, Grid, Heading, Page, Table
from sangsaeng.kernel.sheets.writing import write_csv, write_xlsx
from sangsaeng.web.documents.editions import edition_of


def agenda_workbook(timetable: Timetable, agenda: Agenda) -> bytes:
    """Return a participant's timetable as a workbook."""
    headings = (
        Heading(_("날짜"), "date"),
        Heading(_("시작"), "time"),
        Heading(_("끝"), "time"),
        Heading(_("구분")),
        Heading(_("상담 상대·행사")),
        Heading(_("상담장")),
        Heading(_("테이블")),
        Heading(_("상담 목적")),
        Heading(_("상담 내용")),
    )
    kinds = {"meeting": _("상담"), "session": _("부대행사")}
    rows = [
        (
            day.date,
            entry.starts_at.time(),
            entry.ends_at.time(),
            kinds[entry.kind],
            entry.title,
            entry.hall,
            entry.table,
            entry.purpose,
            entry.topic,
        )
        for day in agenda.days
        for entry in day.entries
        if entry.kind in kinds
    ]
    lines = [(_("참가기업"), agenda.name), (_("상담"), str(len(agenda.meetings)))]
    about = Page(_("안내"), agenda.name, (*_about(timetable), *lines))
    return write_xlsx([_table(_("시간표"), headings, rows), about])


def fair_workbook(timetable: Timetable) -> bytes:
    """Return everything about a timetable: figures, charts, tables, meetings, what is left."""
    chart, figures = wall_chart(timetable), fairness(timetable)
    return write_xlsx(
        [
            _summary(timetable, figures),
            *_charts(chart),
            *_table_sheets(chart),
            meetings_table(timetable, timetable.meetings.all()),
            _left_table(timetable),
            _participants_table(figures),
        ]
    )


def meetings_csv(timetable: Timetable, meetings: QuerySet[Meeting]) -> bytes:
    """Return meetings as CSV."""
    return write_csv(meetings_table(timetable, meetings))


def meetings_table(timetable: Timetable, meetings: QuerySet[Meeting]) -> Table:
    """Return meetings one by one, in the order in which they take place."""
    zone = timetable.fair.tz
    headings = (
        Heading(_("날짜"), "date"),
        Heading(_("시작"), "time"),
        Heading(_("끝"), "time"),
        Heading(_("상담장")),
        Heading(_("테이블")),
        Heading(_("수요기업")),
        Heading(_("공급기업")),
        Heading(_("상담 목적")),
        Heading(_("상담 내용")),
        Heading(_("신청 번호")),
    )
    rows = []
    for meeting in in_order(meetings):
        starts = meeting.slot.starts_at.astimezone(zone)
        rows.append(
            (
                starts.date(),
                starts.time(),
                meeting.slot.ends_at.astimezone(zone).time(),
                meeting.table.hall.name,
                meeting.table.label,
                name_of(meeting.buyer),
                name_of(meeting.supplier),
                str(meeting.request.get_purpose_display()),
                meeting.request.topic,
                meeting.request.code,
            )
        )
    return _table(_("전체 상담"), headings, rows)


def in_order(meetings: QuerySet[Meeting]) -> QuerySet[Meeting]:
    """Return meetings with all that names them, by time and place."""
    return meetings.select_related(
        "request", "slot", "table__hall", "buyer__organization", "supplier__organization"
    ).order_by("slot__starts_at", "table__hall__position", "table__position", "pk")


def _about(timetable: Timetable) -> tuple[tuple[str, str], ...]:
    edition = edition_of(timetable)
    lines = [
        (_("상담회"), edition.fair),
        (_("장소"), edition.place),
        (_("판"), edition.line),
        (_("시간대"), timetable.fair.zone),
    ]
    if edition.is_sample:
        lines.append((_("자료"), _("예시 자료")))
    return tuple(lines)


def _summary(timetable: Timetable, figures: Fairness) -> Page:
    """Return what the timetable reaches beside what is proved to be the most."""
    most = _("%(reached)s (증명된 상한 %(bound)s)")
    least = _("%(reached)s (증명된 하한 %(bound)s)")
    lines = [
        (
            _("상담하는 공급기업"),
            most % {"reached": timetable.suppliers_met, "bound": timetable.bound_suppliers_met},
        ),
        (_("상담"), str(timetable.meeting_count)),
        (
            _("희망도 합계"),
            most
            % {
                "reached": _weight(timetable.weight),
                "bound": _weight(timetable.bound_weight),
            },
        ),
        (
            _("상담 사이 빈 시간"),
            least % {"reached": timetable.gaps, "bound": timetable.bound_gaps},
        ),
        (_("증명"), _proof(timetable)),
        (_("편성되지 않은 신청"), str(timetable.unplaced.count())),
        (_("신청하고도 상담이 없는 기업"), str(len(figures.without_meeting))),
        (
            _("첫 참가기업의 상담"),
            _("%(met)s / %(all)s곳")
            % {"met": figures.first_timers_met, "all": figures.first_timers},
        ),
        (_("기업별 상담 수"), _spread(figures.per_supplier)),
    ]
    if figures.buyers:
        lines.append((_("수요기업별 상담 수"), _spread(figures.per_buyer)))
    return Page(_("요약"), edition_of(timetable).fair, (*_about(timetable), *lines))


def _proof(timetable: Timetable) -> str:
    if not timetable.is_proved_best:
        return _("더 나은 시간표가 있더라도 증명된 상한을 넘지 못합니다.")
    return _("상담하는 기업 수와 희망도에서 더 나은 시간표가 없음이 증명되었습니다.")


def _weight(hundredths: int) -> str:
    return f"{hundredths / SCALE:,.1f}"


def _spread(distribution: Sequence[tuple[int, int]]) -> str:
    return ", ".join(
        _("%(meetings)s건 %(parties)s곳") % {"meetings": meetings, "parties": parties}
        for meetings, parties in distribution
        if parties
    )


def _charts(chart: WallChart) -> list[Grid]:
    """Return one wall chart for each hall; several days stand side by side."""
    label = "%m/%d %H:%M" if len(chart.days) > 1 else "%H:%M"
    columns = tuple(slot.starts_at.strftime(label) for slot in chart.slots)
    return [_hall_grid(hall, columns) for hall in chart.halls]


def _hall_grid(hall: HallChart, columns: tuple[str, ...]) -> Grid:
    return Grid(
        hall.name,
        hall.name,
        tuple(f"{row.label} {row.owner}".strip() for row in hall.rows),
        columns,
        tuple(
            Block(
                row,
                column,
                cell.title or _("참석 불가"),
                "soft" if cell.state == "meeting" else "muted",
            )
            for row, of_table in enumerate(hall.rows)
            for column, cell in enumerate(of_table.cells)
            if cell.state != "free"
        ),
        _("테이블"),
    )


def _table_sheets(chart: WallChart) -> list[Table]:
    return [_table_sheet(row, chart) for hall in chart.halls for row in hall.rows]


def _table_sheet(row: TableRow, chart: WallChart) -> Table:
    headings = (
        Heading(_("날짜"), "date"),
        Heading(_("시작"), "time"),
        Heading(_("끝"), "time"),
        Heading(_("상담 기업")),
        Heading(_("상담 목적")),
        Heading(_("서명")),
    )
    rows = [
        (
            slot.starts_at.date(),
            slot.starts_at.time(),
            slot.ends_at.time(),
            cell.title or (_("참석 불가") if cell.state == "away" else ""),
            cell.purpose,
            "",
        )
        for slot, cell in zip(chart.slots, row.cells, strict=True)
    ]
    return _table(f"{row.label} {row.owner}".strip(), headings, rows)


def _left_table(timetable: Timetable) -> Table:
    headings = (
        Heading(_("수요기업")),
        Heading(_("공급기업")),
        Heading(_("희망도"), "number"),
        Heading(_("이유")),
        Heading(_("설명")),
        Heading(_("신청 번호")),
    )
    names, weighing = names_of(timetable.fair), weighing_of(timetable.fair)
    left = timetable.unplaced.select_related(
        "request__buyer__organization", "request__supplier__organization"
    )
    rows = [
        (
            name_of(one.request.buyer),
            name_of(one.request.supplier),
            weighing.hundredths(one.request) / SCALE,
            reason_label(one.reason),
            reason_sentence(one, names),
            one.request.code,
        )
        for one in left
    ]
    return _table(_("편성되지 않은 신청"), headings, rows)


def _participants_table(figures: Fairness) -> Table:
    headings = (
        Heading(_("기업")),
        Heading(_("구분")),
        Heading(_("첫 참가"), "yes_no"),
        Heading(_("신청"), "integer"),
        Heading(_("상담"), "integer"),
        Heading(_("참가 번호")),
    )
    rows = [
        (
            one.name,
            str(Side(one.side).label),
            one.is_first_timer,
            one.requests,
            one.meetings,
            one.code,
        )
        for one in figures.parties
    ]
    return _table(_("참가기업"), headings, rows)


def _table(name: str, headings: tuple[Heading, ...], rows: Sequence[Sequence[Any]]) -> Table:
    return Table(name, headings, rows, language=(get_language() or "ko")[:2], free_rows=0)
