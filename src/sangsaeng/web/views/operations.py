"""What operators watch and answer: claims, duplicates, the audit trail, jobs and mail."""

from collections.abc import Callable, Sequence
from typing import Any, TypeVar

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Model, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from sangsaeng.kernel import clock
from sangsaeng.kernel.models import AuditEvent, Job, OutboxMail, Person
from sangsaeng.kernel.outbox import retry_mail
from sangsaeng.kernel.permissions import may_operate, require
from sangsaeng.kernel.refusals import NotFound
from sangsaeng.organizations import actions, queries
from sangsaeng.organizations.models import Claim, Credential, Membership, Organization, Role
from sangsaeng.organizations.resolving import proposed_duplicates
from sangsaeng.web.views.asking import signed_in
from sangsaeng.web.views.exporting import Record, export_table
from sangsaeng.web.views.organizations_forms import RefuseForm, RoleForm

PER_PAGE = 50
MOST_EXPORTED = 10_000
M = TypeVar("M", bound=Model)


def _operator(request: HttpRequest) -> Person:
    actor = signed_in(request)
    require(may_operate(actor), actor)
    return actor


def _tabs(current: str) -> list[dict[str, object]]:
    pages = (
        ("operations", _("살펴보기")),
        ("operations-duplicates", _("중복 의심")),
        ("operations-trail", _("기록")),
        ("operations-jobs", _("작업")),
        ("operations-mail", _("메일")),
        ("benefit_keys", _("혜택 조회 키")),
        ("honor_keys", _("발행 열쇠")),
    )
    return [
        {"label": label, "url": reverse(name), "current": name == current, "count": ""}
        for name, label in pages
    ]


@require_GET
def dashboard(request: HttpRequest) -> HttpResponse:
    """Show what waits for an operator."""
    actor = _operator(request)
    context = {
        "title": _("운영"),
        "tabs": _tabs("operations"),
        "claims": queries.claims_waiting_for(actor),
        "roles": Role.choices,
        "duplicates": proposed_duplicates(),
        "failed_mail": OutboxMail.objects.filter(state="failed").count(),
        "failed_jobs": Job.objects.filter(state="failed").count(),
    }
    return render(request, "web/operations/dashboard.html", context)


@require_POST
def grant(request: HttpRequest, number: int) -> HttpResponse:
    """Accept a claim."""
    actor = _operator(request)
    form = RoleForm(request.POST)
    role = form.cleaned_data["role"] if form.is_valid() else ""
    actions.grant_claim(_claim(actor, number), role, actor=actor, at=clock.now())
    messages.success(request, _("소속을 승인했습니다."))
    return redirect("operations")


@require_POST
def refuse(request: HttpRequest, number: int) -> HttpResponse:
    """Decline a claim with a reason."""
    actor = _operator(request)
    form = RefuseForm(request.POST)
    reason = form.cleaned_data["reason"] if form.is_valid() else ""
    actions.refuse_claim(_claim(actor, number), reason, actor=actor, at=clock.now())
    messages.success(request, _("소속 확인을 반려했습니다."))
    return redirect("operations")


def _claim(actor: Person, number: int) -> Claim:
    found = queries.claims_waiting_for(actor).filter(pk=number).first()
    if found is None:
        raise NotFound
    return found


@require_GET
def duplicates(request: HttpRequest) -> HttpResponse:
    """Show pairs of organizations that may be one."""
    _operator(request)
    found = Paginator(proposed_duplicates(), PER_PAGE)
    context = {
        "title": _("중복 의심"),
        "tabs": _tabs("operations-duplicates"),
        "page": found.get_page(request.GET.get("page")),
    }
    return render(request, "web/operations/duplicates.html", context)


@require_GET
def duplicates_export(request: HttpRequest, form: str) -> HttpResponse:
    """Give the pairs as a file."""
    _operator(request)
    records: list[Record] = [
        {
            "first": each.first.name,
            "first_code": each.first.code,
            "second": each.second.name,
            "second_code": each.second.code,
            "reason": each.reason_text,
        }
        for each in proposed_duplicates()
    ]
    headings = [
        ("first", _("기업·기관")),
        ("first_code", _("코드")),
        ("second", _("같을지 모르는 곳")),
        ("second_code", _("그 코드")),
        ("reason", _("이유")),
    ]
    return export_table(headings, records, form, "duplicates")


@require_http_methods(["GET", "POST"])
def merge(request: HttpRequest, code: str, duplicate: str) -> HttpResponse:
    """Show what merging two organizations would do, and do it on a press."""
    actor = _operator(request)
    kept = queries.get_organization_for(actor, code)
    other = queries.get_organization_for(actor, duplicate)
    if request.method == "POST":
        actions.merge_organizations(kept, other, actor=actor, at=clock.now())
        messages.success(request, _("두 기업·기관을 하나로 합쳤습니다."))
        return redirect("organization", kept.code)
    context = {
        "title": _("두 기업·기관 합치기"),
        "tabs": _tabs("operations-duplicates"),
        "sides": [_side(kept), _side(other)],
        "kept": kept,
        "other": other,
    }
    return render(request, "web/operations/merge.html", context)


