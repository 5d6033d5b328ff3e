"""The JSON forms of a problem, a running fair and an answer, read with every fault named."""

from collections.abc import Callable, Sequence
from typing import TypeVar

from sangsaeng.engine.timetable import schema
from sangsaeng.engine.timetable.answer import Answer, Bound, Meeting, Objective, Unplaced
from sangsaeng.engine.timetable.faults import Fault
from sangsaeng.engine.timetable.problem import (
    Absence,
    Buyer,
    LostTables,
    Options,
    Pair,
    Problem,
    Request,
    Running,
    Supplier,
)
from sangsaeng.engine.timetable.schema import inside, read_fields
from sangsaeng.engine.timetable.validity import find_faults, find_running_faults, refuse

Value = TypeVar("Value")


def problem_from_json(form: object) -> Problem:
    """Read a timetable problem from its JSON form.

    Parameters
    ----------
    form : object
        What ``json.loads`` returns: ``slots``, ``buyers``, ``suppliers``, ``requests`` and, if
        wanted, ``days``, ``forbidden`` and ``options``; a key ``running`` is left to
        `running_from_json`.

    Returns
    -------
    Problem
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
    >>> form = {"slots": 1, "buyers": [{"id": "B"}], "suppliers": [{"id": "S"}],
    ...         "requests": [{"buyer": "B", "supplier": "S", "weight": 2}]}
    >>> problem_from_json(form).requests[0].weight
    2.0
    """
    faults: list[Fault] = []
    problem = _problem(form, faults)
    _refuse_all(faults, find_faults(problem))
    return problem


def running_from_json(problem: Problem, form: object) -> Running:
    """Read the running fair of a problem from its JSON form.

    Parameters
    ----------
    problem : Problem
        The problem of the fair; its names and slots give the running fair its meaning.
    form : object
        The value of the key ``running`` of a repair input.

    Returns
    -------
    Running
        The running fair, consistent with the problem.

    Raises
    ------
    InvalidProblem
        If anything is wrong; it carries all faults, each with its place.

    Notes
    -----
    Linear in the size of both.

    Examples
    --------
    >>> fair = Problem(2, (Buyer("B"),), (Supplier("S"),), (Request("B", "S"),))
    >>> running_from_json(fair, {"now": 0, "absent": [{"party": "S", "from": 1}]}).absent[0].since
    1
    """
    faults: list[Fault] = []
    fields = read_fields(form, "running", schema.RUNNING, faults)
    running = Running(
        now=fields["now"],
        meetings=_each(fields["meetings"], "running.meetings", _meeting, faults),
        absent=_each(fields["absent"], "running.absent", _absence, faults),
        lost_tables=_each(fields["lost_tables"], "running.lost_tables", _lost, faults),
        new_requests=_each(fields["new_requests"], "running.new_requests", _request, faults),
        move_price=fields["move_price"],
    )
    _refuse_all(faults, find_running_faults(problem, running))
    return running


def answer_from_json(form: object) -> Answer:
    """Read an answer from its JSON form, so that it can be checked.

    Parameters
    ----------
    form : object
        ``meetings`` as written by `Answer.to_json`, and whatever else it says of them; figures
        that are missing read as -1, and keys that a repair adds are passed over.

    Returns
    -------
    Answer
        The answer as it claims to be; whether that is true is for `check` to say.

    Raises
    ------
    InvalidProblem
        If a needed field is missing or of the wrong type; it carries all faults.

    Notes
    -----
    Linear in the size of the form.

    Examples
    --------
    >>> answer_from_json({"meetings": [], "objective": {"gaps": 0}}).objective.gaps
    0
    """
    faults: list[Fault] = []
    fields = read_fields(form, "", schema.ANSWER, faults)
    objective = read_fields(fields["objective"], "objective", schema.OBJECTIVE, faults)
    bound = read_fields(fields["bound"], "bound", schema.BOUND, faults)
    answer = Answer(
        meetings=_each(fields["meetings"], "meetings", _meeting, faults),
        objective=Objective(**objective),
        bound=Bound(**bound),
        unplaced=_each(fields["unplaced"], "unplaced", _unplaced, faults),
        seconds=fields["seconds"],
    )
    refuse(faults)
    return answer


