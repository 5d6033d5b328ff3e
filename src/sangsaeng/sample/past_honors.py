"""Cases that really won Win-Win Honors, as published; facts with their source, not samples."""

from collections.abc import Mapping
from datetime import date, datetime

from sangsaeng.honors.actions.recording import PastHonor, record_past_honor
from sangsaeng.kernel.models import Person
from sangsaeng.organizations.models import Organization
from sangsaeng.programs.models import Program
from sangsaeng.sample.organizations import facts


def load_past_honors(
    program: Program,
    organizations: Mapping[str, Organization],
    actor: Person,
    *,
    at: datetime,
) -> int:
    """Record the published cases of the program, and return how many there are."""
    listed = list(facts("win_win_honors"))
    for fact in listed:
        past = PastHonor(
            round=fact["round"],
            awarded_on=date.fromisoformat(fact["awarded_on"]),
            part=fact["part"],
            note=fact["note"],
            source=fact["source"],
        )
        holders = [organizations[name] for name in fact["organizations"].split("; ")]
        record_past_honor(program, past, holders, actor=actor, at=at)
    return len(listed)
