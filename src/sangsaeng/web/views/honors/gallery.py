"""The public gallery of honored cases, and the page of each."""

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from sangsaeng.honors.addresses import honor_address, organization_address, plaque_address
from sangsaeng.honors.models import Honor, Plaque
from sangsaeng.honors.queries.gallery import choices_of, get_honor_for, honored
from sangsaeng.honors.rules import may_revoke
from sangsaeng.programs.queries.shown import ShownAnswer, shown_in_public
from sangsaeng.web.forms_honors import GalleryForm
from sangsaeng.web.views.exporting import Record, export_table
from sangsaeng.web.views.organizations_shown import links_of

PER_PAGE = 24


@require_GET
def listing(request: HttpRequest) -> HttpResponse:
    """Show honored cases as cards."""
    form = _form(request)
    found = honored(request.user, form.sought)
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "title": _("포상 사례"),
        "lead": _(
            "서로의 성과를 함께 만들어 상을 받은 사례입니다. 기념패의 진위는 누구나 확인할 수 있습니다."
        ),
        "form": form,
        "page": page,
        "is_narrowed": any(request.GET.get(name) for name in form.fields),
    }
    return render(request, "web/honors/list.html", context)


@require_GET
def export(request: HttpRequest, form: str) -> HttpResponse:
    """Give the gallery, narrowed as on its page, as a file."""
    found = honored(request.user, _form(request).sought)
    headings = [
        ("code", _("포상 번호")),
        ("program", _("사업")),
        ("round", _("회차")),
        ("number", _("호")),
        ("title", _("사례")),
        ("part", _("부문")),
        ("holders", _("받은 기업·기관")),
        ("awarded_on", _("수여일")),
        ("state", _("상태")),
        ("revoked_because", _("취소 까닭")),
        ("source", _("출처")),
        ("note", _("비고")),
        ("is_sample", _("예시 자료")),
    ]
    records = [_record(one) for one in found]
    if form != "json":
        records = [{**one, "holders": ", ".join(one["holders"])} for one in records]
    return export_table(headings, records, form, "honors")


@require_GET
def page(request: HttpRequest, code: str) -> HttpResponse:
    """Show one honored case: who holds it, what for, and where its plaques are checked."""
    honor = get_honor_for(request.user, code)
    context = {
        "title": honor.name,
        "breadcrumbs": [
            {"label": _("포상 사례"), "url": reverse("honors")},
            {"label": honor.round, "url": ""},
        ],
        "honor": honor,
        "holders": honor.holders.all(),
        "case": _case(honor),
        "plaques": _plaques(honor),
        "links": links_of(honor.source),
        "sample_data": honor.is_sample,
        "may_revoke": may_revoke(request.user, honor),
    }
    return render(request, "web/honors/page.html", context)


@require_GET
def page_json(request: HttpRequest, code: str) -> HttpResponse:
    """Give one case for programs (schema.org)."""
    honor = get_honor_for(request.user, code)
    about = {
        "@context": "https://schema.org",
        "@type": "CreativeWork",
        "@id": honor_address(honor),
        "name": honor.name,
        "award": f"{honor.program.name} {honor.round}",
        "abstract": honor.summary,
        "contributor": [
            {
                "@type": "Organization",
                "@id": organization_address(one.organization),
                "name": one.name,
            }
            for one in honor.holders.all()
        ],
        "isBasedOn": honor.source,
        "hasCredential": [plaque_address(one) for one in _plaques(honor)],
        **_record(honor),
    }
    return JsonResponse(
        {key: value for key, value in about.items() if value not in ("", None, [])},
        json_dumps_params={"ensure_ascii": False},
        content_type="application/ld+json; charset=utf-8",
    )


def _case(honor: Honor) -> list[ShownAnswer]:
    """Return what the team wrote for everybody; files are not handed on here."""
    shown = shown_in_public(honor.entry) if honor.entry else None
    answers = shown.answers if shown else ()
    return [one for one in answers if one.is_answered and not one.files]


def _plaques(honor: Honor) -> list[Plaque]:
    rows = Plaque.objects.filter(holder__honor=honor).select_related("holder")
    return list(rows.order_by("holder__position", "issued_at"))


def _form(request: HttpRequest) -> GalleryForm:
    return GalleryForm(request.GET, choices=choices_of(request.user))


def _record(honor: Honor) -> dict[str, Any]:
    record: Record = {
        "code": honor.code,
        "program": honor.program.name,
        "round": honor.round,
        "number": honor.number,
        "title": honor.title,
        "part": honor.part,
        "holders": [one.name for one in honor.holders.all()],
        "awarded_on": honor.awarded_on.isoformat(),
        "state": honor.get_state_display(),
        "revoked_because": honor.revoked_because,
        "source": honor.source,
        "note": honor.note,
        "is_sample": honor.is_sample,
    }
    return record
