"""What is made ready for judges while nobody waits: copies of the files that were handed in."""

from typing import Any, Final

from sangsaeng.judging.actions.copying import make_copies
from sangsaeng.kernel import jobs
from sangsaeng.kernel.clock import now
from sangsaeng.kernel.events import listen
from sangsaeng.kernel.house import the_house
from sangsaeng.kernel.models import Job
from sangsaeng.programs.events import EntrySubmitted
from sangsaeng.programs.models import Entry

COPYING: Final = "judge_copies"


@listen(EntrySubmitted)
def ask_for_copies(submitted: EntrySubmitted) -> None:
    """Let the worker copy the files that came with the entry."""
    if submitted.entry.files.filter(judge_copy__isnull=True).exists():
        jobs.ask(COPYING, submitted.entry, actor=the_house(), at=submitted.at)


@jobs.work(COPYING)
def copy_files(job: Job, report: jobs.Report) -> dict[str, Any]:
    """Copy the files of the entry the job is about."""
    entry = Entry.objects.get(pk=job.subject_id)
    report(10, "")
    return {"made": make_copies(entry, at=now())}
