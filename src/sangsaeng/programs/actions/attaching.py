"""Attaching: files are added to a question and taken out again; what was handed in is kept."""

from dataclasses import dataclass
from datetime import datetime

from sangsaeng.kernel.actions import action, record
from sangsaeng.kernel.files import DOCUMENTS, store
from sangsaeng.kernel.models import Person
from sangsaeng.kernel.permissions import require
from sangsaeng.programs.actions.entering import locked, touch
from sangsaeng.programs.forms import limit_of
from sangsaeng.programs.kinds import QuestionForm
from sangsaeng.programs.models import Entry, EntryFile, Question
from sangsaeng.programs.queries.writing import may_be_written_now
from sangsaeng.programs.refusals import NotToBeWritten, TooManyFiles
from sangsaeng.programs.rules import may_write_entry


@dataclass(frozen=True)
class Upload:
    """A file as it was sent."""

    name: str
    content: bytes


@action
def add_file(
    entry: Entry, question: Question, upload: Upload, *, actor: Person, at: datetime
) -> EntryFile:
    """Add a file to a question; its kind is told by its content, never by its name."""
    require(may_write_entry(actor, entry), actor)
    now = locked(entry)
    takes_files = question.form == QuestionForm.FILE and question.call_id == now.call_id
    if not takes_files or not may_be_written_now(now, question, at):
        raise NotToBeWritten
    if now.files.kept().filter(question=question).count() >= limit_of(question):
        raise TooManyFiles(most=limit_of(question))
    file = store(upload.name, upload.content, DOCUMENTS, actor=actor, at=at)
    added = EntryFile.objects.create(entry=now, question=question, file=file, added_at=at)
    record(added, question=question.key, sha256=file.sha256)
    touch(entry)
    return added


@action
def remove_file(file: EntryFile, *, actor: Person, at: datetime) -> None:
    """Take a file out; where it was handed in, it stays."""
    entry = file.entry
    require(may_write_entry(actor, entry), actor)
    if not may_be_written_now(locked(entry), file.question, at):
        raise NotToBeWritten
    file.removed_at = file.removed_at or at
    file.save(update_fields=["removed_at"])
    record(file, removed_at=at)
    touch(entry)
