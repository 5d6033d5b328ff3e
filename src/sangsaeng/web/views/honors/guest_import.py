"""A spreadsheet of guests on its way onto the list."""

from collections.abc import Mapping, Sequence

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from sangsaeng.honors.actions.guests import Listed, import_guests
from sangsaeng.honors.models import Ceremony
from sangsaeng.honors.queries.ceremonies import get_ceremony_for
from sangsaeng.honors.rules import may_hold_ceremony
from sangsaeng.honors.sheets import GUESTS
from sangsaeng.kernel import clock
from sangsaeng.kernel.imports import Opened, parse_import
from sangsaeng.kernel.models import Person
from sangsaeng.kernel.permissions import require
from sangsaeng.kernel.refusals import Invalid
from sangsaeng.organizations.resolving import resolve_all
from sangsaeng.web.views import importing
from sangsaeng.web.views.asking import signed_in
from sangsaeng.web.views.honors.ceremonies import frame
from sangsaeng.web.views.importing import Flow, Preview, PreviewRow


def _flow(request: HttpRequest, slug: str) -> Flow:
    ceremony = get_ceremony_for(signed_in(request), slug)
    title = _("명단 가져오기")
    around = frame(ceremony.call, title, below=True)["breadcrumbs"]

    def enter(opened: Opened, _chosen: Mapping[str, str], actor: Person) -> dict[str, object]:
        rows, listed = _read(ceremony, opened)
        if any(row.fault for row in rows):
            raise Invalid
        return import_guests(ceremony, listed, actor=actor, at=clock.now())

    return Flow(
        kind=GUESTS,
        title=title,
        route="ceremony_import",
        subject=("honors.ceremony", f"{ceremony.pk}"),
        require=lambda actor: require(may_hold_ceremony(actor, ceremony.call), actor),
        preview=lambda opened, _chosen: Preview(_read(ceremony, opened)[0]),
        enter=enter,
        done_url=reverse("ceremony_guests", args=[slug]),
        arguments=(slug,),
        breadcrumbs=around if isinstance(around, list) else (),
    )


def _read(ceremony: Ceremony, opened: Opened) -> tuple[list[PreviewRow], Sequence[Listed]]:
    """Return what each row would do, and the guests of those that can be read."""
    parsed = parse_import(opened)
    rows = [PreviewRow(one.row, "fault", "", fault=one.text("ko")) for one in parsed.faults]
    names = {str(row.values.get("organization") or "") for row in parsed.rows} - {""}
    known = resolve_all(names)
    there = set(ceremony.guests.values_list("organization", "name"))
    listed = []
    for row in parsed.rows:
        name, called = str(row.values["name"]), str(row.values.get("organization") or "")
        organization = known[called].organization if called else None
        if called and organization is None:
            fault = _("이 이름으로 한 곳을 알아볼 수 없습니다. 등록된 정식 이름을 적어 주십시오.")
            rows.append(PreviewRow(row.number, "fault", f"{name} · {called}", fault=fault))
            continue
        key = (organization.pk if organization else None, name)
        verdict = "same" if key in there else "add"
        rows.append(PreviewRow(row.number, verdict, f"{name} · {called}" if called else name))
        listed.append(Listed(name, str(row.values.get("title") or ""), organization))
    return rows, listed


def start(request: HttpRequest, slug: str) -> HttpResponse:
    """Take a spreadsheet of guests."""
    return importing.start(request, _flow(request, slug))


def template(request: HttpRequest, slug: str) -> HttpResponse:
    """Give the empty form."""
    return importing.download_template(request, _flow(request, slug))


def columns(request: HttpRequest, slug: str, number: str) -> HttpResponse:
    """Match the columns."""
    return importing.columns(request, _flow(request, slug), number)


def preview(request: HttpRequest, slug: str, number: str) -> HttpResponse:
    """Look at the guests before they are entered."""
    return importing.preview(request, _flow(request, slug), number)


def report(request: HttpRequest, slug: str, number: str) -> HttpResponse:
    """Say what became of them."""
    return importing.report(request, _flow(request, slug), number)