def _side(organization: Organization) -> dict[str, Any]:
    return {
        "organization": organization,
        "names": organization.names.order_by("name"),
        "credentials": Credential.objects.filter(organization=organization).count(),
        "people": Membership.objects.running().filter(organization=organization).count(),
    }


def _record_of_event(event: AuditEvent) -> Record:
    return {
        "at": event.at,
        "actor": event.actor.name,
        "action": event.action,
        "subject": f"{event.subject_type} {event.subject_id}",
        "old": _lines(event.old),
        "new": _lines(event.new),
    }


def _record_of_job(job: Job) -> Record:
    return {
        "asked_at": job.asked_at,
        "kind": job.kind,
        "state": job.get_state_display(),
        "progress": job.progress,
        "message": job.message,
        "asked_by": job.asked_by.name,
    }


def _record_of_mail(mail: OutboxMail) -> Record:
    return {
        "written_at": mail.written_at,
        "to": mail.to,
        "subject": mail.subject,
        "state": mail.get_state_display(),
        "attempts": mail.attempts,
        "fault": mail.fault,
    }


def _lines(values: dict[str, Any]) -> str:
    return "; ".join(f"{name}: {value}" for name, value in values.items())


def _trail(request: HttpRequest) -> QuerySet[AuditEvent]:
    found = AuditEvent.objects.select_related("actor").order_by("-at", "-pk")
    wanted = request.GET.get("q", "").strip()
    return found.filter(action__contains=wanted) if wanted else found


def _jobs(request: HttpRequest) -> QuerySet[Job]:
    return _in_state(request, Job.objects.select_related("asked_by").order_by("-pk"))


def _mail(request: HttpRequest) -> QuerySet[OutboxMail]:
    return _in_state(request, OutboxMail.objects.order_by("-pk"))


def _in_state(request: HttpRequest, rows: QuerySet[M]) -> QuerySet[M]:
    state = request.GET.get("state", "")
    return rows.filter(state=state) if state else rows


def _list_page(
    request: HttpRequest, name: str, title: str, rows: QuerySet[M], states: Sequence[Any] = ()
) -> HttpResponse:
    _operator(request)
    context = {
        "title": title,
        "tabs": _tabs(f"operations-{name}"),
        "page": Paginator(rows, PER_PAGE).get_page(request.GET.get("page")),
        "states": states,
        "state": request.GET.get("state", ""),
        "q": request.GET.get("q", ""),
    }
    return render(request, f"web/operations/{name}.html", context)


def _list_file(
    rows: QuerySet[M],
    record: Callable[[M], Record],
    headings: Sequence[tuple[str, str]],
    form: str,
    name: str,
) -> HttpResponse:
    return export_table(headings, [record(row) for row in rows[:MOST_EXPORTED]], form, name)


@require_GET
def trail(request: HttpRequest) -> HttpResponse:
    """Show who did what, newest first."""
    return _list_page(request, "trail", _("기록"), _trail(request))


@require_GET
def trail_export(request: HttpRequest, form: str) -> HttpResponse:
    """Give the audit trail as a file."""
    _operator(request)
    headings = [
        ("at", _("일시")),
        ("actor", _("사람")),
        ("action", _("한 일")),
        ("subject", _("대상")),
        ("old", _("이전")),
        ("new", _("이후")),
    ]
    return _list_file(_trail(request), _record_of_event, headings, form, "trail")


@require_GET
def jobs(request: HttpRequest) -> HttpResponse:
    """Show background work."""
    states = Job._meta.get_field("state").choices or ()
    return _list_page(request, "jobs", _("작업"), _jobs(request), list(states))


@require_GET
def jobs_export(request: HttpRequest, form: str) -> HttpResponse:
    """Give background work as a file."""
    _operator(request)
    headings = [
        ("asked_at", _("요청 일시")),
        ("kind", _("작업")),
        ("state", _("상태")),
        ("progress", _("진행률(%)")),
        ("message", _("내용")),
        ("asked_by", _("요청한 사람")),
    ]
    return _list_file(_jobs(request), _record_of_job, headings, form, "jobs")


@require_GET
def mail(request: HttpRequest) -> HttpResponse:
    """Show the outbox."""
    states = OutboxMail._meta.get_field("state").choices or ()
    return _list_page(request, "mail", _("메일"), _mail(request), list(states))


@require_GET
def mail_export(request: HttpRequest, form: str) -> HttpResponse:
    """Give the outbox as a file, without what the mails say."""
    _operator(request)
    headings = [
        ("written_at", _("작성 일시")),
        ("to", _("받는 사람")),
        ("subject", _("제목")),
        ("state", _("상태")),
        ("attempts", _("시도")),
        ("fault", _("오류")),
    ]
    return _list_file(_mail(request), _record_of_mail, headings, form, "mail")


@require_POST
def mail_retry(request: HttpRequest, number: int) -> HttpResponse:
    """Put a failed mail back into the queue."""
    actor = _operator(request)
    found = OutboxMail.objects.filter(pk=number).first()
    if found is None:
        raise NotFound
    retry_mail(found, actor=actor, at=clock.now())
    messages.success(request, _("다시 보내도록 했습니다."))
    return redirect("operations-mail")
