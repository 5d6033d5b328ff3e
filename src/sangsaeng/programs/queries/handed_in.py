"""What was handed in, last: what officers and judges read while the team may be writing again."""

from collections.abc import Iterable
from typing import Any

from sangsaeng.programs.models import Entry, EntryFile, Submission


def newest_submission(entry: Entry) -> Submission | None:
    """Return the last submission of the entry, if it ever was handed in."""
    return entry.submissions.order_by("-number").first()


def newest_submissions(entries: Iterable[Entry]) -> dict[int, Submission]:
    """Return the last submission of each entry that was handed in, by the entry's key."""
    rows = Submission.objects.filter(entry__in=[one.pk for one in entries])
    return {one.entry_id: one for one in rows.order_by("number")}


def answers_handed_in(entry: Entry) -> dict[str, Any]:
    """Return the answers as they were handed in last, by the keys of their questions."""
    newest = newest_submission(entry)
    return dict(newest.content["answers"]) if newest else {}


def files_handed_in(entry: Entry) -> list[EntryFile]:
    """Return the files as they were handed in last, also those taken out since."""
    newest = newest_submission(entry)
    codes = [one["code"] for one in newest.content["files"]] if newest else []
    return list(entry.files.filter(code__in=codes).select_related("file", "question"))
