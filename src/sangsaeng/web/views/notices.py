"""A person's notices: what changed for them, put aside, taken along, and how they are told."""

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from sangsaeng.fairs.queries.timetables import name_of
from sangsaeng.kernel import clock
from sangsaeng.notices.actions.preferring import prefer
from sangsaeng.notices.actions.reading import mark_all_read, mark_read
from sangsaeng.notices.kinds import GROUP_OF, Group, Way
from sangsaeng.notices.models import Notice, NoticeQuerySet
from sangsaeng.notices.queries import get_notice_for, notices_for, ways_of
from sangsaeng.notices.wording import text_of
from sangsaeng.web.views.asking import form_page, signed_in, succeeds
from sangsaeng.web.views.exporting import export_table

PER_PAGE = 20
UNREAD = "unread"


class FilterForm(forms.Form):
    """How the list is narrowed."""

    group = forms.ChoiceField(
        label=gettext_lazy("종류"),
        required=False,
        choices=[("", gettext_lazy("모두")), *Group.choices],
    )
    show = forms.ChoiceField(
        label=gettext_lazy("보기"),
        required=False,
        choices=[("", gettext_lazy("모두")), (UNREAD, gettext_lazy("읽지 않은 것만"))],
    )


class WaysForm(forms.Form):
    """How a person is told, group by group."""

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]  # passed on as it came
        for group in Group:
            self.fields[group.value] = forms.ChoiceField(label=group.label, choices=Way.choices)


@require_GET
def listing(request: HttpRequest) -> HttpResponse:
    """Show the viewer's notices, those not yet read first."""
    signed_in(request)
    filters = FilterForm(request.GET)
    page = Paginator(_found(request), PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "title": _("알림"),
        "lead": _("상담회, 수요와 제안, 관심, 기술자료에서 바뀐 일만 알려 드립니다."),
        "breadcrumbs": _breadcrumbs(),
        "filters": filters,
        "is_narrowed": any(request.GET.get(name) for name in filters.fields),
        "page": page,
        "shown": [_shown(notice) for notice in page],
    }
    return render(request, "web/notices/list.html", context)


@require_GET
def export(request: HttpRequest, form: str) -> HttpResponse:
    """Give the same notices as a file."""
    signed_in(request)
    headings = [
        ("made_at", _("알린 때")),
        ("organization", _("기업·기관")),
        ("fair", _("상담회")),
        ("kind", _("종류")),
        ("title", _("제목")),
        ("text", _("내용")),
        ("url", _("주소")),
        ("read_at", _("읽은 때")),
    ]
    return export_table(headings, [_record(notice) for notice in _found(request)], form, "notices")


@require_POST
def follow(request: HttpRequest, code: str) -> HttpResponse:
    """Put a notice aside, and go where it leads unless one wants to stay in the list."""
    actor = signed_in(request)
    notice = get_notice_for(actor, code)
    mark_read(notice, actor=actor, at=clock.now())
    return redirect("notices" if "stay" in request.POST else notice.path)


@require_POST
def read_all(request: HttpRequest) -> HttpResponse:
    """Put every notice aside."""
    count = mark_all_read(actor=signed_in(request), at=clock.now())
    messages.success(request, _("알림 %(count)s건을 읽은 것으로 표시했습니다.") % {"count": count})
    return redirect("notices")


@require_http_methods(["GET", "POST"])
def settings(request: HttpRequest) -> HttpResponse:
    """Let the viewer choose how they are told."""
    actor = signed_in(request)
    form = WaysForm(request.POST or None, initial=ways_of(actor))

    def choose() -> None:
        prefer(form.cleaned_data, actor=actor, at=clock.now())

    if request.method == "POST" and succeeds(form, choose):
        messages.success(request, _("알림 방법을 바꾸었습니다."))
        return redirect("notices_settings")
    context: dict[str, object] = {
        "title": _("알림 방법"),
        "breadcrumbs": _breadcrumbs(_("알림 방법")),
        "address": actor.email,
    }
    return form_page(request, "web/notices/settings.html", form, context)


def _found(request: HttpRequest) -> NoticeQuerySet:
    group = request.GET.get("group", "")
    return notices_for(
        request.user,
        group=group if group in Group.values else "",
        unread_only=request.GET.get("show") == UNREAD,
    )


def _shown(notice: Notice) -> dict[str, object]:
    return {
        "notice": notice,
        "text": text_of(notice),
        "group": Group(GROUP_OF[notice.kind]).label,
        "organization": notice.concerns,
    }


def _record(notice: Notice) -> dict[str, object]:
    text = text_of(notice)
    return {
        "code": notice.code,
        "made_at": notice.made_at,
        "organization": notice.concerns,
        "fair": name_of(notice.fair) if notice.fair else "",
        "kind": notice.get_kind_display(),
        "title": text.title,
        "text": "\n".join([*text.lines, text.next_step]),
        "url": notice.path,
        "read_at": notice.read_at,
    }


def _breadcrumbs(here: str = "") -> list[dict[str, str]]:
    above = [
        {"label": _("나의 상생"), "url": reverse("my")},
        {"label": _("알림"), "url": reverse("notices")},
    ]
    return [*above, {"label": here, "url": ""}] if here else above
