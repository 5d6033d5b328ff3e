"""Copying: every file that was handed in has a copy for judges, or a reason why it has none."""

from datetime import datetime

from sangsaeng.judging.copies.making import NoCleanCopy, clean_copy
from sangsaeng.judging.models import JudgeCopy
from sangsaeng.kernel.actions import action, record
from sangsaeng.kernel.files import DOCUMENTS, open_stored, store
from sangsaeng.kernel.house import the_house
from sangsaeng.kernel.models import Person
from sangsaeng.programs.models import Entry, EntryFile


def make_copies(entry: Entry, *, at: datetime) -> int:
    """Make the copies an entry still lacks, one after the other; tell how many judges can open.

    The work on a stranger's file takes its time, so it is done before the transaction that keeps it.
    """
    waiting = EntryFile.objects.filter(entry=entry, judge_copy__isnull=True)
    made = 0
    for original in waiting.select_related("file"):
        content, fault = _copied(original)
        copy = keep_copy(original, content, fault, actor=the_house(), at=at)
        made += copy.file is not None
    return made


@action
def keep_copy(
    original: EntryFile, content: bytes | None, fault: str, *, actor: Person, at: datetime
) -> JudgeCopy:
    """Keep the copy of a file, or why there is none; the original stays as it was handed in."""
    file = None
    if content is not None:
        name = f"copy.{original.file.kind}"
        file = store(name, content, DOCUMENTS, actor=actor, at=at)
    copy, is_new = JudgeCopy.objects.get_or_create(
        original=original, defaults={"file": file, "fault": fault, "made_at": at}
    )
    record(copy, is_new=is_new, fault=fault)
    return copy


def _copied(original: EntryFile) -> tuple[bytes | None, str]:
    with open_stored(original.file) as stored:
        content = stored.read()
    try:
        return clean_copy(content, original.file.kind), ""
    except NoCleanCopy as fault:
        return None, fault.code
