"""What is still to be given in a call."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Max

from sangsaeng.honors.models import Honor
from sangsaeng.kernel.permissions import Viewer
from sangsaeng.programs.models import Call, Entry, EntryPartner
from sangsaeng.programs.rules import is_sealed


@dataclass(frozen=True)
class Planned:
    """An honor that would be given: which number, for which case, to whom; or why not."""

    entry: Entry
    names: tuple[str, ...]
    number: int | None
    is_own: bool


def waiting_for_honor(call: Call) -> list[Entry]:
    """Return the selected cases without an honor, by the name of who leads, not by rank."""
    entries = Entry.objects.filter(call=call, state="selected", honor=None)
    return list(entries.select_related("lead", "call__program").order_by("lead__name", "pk"))


def partners_of(entry: Entry) -> Sequence[EntryPartner]:
    """Return who joined: the lead first, the others by their part."""
    joined = EntryPartner.objects.filter(entry=entry, state="joined")
    known = joined.select_related("organization", "seat").order_by("seat__position", "pk")
    return sorted(known, key=lambda one: one.organization_id != entry.lead_id)


def planned(call: Call, viewer: Viewer) -> list[Planned]:
    """Return what giving all at once would do, without doing it."""
    newest: int | None = Honor.objects.filter(program=call.program).aggregate(n=Max("number"))["n"]
    number, rows = newest or 0, []
    for entry in waiting_for_honor(call):
        is_own = is_sealed(viewer, entry)
        number += 0 if is_own else 1
        names = tuple(one.organization.name for one in partners_of(entry))
        rows.append(Planned(entry, names, None if is_own else number, is_own))
    return rows
