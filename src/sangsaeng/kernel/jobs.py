"""Background work with progress: a job row people can watch, run by the worker."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from django.db import models, transaction
from django.utils.translation import gettext as _
from django_tasks import task

from sangsaeng.kernel import clock
from sangsaeng.kernel.models import JOB_STATES, Job, Person
from sangsaeng.kernel.refusals import Refusal

SILENT_FOR = timedelta(minutes=10)

Report = Callable[[int, str], None]
Work = Callable[[Job, Report], dict[str, Any]]
_works: dict[str, Work] = {}


def work(kind: str) -> Callable[[Work], Work]:
    """Register the function that does jobs of this kind; what it returns is the job's result."""

    def register(function: Work) -> Work:
        _works[kind] = function
        return function

    return register


def ask(kind: str, subject: models.Model, *, actor: Person, at: datetime, **result: Any) -> Job:
    """Ask for a job about the subject; it starts once the transaction commits."""
    job = Job.objects.create(
        kind=kind,
        subject_type=subject._meta.label_lower,
        subject_id=str(subject.pk),
        asked_by=actor,
        asked_at=at,
        result=result,
    )
    transaction.on_commit(lambda: run_job.enqueue(job.pk))
    return job


@task()
def run_job(job_id: int) -> None:
    """Do the job, keeping its row up to date; a refusal or fault ends it with its sentence."""
    started = Job.objects.filter(pk=job_id, state="waiting").update(
        state=JOB_STATES.after("waiting", "start"), seen_alive_at=clock.now()
    )
    if not started:
        return
    job = Job.objects.get(pk=job_id)
    try:
        result = _works[job.kind](job, _reporter(job))
    except Refusal as refusal:
        _end(job, "fail", message=refusal.sentence)
    except Exception:
        _end(
            job,
            "fail",
            message=_("처리 중 오류가 났습니다. 다시 시도하고, 계속되면 운영자에게 알려 주십시오."),
        )
        raise
    else:
        _end(job, "finish", progress=100, result={**job.result, **result})


def _reporter(job: Job) -> Report:
    def report(progress: int, message: str) -> None:
        Job.objects.filter(pk=job.pk, state="running").update(
            progress=min(progress, 100), message=message, seen_alive_at=clock.now()
        )

    return report


def _end(job: Job, verb: str, **fields: Any) -> None:
    Job.objects.filter(pk=job.pk, state="running").update(
        state=JOB_STATES.after("running", verb), ended_at=clock.now(), **fields
    )


def latest(kind: str, subject: models.Model) -> Job | None:
    """Return the newest job of the kind about the subject."""
    return (
        Job.objects.filter(
            kind=kind,
            subject_type=subject._meta.label_lower,
            subject_id=str(subject.pk),
        )
        .order_by("-pk")
        .first()
    )


def end_silent_jobs(*, at: datetime) -> int:
    """End jobs whose worker has died, so that nobody waits for ever."""
    return Job.objects.filter(state="running", seen_alive_at__lt=at - SILENT_FOR).update(
        state=JOB_STATES.after("running", "fail"),
        ended_at=at,
        message=_("처리하던 프로그램이 멈추어 작업을 끝내지 못했습니다. 다시 시도해 주십시오."),
    )