def _refuse_all(reading: list[Fault], meaning: list[Fault]) -> None:
    named = {fault.place for fault in reading}
    refuse([*reading, *(fault for fault in meaning if fault.place not in named)])


def _problem(form: object, faults: list[Fault]) -> Problem:
    fields = read_fields(form, "", schema.PROBLEM, faults)
    return Problem(
        slots=fields["slots"],
        buyers=_each(fields["buyers"], "buyers", _buyer, faults),
        suppliers=_each(fields["suppliers"], "suppliers", _supplier, faults),
        requests=_each(fields["requests"], "requests", _request, faults),
        days=_each(fields["days"], "days", _slot, faults),
        forbidden=_each(fields["forbidden"], "forbidden", _pair, faults),
        options=_options(fields["options"], "options", faults),
    )


def _each(
    forms: Sequence[object],
    place: str,
    read: Callable[[object, str, list[Fault]], Value],
    faults: list[Fault],
) -> tuple[Value, ...]:
    return tuple(read(form, f"{place}[{index}]", faults) for index, form in enumerate(forms))


def _slot(form: object, place: str, faults: list[Fault]) -> int:
    if isinstance(form, int) and not isinstance(form, bool):
        return form
    faults.append(Fault(place, "wrong_type", {"expected": schema.WHOLE.expected}))
    return 0


def _available(
    forms: Sequence[object] | None, place: str, faults: list[Fault]
) -> frozenset[int] | None:
    if forms is None:
        return None
    return frozenset(_each(forms, inside(place, "available"), _slot, faults))


def _buyer(form: object, place: str, faults: list[Fault]) -> Buyer:
    fields = read_fields(form, place, schema.BUYER, faults)
    fields["available"] = _available(fields["available"], place, faults)
    return Buyer(**fields)


def _supplier(form: object, place: str, faults: list[Fault]) -> Supplier:
    fields = read_fields(form, place, schema.SUPPLIER, faults)
    fields["available"] = _available(fields["available"], place, faults)
    return Supplier(**fields)


def _pair(form: object, place: str, faults: list[Fault]) -> Pair:
    return Pair(**read_fields(form, place, schema.PAIR, faults))


def _request(form: object, place: str, faults: list[Fault]) -> Request:
    fields = read_fields(form, place, schema.REQUEST, faults)
    return Request(**fields | {"weight": _weight(fields["weight"])})


def _weight(number: float) -> float:
    """Return a number as a float; a whole number that no float holds reads as infinite."""
    try:
        return float(number)
    except OverflowError:
        return float("inf")


def _options(form: object, place: str, faults: list[Fault]) -> Options:
    fields = read_fields(form, place, schema.OPTIONS, faults)
    return Options(
        order=tuple(map(str, fields["order"])), first_timer_floor=fields["first_timer_floor"]
    )


def _absence(form: object, place: str, faults: list[Fault]) -> Absence:
    fields = read_fields(form, place, schema.ABSENCE, faults)
    return Absence(fields["party"], since=fields["from"], until=fields["to"])


def _lost(form: object, place: str, faults: list[Fault]) -> LostTables:
    fields = read_fields(form, place, schema.LOST, faults)
    return LostTables(fields["buyer"], since=fields["from"], tables=fields["tables"])


def _meeting(form: object, place: str, faults: list[Fault]) -> Meeting:
    return Meeting(**read_fields(form, place, schema.MEETING, faults))


def _unplaced(form: object, place: str, faults: list[Fault]) -> Unplaced:
    return Unplaced(**read_fields(form, place, schema.UNPLACED, faults))
