"""The JSON form of a population's problem and of its answer, read with every fault named."""

from collections.abc import Callable, Mapping, Sequence
from typing import TypeVar

from sangsaeng.engine.timetable.faults import Fault, InvalidProblem
from sangsaeng.engine.timetable.population.answer import (
    Obstacle,
    PopulationAnswer,
    PopulationBound,
    PopulationMeeting,
    PopulationObjective,
    PopulationUnplaced,
)
from sangsaeng.engine.timetable.population.faults import PopulationFault
from sangsaeng.engine.timetable.population.problem import (
    GAPS,
    Participant,
    PopulationProblem,
    PopulationRequest,
)
from sangsaeng.engine.timetable.population.validity import find_faults
from sangsaeng.engine.timetable.schema import WHOLE, Field, Kind, inside, read_fields

Value = TypeVar("Value")


def _is_number(value: object) -> bool:
    return isinstance(value, (int, float)) and not isinstance(value, bool)


_NAME = Kind("a text", lambda value: isinstance(value, str))
_NUMBER = Kind("a number", _is_number)
_WHOLE_OR_NONE = Kind("a whole number or null", lambda value: value is None or WHOLE.accepts(value))
_FLAG = Kind("true or false", lambda value: isinstance(value, bool))
_LIST = Kind("a list", lambda value: isinstance(value, list))
_LIST_OR_NONE = Kind("a list or null", lambda value: value is None or isinstance(value, list))
_OBJECT = Kind("an object", lambda value: isinstance(value, dict))
_TABLES = Kind(
    "a whole number, a list or null",
    lambda value: value is None or isinstance(value, list) or WHOLE.accepts(value),
)

_PROBLEM = {
    "slots": Field(WHOLE, 0, required=True),
    "participants": Field(_LIST, (), required=True),
    "requests": Field(_LIST, (), required=True),
    "tables": Field(_TABLES, None),
    "days": Field(_LIST, (0,)),
    "precedences": Field(_LIST, ()),
    "max_break_difference": Field(_WHOLE_OR_NONE, None),
    "idle": Field(_NAME, GAPS),
    "place_all": Field(_FLAG, fallback=False),
}
_PARTICIPANT = {
    "id": Field(_NAME, "", required=True),
    "available": Field(_LIST_OR_NONE, None),
    "max_meetings": Field(_WHOLE_OR_NONE, None),
}
_REQUEST = {
    "between": Field(_LIST, (), required=True),
    "weight": Field(_NUMBER, 1.0),
    "slot": Field(_WHOLE_OR_NONE, None),
    "slots": Field(_LIST_OR_NONE, None),
}
_MEETING = {
    "between": Field(_LIST, (), required=True),
    "slot": Field(WHOLE, 0, required=True),
    "table": Field(WHOLE, 1, required=True),
}
_UNPLACED = {
    "between": Field(_LIST, (), required=True),
    "reason": Field(_NAME, "", required=True),
    "detail": Field(_NAME, ""),
    "facts": Field(_OBJECT, {}),
}
_OBSTACLE = {
    "code": Field(_NAME, "", required=True),
    "detail": Field(_NAME, ""),
    "facts": Field(_OBJECT, {}),
}
_OBJECTIVE = {
    "participants_met": Field(WHOLE, 0),
    "meetings": Field(WHOLE, 0),
    "weight": Field(_NUMBER, 0.0),
    "breaks": Field(WHOLE, 0),
    "gaps": Field(WHOLE, 0),
}
_BOUND = {
    "participants_met": Field(WHOLE, 0),
    "weight": Field(_NUMBER, 0.0),
    "exact": Field(_FLAG, fallback=False),
    "gap": Field(_NUMBER, 0.0),
    "idle": Field(WHOLE, 0),
    "idle_exact": Field(_FLAG, fallback=False),
}
_ANSWER = {
    "meetings": Field(_LIST, (), required=True),
    "objective": Field(_OBJECT, {}, required=True),
    "bound": Field(_OBJECT, {}),
    "unplaced": Field(_LIST, ()),
    "obstacles": Field(_LIST, ()),
    "seconds": Field(Kind("a number or null", lambda v: v is None or _is_number(v)), None),
}


def population_from_json(form: object) -> PopulationProblem:
    """Read the problem of one population from its JSON form.

    Parameters
    ----------
    form : object
        What ``json.loads`` returns: ``slots``, ``participants`` and ``requests``, and, if wanted,
        ``tables``, ``days``, ``precedences``, ``max_break_difference``, ``idle``, ``place_all``.

    Returns
    -------
    PopulationProblem
        The problem, valid as a whole.

    Raises
    ------
    InvalidProblem
        If anything is wrong; it carries all faults, each with its place.

    Notes
    -----
    Linear in the size of the form. A fault of type hides faults of meaning at the same place.

    Examples
    --------
    >>> form = {"slots": 1, "participants": [{"id": "A"}, {"id": "B"}],
    ...         "requests": [{"between": ["A", "B"]}], "tables": 1}
    >>> population_from_json(form).requests[0].between
    ('A', 'B')
    """
    faults: list[Fault] = []
    problem = _problem(form, faults)
    named = {fault.place for fault in faults}
    faults += [fault for fault in find_faults(problem) if fault.place not in named]
    if faults:
        raise InvalidProblem(tuple(faults))
    return problem


