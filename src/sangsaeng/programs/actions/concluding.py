"""Concluding: what was decided becomes the state of each entry, inside the action that decides."""

from collections.abc import Iterable
from datetime import datetime

from django.db.models import F

from sangsaeng.kernel.actions import record_each
from sangsaeng.kernel.models import Person
from sangsaeng.kernel.refusals import NotFound
from sangsaeng.programs.models import Call, Entry
from sangsaeng.programs.states import ENTRY_STATES


def conclude_entries(
    call: Call,
    selected: Iterable[Entry],
    passed_over: Iterable[Entry],
    actor: Person,
    at: datetime,
) -> None:
    """Set who is selected and who is not; no entry of another call, none twice."""
    _conclude(call, [one.pk for one in selected], "select")
    _conclude(call, [one.pk for one in passed_over], "pass_over")


def _conclude(call: Call, keys: list[int], verb: str) -> None:
    rows = list(Entry.objects.select_for_update().filter(pk__in=keys, call=call))
    if len(rows) != len(keys):
        raise NotFound
    after = {one.pk: ENTRY_STATES.after(one.state, verb) for one in rows}
    for state in set(after.values()):
        Entry.objects.filter(pk__in=[key for key in after if after[key] == state]).update(
            state=state, version=F("version") + 1
        )
    record_each((one, {"state": one.state}, {"state": after[one.pk]}) for one in rows)
