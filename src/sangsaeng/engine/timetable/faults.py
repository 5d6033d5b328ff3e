"""What is wrong with a timetable problem: every fault with its place, none hidden by another."""

from collections.abc import Mapping
from dataclasses import dataclass, field

TEXTS: Mapping[str, str] = {
    "wrong_type": "must be {expected}",
    "missing_key": "is missing",
    "unknown_key": "is not a known field",
    "empty_id": "must not be empty",
    "repeated_id": "repeats the name {id} of {first}",
    "ambiguous_party": "{id} names both a buyer and a supplier",
    "unknown_buyer": "names the unknown buyer {id}",
    "unknown_supplier": "names the unknown supplier {id}",
    "unknown_party": "names {id}, who is neither a buyer nor a supplier",
    "repeated_request": "repeats the request of {buyer} and {supplier} in {first}",
    "no_slots": "the fair has no slot",
    "no_buyers": "the fair has no buyer",
    "no_suppliers": "the fair has no supplier",
    "no_requests": "the fair has no request",
    "too_many_slots": "more than {most} slots",
    "too_many_tables": "more than {most} tables",
    "too_large": "the fair has more than {most} places (tables times slots)",
    "no_such_slot": "slot {slot} does not exist; the fair has slots 0 to {last}",
    "no_availability": "{id} has no slot at all",
    "no_table": "{id} has no table",
    "negative_limit": "a limit of meetings cannot be negative",
    "negative_weight": "a weight cannot be negative",
    "weight_not_finite": "a weight must be a finite number",
    "weight_too_large": "a weight must not exceed {most}",
    "negative_number": "cannot be negative",
    "days_not_rising": "days must begin with slot 0 and rise",
    "unknown_order": "the order must be one of {orders}",
    "locked_while_away": "is locked in slot {slot}, when {id} is not available",
    "locked_forbidden": "is locked, but {buyer} and {supplier} must not meet",
    "supplier_locked_twice": "{supplier} is locked twice in slot {slot}, first in {first}",
    "buyer_locked_over_tables": "slot {slot} has more locked meetings than {buyer} has tables",
    "locked_over_limit": "{id} has more locked meetings than its limit of {limit}",
    "not_requested": "{buyer} and {supplier} have not asked to meet",
    "no_such_table": "{buyer} has no table {table}",
    "announced_twice": "repeats a meeting announced in {first}",
}


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is wrong: where it stands, a stable code, and the values the sentence needs.

    Examples
    --------
    >>> print(Fault("requests[12].supplier", "unknown_supplier", {"id": "S999"}))
    requests[12].supplier: names the unknown supplier S999
    """

    place: str
    code: str
    params: Mapping[str, object] = field(default_factory=dict)

    @property
    def text(self) -> str:
        """The fault in plain English, without its place."""
        return TEXTS[self.code].format(**self.params)

    def __str__(self) -> str:
        return f"{self.place}: {self.text}"


class InvalidProblem(ValueError):
    """The problem cannot be planned as it stands; carries all of its faults."""

    code = "invalid_problem"

    def __init__(self, faults: tuple[Fault, ...]) -> None:
        super().__init__("\n".join(map(str, faults)))
        self.faults = faults