def answer_from_json(form: object) -> PopulationAnswer:
    """Read an answer from its JSON form, so that it can be checked.

    Parameters
    ----------
    form : object
        ``meetings`` and ``objective`` as written by `PopulationAnswer.to_json`; the rest may be
        missing.

    Returns
    -------
    PopulationAnswer
        The answer as it claims to be; whether that is true is for `check_population` to say.

    Raises
    ------
    InvalidProblem
        If a needed field is missing or of the wrong type; it carries all faults.

    Notes
    -----
    Linear in the size of the form.

    Examples
    --------
    >>> answer_from_json({"meetings": [], "objective": {}}).objective.gaps
    0
    """
    faults: list[Fault] = []
    fields = read_fields(form, "", _ANSWER, faults)
    objective = read_fields(fields["objective"], "objective", _OBJECTIVE, faults)
    bound = read_fields(fields["bound"], "bound", _BOUND, faults)
    answer = PopulationAnswer(
        meetings=_each(fields["meetings"], "meetings", _meeting, faults),
        objective=PopulationObjective(**objective),
        bound=PopulationBound(**bound),
        unplaced=_each(fields["unplaced"], "unplaced", _unplaced, faults),
        obstacles=_each(fields["obstacles"], "obstacles", _obstacle, faults),
        seconds=fields["seconds"],
    )
    if faults:
        raise InvalidProblem(tuple(faults))
    return answer


def _each(
    forms: Sequence[object],
    place: str,
    read: Callable[[object, str, list[Fault]], Value],
    faults: list[Fault],
) -> tuple[Value, ...]:
    return tuple(read(form, f"{place}[{index}]", faults) for index, form in enumerate(forms))


def _problem(form: object, faults: list[Fault]) -> PopulationProblem:
    fields = read_fields(form, "", _PROBLEM, faults)
    tables = fields["tables"]
    return PopulationProblem(
        slots=fields["slots"],
        participants=_each(fields["participants"], "participants", _participant, faults),
        requests=_each(fields["requests"], "requests", _request, faults),
        tables=_each(tables, "tables", _whole, faults) if isinstance(tables, list) else tables,
        days=_each(fields["days"], "days", _whole, faults),
        precedences=_each(fields["precedences"], "precedences", _precedence, faults),
        max_break_difference=fields["max_break_difference"],
        idle=fields["idle"],
        place_all=fields["place_all"],
    )


def _participant(form: object, place: str, faults: list[Fault]) -> Participant:
    fields = read_fields(form, place, _PARTICIPANT, faults)
    return Participant(**fields | {"available": _slots(fields, "available", place, faults)})


def _request(form: object, place: str, faults: list[Fault]) -> PopulationRequest:
    fields = read_fields(form, place, _REQUEST, faults)
    between = _pair(fields["between"], inside(place, "between"), faults)
    slots = _slots(fields, "slots", place, faults)
    weight = _weight(fields["weight"])
    return PopulationRequest(between, weight=weight, slot=fields["slot"], slots=slots)


def _weight(number: float) -> float:
    """Return a number as a float; a whole number that no float holds reads as infinite."""
    try:
        return float(number)
    except OverflowError:
        return float("inf")


def _meeting(form: object, place: str, faults: list[Fault]) -> PopulationMeeting:
    fields = read_fields(form, place, _MEETING, faults)
    between = _pair(fields["between"], inside(place, "between"), faults)
    return PopulationMeeting(between, slot=fields["slot"], table=fields["table"])


def _unplaced(form: object, place: str, faults: list[Fault]) -> PopulationUnplaced:
    fields = read_fields(form, place, _UNPLACED, faults)
    between = _pair(fields["between"], inside(place, "between"), faults)
    return PopulationUnplaced(**fields | {"between": between})


def _obstacle(form: object, place: str, faults: list[Fault]) -> Obstacle:
    return Obstacle(**read_fields(form, place, _OBSTACLE, faults))


def _pair(names: Sequence[object], place: str, faults: list[Fault]) -> tuple[str, str]:
    match names:
        case [str(first), str(second)]:
            return first, second
    if not any(fault.place == place for fault in faults):
        faults.append(PopulationFault(place, "not_two"))
    return "", " "


def _precedence(form: object, place: str, faults: list[Fault]) -> tuple[int, int]:
    match form:
        case [int(first), int(then)] if not isinstance(first, bool) and not isinstance(then, bool):
            return first, then
    faults.append(Fault(place, "wrong_type", {"expected": "two whole numbers"}))
    return -1, -1


def _slots(
    fields: Mapping[str, Sequence[object] | None], name: str, place: str, faults: list[Fault]
) -> frozenset[int] | None:
    forms = fields[name]
    if forms is None:
        return None
    return frozenset(_each(forms, inside(place, name), _whole, faults))


def _whole(form: object, place: str, faults: list[Fault]) -> int:
    if isinstance(form, int) and not isinstance(form, bool):
        return form
    faults.append(Fault(place, "wrong_type", {"expected": WHOLE.expected}))
    return 0
