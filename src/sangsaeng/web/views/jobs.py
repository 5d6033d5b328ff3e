"""Watching background work: a page and a fragment of it that renews itself."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop
from django.views.decorators.http import require_GET
from django_htmx.http import HttpResponseClientRedirect

from sangsaeng.exchange.actions.importing import IMPORTING
from sangsaeng.fairs.actions.planning import PLANNING
from sangsaeng.fairs.models import Fair
from sangsaeng.kernel.models import Job
from sangsaeng.kernel.permissions import may_operate
from sangsaeng.kernel.refusals import NotFound, SignInNeeded


@dataclass(frozen=True)
class Kind:
    """What a kind of job is called, and where its result and its starting point are."""

    title: str
    result: Callable[[Job], str]
    origin: Callable[[Job], str]


@dataclass(frozen=True)
class Progress:
    """A job as it is shown."""

    job: Job
    title: str
    url: str
    result: str
    origin: str


def _fair_slug(job: Job) -> str:
    return Fair.objects.values_list("slug", flat=True).get(pk=job.subject_id)


def _sheet(job: Job) -> tuple[str, str]:
    return job.result["owner"], job.result["sheet"]


KINDS: Mapping[str, Kind] = {
    PLANNING: Kind(
        gettext_noop("시간표 편성"),
        result=lambda job: reverse("plan_draft", args=[_fair_slug(job), job.result["serial"]]),
        origin=lambda job: reverse("plan", args=[_fair_slug(job)]),
    ),
    IMPORTING: Kind(
        gettext_noop("수요와 제안 가져오기"),
        result=lambda job: reverse("listings-import-report", args=_sheet(job)),
        origin=lambda job: reverse("listings-import-preview", args=_sheet(job)),
    ),
}


def progress_of(job: Job) -> Progress:
    """Return what is shown of a job."""
    kind = KINDS.get(job.kind)
    return Progress(
        job,
        title=_(kind.title) if kind else _("작업"),
        url=reverse("job", args=[job.code]),
        result=kind.result(job) if kind and job.state == "done" else "",
        origin=kind.origin(job) if kind else reverse("my"),
    )


@require_GET
def job_page(request: HttpRequest, code: str) -> HttpResponse:
    """Show a job to whoever asked for it; once done, go where its result is."""
    progress = progress_of(_job_of(request, code))
    is_fragment = "HX-Request" in request.headers
    if progress.result:
        if is_fragment:
            return HttpResponseClientRedirect(progress.result)
        return redirect(progress.result)
    context = {
        "job": progress,
        "title": progress.title,
        "breadcrumbs": [{"label": _("나의 상생"), "url": reverse("my")}, {"label": progress.title}],
    }
    template = "web/jobs/_progress.html" if is_fragment else "web/jobs/job.html"
    return render(request, template, context)


def _job_of(request: HttpRequest, code: str) -> Job:
    if not request.user.is_authenticated:
        raise SignInNeeded
    jobs = Job.objects.filter(code=code)
    if not may_operate(request.user):
        jobs = jobs.filter(asked_by=request.user)
    job = jobs.first()
    if job is None:
        raise NotFound
    return job
