"""The inbox of interest: what one's organizations received and sent."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from sangsaeng.exchange.queries.interests import inbox_of, interest_records
from sangsaeng.web.forms_interest import InterestFilterForm
from sangsaeng.web.views.asking import signed_in
from sangsaeng.web.views.exporting import export_table

PER_PAGE = 30


@require_GET
def inbox(request: HttpRequest) -> HttpResponse:
    """List the interest of both directions, the newest first."""
    person = signed_in(request)
    form = InterestFilterForm(request.GET)
    threads = inbox_of(person, form.filters)
    context = {
        "title": _("주고받은 관심"),
        "lead": _("수요와 제안에 보낸 관심과 받은 관심, 그다음에 할 일이 여기 모입니다."),
        "breadcrumbs": [
            {"label": _("나의 상생"), "url": reverse("my")},
            {"label": _("주고받은 관심"), "url": ""},
        ],
        "sample_data": person.is_sample,
        "form": form,
        "is_narrowed": any(request.GET.get(name) for name in form.fields),
        "page": Paginator(threads, PER_PAGE).get_page(request.GET.get("page")),
    }
    return render(request, "web/interest/inbox.html", context)


@require_GET
def export(request: HttpRequest, form: str) -> HttpResponse:
    """Give the same list, narrowed alike, as a file."""
    threads = inbox_of(signed_in(request), InterestFilterForm(request.GET).filters)
    headings = (
        ("box", _("구분")),
        ("title", _("수요·제안")),
        ("counterpart", _("상대")),
        ("state", _("상태")),
        ("message", _("전하는 말")),
        ("answer", _("답변")),
        ("asked_at", _("보낸 때")),
        ("answer_by", _("답변 기한")),
        ("answered_at", _("답한 때")),
        ("talk", _("만날 시간")),
    )
    return export_table(headings, interest_records(threads), form, "interests")
