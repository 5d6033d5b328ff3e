"""What can be wrong with the problem of one population, beside what any fair can have wrong."""

from collections.abc import Mapping
from dataclasses import dataclass

from sangsaeng.engine.timetable.faults import TEXTS as FAIR_TEXTS
from sangsaeng.engine.timetable.faults import Fault

TEXTS: Mapping[str, str] = {
    **FAIR_TEXTS,
    "no_participants": "the day has no participant",
    "unknown_participant": "names the unknown participant {id}",
    "not_two": "must name two participants",
    "meets_itself": "{id} cannot meet itself",
    "repeated_pair": "repeats the request of {first_id} and {second_id} in {first}",
    "tables_per_slot": "must give one number for each of the {slots} slots",
    "negative_tables": "a number of tables cannot be negative",
    "not_all_placed": "holds only where all requests must be placed (place_all)",
    "unknown_idle": "must be gaps or breaks",
    "locked_outside_slots": "is locked in slot {slot}, which is not among its own slots",
    "participant_locked_twice": "{id} is locked twice in slot {slot}, first in {first}",
    "locked_over_tables": "slot {slot} has more locked meetings than tables",
    "no_slot_left": "has no slot at all",
    "no_such_request": "request {index} does not exist; there are requests 0 to {last}",
    "precedence_cycle": "closes a circle of precedences",
    "locked_out_of_order": "request {before} is locked after request {after} or beside it",
    "not_readable": "cannot be read as MiniZinc data",
    "wrong_length": "has {found} entries where {wanted} are needed",
    "unknown_session": "the session must be 1 (morning), 2 (afternoon) or 3 (either)",
}


@dataclass(frozen=True, slots=True)
class PopulationFault(Fault):
    """One thing that is wrong with the problem of a population, with its place.

    Examples
    --------
    >>> print(PopulationFault("requests[2].between", "meets_itself", {"id": "P07"}))
    requests[2].between: P07 cannot meet itself
    """

    @property
    def text(self) -> str:
        """The fault in plain English, without its place."""
        return TEXTS[self.code].format(**self.params)
