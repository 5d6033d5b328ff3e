"""The desk on paper and as a sheet: the fallback for now and onward, and the record of the days."""

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from sangsaeng.fairs.models import Fair, Mark
from sangsaeng.fairs.queries.desk import HallThen, Party, halls_by_slot
from sangsaeng.kernel import clock
from sangsaeng.web.documents.fallback import fallback_pdf
from sangsaeng.web.views.desk.board import hall_asked
from sangsaeng.web.views.desk.frame import desk_of
from sangsaeng.web.views.exporting import Record, attachment, export_table


@require_GET
def sheet(request: HttpRequest, slug: str) -> HttpResponse:
    """Print what is not over, hall by hall, to be ticked by hand."""
    fair = desk_of(request, slug)
    at = clock.now()
    halls = halls_by_slot(fair, at=at, hall=hall_asked(request, fair))
    name = f"{fair.slug} desk {at.astimezone(fair.tz):%H%M}.pdf"
    return attachment(fallback_pdf(fair, halls, at), "application/pdf", name)


@require_GET
def export(request: HttpRequest, slug: str, form: str) -> HttpResponse:
    """Give every meeting with what was seen of both sides, as a file."""
    fair = desk_of(request, slug)
    headings = [
        ("date", _("날짜")),
        ("starts", _("시작")),
        ("ends", _("끝")),
        ("hall", _("상담장")),
        ("table", _("테이블")),
        ("request", _("상담 번호")),
        *(
            (f"{one}_{part}", f"{name} {word}")
            for one, name in _sides(fair)
            for part, word in _parts()
        ),
        ("held", _("상담함")),
        ("vacated", _("자리 비었음")),
    ]
    return export_table(headings, _records(fair), form, "desk")


def _sides(fair: Fair) -> list[tuple[str, str]]:
    if fair.population == "one":
        return [("buyer", _("참가기업 1")), ("supplier", _("참가기업 2"))]
    return [("buyer", _("수요기업")), ("supplier", _("공급기업"))]


def _parts() -> list[tuple[str, str]]:
    return [("name", _("이름")), ("mark", _("참석")), ("stand_in", _("대신 온 사람"))]


def _records(fair: Fair) -> list[Record]:
    at = clock.now()
    return [
        record
        for day in fair.days.all()
        if fair.slots.filter(day=day).exists()
        for hall in halls_by_slot(fair, at=at, day=day)
        for then in hall
        for record in _of_slot(then)
    ]


def _of_slot(hall: HallThen) -> list[Record]:
    return [
        {
            "date": f"{hall.shown.starts_at:%Y-%m-%d}",
            "starts": f"{hall.shown.starts_at:%H:%M}",
            "ends": f"{hall.shown.ends_at:%H:%M}",
            "hall": hall.name,
            "table": table.label,
            "request": table.sitting.request_code,
            **_of_side("buyer", table.sitting.buyer),
            **_of_side("supplier", table.sitting.supplier),
            "held": table.sitting.is_held,
            "vacated": table.sitting.is_vacated,
        }
        for table in hall.tables
        if table.sitting is not None
    ]


def _of_side(side: str, party: Party) -> Record:
    return {
        f"{side}_name": party.name,
        f"{side}_mark": str(Mark.Kind(party.kind).label) if party.kind else "",
        f"{side}_stand_in": party.mark.stand_in if party.mark else "",
    }
