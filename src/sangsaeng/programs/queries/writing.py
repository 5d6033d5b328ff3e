"""When an entry may be written: decided by the server's clock, to the second."""

from datetime import datetime

from sangsaeng.programs.models import Entry, Question, Supplement
from sangsaeng.programs.queries.window import is_taking


def is_open_for(entry: Entry, at: datetime) -> bool:
    """Tell whether the entry may be handed in: while the call takes entries, or an officer lets it."""
    if entry.call.state == "called_off":
        return False
    let = entry.open_until is not None and at < entry.open_until
    return let or is_taking(entry.call, at)


def closes_at(entry: Entry) -> datetime | None:
    """Return until when the entry may be handed in."""
    closes = [one for one in (entry.call.closes_at, entry.open_until) if one is not None]
    return max(closes, default=None)


def open_supplement(entry: Entry, at: datetime) -> Supplement | None:
    """Return the supplement that waits for the team, while its own deadline runs."""
    if entry.state != "supplementing":
        return None
    return entry.supplements.filter(state="asked", due_at__gt=at).first()


def may_be_written_now(entry: Entry, question: Question, at: datetime) -> bool:
    """Tell whether this question may be answered now."""
    if entry.state == "draft":
        return is_open_for(entry, at)
    supplement = open_supplement(entry, at)
    if supplement is None:
        return False
    return not supplement.questions or question.key in supplement.questions
