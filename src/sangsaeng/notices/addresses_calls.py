"""Where a notice on a call, an entry, judging or an honor leads."""

from sangsaeng.honors.models import Guest
from sangsaeng.judging.models import Judge, Visit
from sangsaeng.programs.models import Call, Entry, Recommendation


def call_path(call: Call) -> str:
    """The call's public page."""
    return f"/calls/{call.slug}/"


def running_path(call: Call) -> str:
    """Where officers run the call."""
    return f"/calls/{call.slug}/run/"


def panel_path(call: Call) -> str:
    """Where officers keep the judges of a call."""
    return f"/calls/{call.slug}/panel/"


def entry_path(entry: Entry) -> str:
    """The team's page of an entry."""
    return f"/entries/{entry.code}/"


def handled_path(entry: Entry) -> str:
    """The officers' page of an entry."""
    return f"/calls/{entry.call.slug}/entries/{entry.code}/"


def recommendation_path(recommendation: Recommendation) -> str:
    """The page of a recommendation."""
    return f"/recommendations/{recommendation.code}/"


def judge_path(judge: Judge) -> str:
    """Where a judge answers and declares."""
    return f"/judging/{judge.code}/"


def judging_path() -> str:
    """A judge's home."""
    return "/judging/"


def visit_path(visit: Visit) -> str:
    """The page of a visit."""
    return f"/visits/{visit.code}/"


def honor_path(code: str) -> str:
    """The page of an honor."""
    return f"/honors/{code}/"


def benefits_path() -> str:
    """What one's organizations are entitled to."""
    return "/my/benefits/"


def invitation_path(guest: Guest) -> str:
    """Where a guest of a ceremony answers."""
    return f"/calls/{guest.ceremony.call.slug}/ceremony/invitations/{guest.code}/"
