"""A job shows its progress and always ends."""

from datetime import timedelta

import pytest
from tests.factories import make_person

from sangsaeng.kernel import jobs
from sangsaeng.kernel.jobs import _works, ask, end_silent_jobs, run_job
from sangsaeng.kernel.models import Job
from sangsaeng.kernel.refusals import NotFound

pytestmark = pytest.mark.django_db


@pytest.fixture
def kind():
    """A kind of work that only this test knows."""
    yield "test.kind"
    _works.pop("test.kind", None)


def asked(kind, at):
    person = make_person()
    return ask(kind, person, actor=person, at=at)


def test_job_runs_when_its_transaction_commits(kind, at, django_capture_on_commit_callbacks):
    jobs.work(kind)(lambda _job, report: report(40, "절반쯤") or {"figure": 7})
    with django_capture_on_commit_callbacks(execute=True):
        job = asked(kind, at)

    job.refresh_from_db()
    assert (job.state, job.progress, job.result) == ("done", 100, {"figure": 7})


def test_refused_job_fails_with_its_sentence(kind, at):
    def refuse(_job, _report):
        raise NotFound

    jobs.work(kind)(refuse)
    job = asked(kind, at)
    run_job.call(job.pk)

    job.refresh_from_db()
    assert (job.state, job.message) == ("failed", NotFound().sentence)


def test_broken_job_fails_and_its_fault_is_raised(kind, at):
    def break_down(_job, _report):
        raise ZeroDivisionError

    jobs.work(kind)(break_down)
    job = asked(kind, at)

    with pytest.raises(ZeroDivisionError):
        run_job.call(job.pk)
    job.refresh_from_db()
    assert job.state == "failed"


def test_job_is_done_once(kind, at):
    runs = []
    jobs.work(kind)(lambda job, _report: runs.append(job.pk) or {})
    job = asked(kind, at)

    run_job.call(job.pk)
    run_job.call(job.pk)

    assert runs == [job.pk]


def test_job_whose_worker_died_ends(kind, at):
    job = asked(kind, at)
    Job.objects.filter(pk=job.pk).update(state="running", seen_alive_at=at)

    assert end_silent_jobs(at=at + timedelta(minutes=5)) == 0
    assert end_silent_jobs(at=at + timedelta(minutes=11)) == 1
    job.refresh_from_db()
    assert job.state == "failed"
