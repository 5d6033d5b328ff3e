"""The fields of each JSON form: their kinds, what they fall back to, and which must be there."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from sangsaeng.engine.timetable.faults import Fault
from sangsaeng.engine.timetable.problem import DEFAULT_ORDER


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of value, and how a fault names it."""

    expected: str
    accepts: Callable[[object], bool]


def _is_whole(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


def _is_number(value: object) -> bool:
    return isinstance(value, (int, float)) and not isinstance(value, bool)


_NAME = Kind("a text", lambda value: isinstance(value, str))
WHOLE = Kind("a whole number", _is_whole)
_WHOLE_OR_NONE = Kind("a whole number or null", lambda value: value is None or _is_whole(value))
_NUMBER = Kind("a number", _is_number)
_NUMBER_OR_NONE = Kind("a number or null", lambda value: value is None or _is_number(value))
_FLAG = Kind("true or false", lambda value: isinstance(value, bool))
_LIST = Kind("a list", lambda value: isinstance(value, list))
_LIST_OR_NONE = Kind("a list or null", lambda value: value is None or isinstance(value, list))
_OBJECT = Kind("an object", lambda value: isinstance(value, dict))


@dataclass(frozen=True, slots=True)
class Field:
    """One field of a form."""

    kind: Kind
    fallback: object
    required: bool = False


Fields = Mapping[str, Field]

PROBLEM: Fields = {
    "slots": Field(WHOLE, 0, required=True),
    "buyers": Field(_LIST, (), required=True),
    "suppliers": Field(_LIST, (), required=True),
    "requests": Field(_LIST, (), required=True),
    "days": Field(_LIST, (0,)),
    "forbidden": Field(_LIST, ()),
    "options": Field(_OBJECT, {}),
    "running": Field(_OBJECT, {}),
}
BUYER: Fields = {
    "id": Field(_NAME, "", required=True),
    "tables": Field(WHOLE, 1),
    "available": Field(_LIST_OR_NONE, None),
    "max_meetings": Field(_WHOLE_OR_NONE, None),
}
SUPPLIER: Fields = {
    "id": Field(_NAME, "", required=True),
    "available": Field(_LIST_OR_NONE, None),
    "max_meetings": Field(_WHOLE_OR_NONE, None),
    "first_timer": Field(_FLAG, fallback=False),
}
PAIR: Fields = {
    "buyer": Field(_NAME, "", required=True),
    "supplier": Field(_NAME, "", required=True),
}
REQUEST: Fields = {
    **PAIR,
    "weight": Field(_NUMBER, 1.0),
    "slot": Field(_WHOLE_OR_NONE, None),
}
OPTIONS: Fields = {
    "order": Field(_LIST, DEFAULT_ORDER),
    "first_timer_floor": Field(WHOLE, 0),
}
RUNNING: Fields = {
    "now": Field(WHOLE, -1, required=True),
    "meetings": Field(_LIST, ()),
    "absent": Field(_LIST, ()),
    "lost_tables": Field(_LIST, ()),
    "new_requests": Field(_LIST, ()),
    "move_price": Field(_NUMBER_OR_NONE, None),
}
MEETING: Fields = {
    **PAIR,
    "slot": Field(WHOLE, 0, required=True),
    "table": Field(WHOLE, 1, required=True),
}
ABSENCE: Fields = {
    "party": Field(_NAME, "", required=True),
    "from": Field(WHOLE, 0, required=True),
    "to": Field(_WHOLE_OR_NONE, None),
}
LOST: Fields = {
    "buyer": Field(_NAME, "", required=True),
    "from": Field(WHOLE, 0, required=True),
    "tables": Field(WHOLE, 1),
}
ANSWER: Fields = {
    "meetings": Field(_LIST, (), required=True),
    "objective": Field(_OBJECT, {}),
    "bound": Field(_OBJECT, {}),
    "unplaced": Field(_LIST, ()),
    "seconds": Field(_NUMBER_OR_NONE, None),
    **{added: Field(_LIST, ()) for added in ("moved", "kept", "cancelled", "added")},
}
NOT_CLAIMED = -1

OBJECTIVE: Fields = {
    "suppliers_met": Field(WHOLE, NOT_CLAIMED),
    "meetings": Field(WHOLE, NOT_CLAIMED),
    "weight": Field(_NUMBER, NOT_CLAIMED),
    "gaps": Field(WHOLE, NOT_CLAIMED),
    "first_timers": Field(WHOLE, NOT_CLAIMED),
}
BOUND: Fields = {
    "suppliers_met": Field(WHOLE, NOT_CLAIMED),
    "weight": Field(_NUMBER, NOT_CLAIMED),
    "exact": Field(_FLAG, fallback=False),
    "gap": Field(_NUMBER, NOT_CLAIMED),
    "gaps": Field(WHOLE, NOT_CLAIMED),
    "gaps_exact": Field(_FLAG, fallback=False),
}
UNPLACED: Fields = {
    **PAIR,
    "reason": Field(_NAME, "", required=True),
    "detail": Field(_NAME, ""),
    "facts": Field(_OBJECT, {}),
}


def read_fields(form: object, place: str, fields: Fields, faults: list[Fault]) -> dict[str, Any]:
    """Read the fields of an object, each of its kind or its fallback, and note every fault."""
    values = {name: field.fallback for name, field in fields.items()}
    if not isinstance(form, dict):
        faults.append(Fault(place or "$", "wrong_type", {"expected": _OBJECT.expected}))
        return values
    for name, value in form.items():
        if name not in fields:
            faults.append(Fault(inside(place, name), "unknown_key"))
        elif fields[name].kind.accepts(value):
            values[name] = value
        else:
            expected = fields[name].kind.expected
            faults.append(Fault(inside(place, name), "wrong_type", {"expected": expected}))
    faults.extend(
        Fault(inside(place, name), "missing_key")
        for name, field in fields.items()
        if field.required and name not in form
    )
    return values


def inside(place: str, name: object) -> str:
    """Name a field by the place it stands in."""
    return f"{place}.{name}" if place else str(name)
