"""Published business-matching fairs, read from their MiniZinc data files."""

from collections.abc import Mapping, Sequence

from sangsaeng.engine.timetable.faults import Fault, InvalidProblem
from sangsaeng.engine.timetable.population.faults import PopulationFault
from sangsaeng.engine.timetable.population.minizinc import Value, read_minizinc
from sangsaeng.engine.timetable.population.problem import (
    BREAKS,
    Participant,
    PopulationProblem,
    PopulationRequest,
)
from sangsaeng.engine.timetable.population.validity import find_faults

BREAK_DIFFERENCE = 2
_MORNING, _AFTERNOON, _EITHER = 1, 2, 3


def population_from_dzn(text: str) -> PopulationProblem:
    """Read a published fair: all meetings placed, fewest breaks, break difference of at most 2.

    Parameters
    ----------
    text : str
        A MiniZinc data file with ``nBusiness``, ``nMeetings``, ``nTables``, ``nTotalSlots``,
        ``nMorningSlots`` and ``requested`` (participant, participant, session), and, if there
        are any, ``forbidden`` (per participant, the slots it cannot use), ``fixed`` (per meeting
        its slot, 0 for none) and ``precedences`` (per meeting those that come before it, or rows
        of two meetings, the earlier one first). Rows may be sets, arrays or rows of a matrix;
        0 stands for nothing.

    Returns
    -------
    PopulationProblem
        The fair with slots from 0 and participants named ``P01``, ``P02``, ...

    Raises
    ------
    InvalidProblem
        If the text cannot be read or describes no valid fair.

    Notes
    -----
    Linear in the length of the text. Other names in the file are passed over.

    References
    ----------
    M. Bofill, J. Coll, M. Garcia, J. Giráldez-Cru, G. Pesant, J. Suy, M. Villaret: Constraint
    solving approaches to the business-to-business meeting scheduling problem. Journal of
    Artificial Intelligence Research 74 (2022). https://doi.org/10.1613/jair.1.12670

    Examples
    --------
    >>> fair = population_from_dzn('''nBusiness = 2; nMeetings = 1; nTables = 1;
    ... nTotalSlots = 3; nMorningSlots = 2;   % a very small fair
    ... requested = [| 1, 2, 2 |]; forbidden = [{0}, {0}]; fixed = []; precedences = [];''')
    >>> fair.requests[0].slots
    frozenset({2})
    """
    return _Fair(read_minizinc(text)).problem()


class _Fair:
    """The values of a data file, read by name with every fault noted."""

    def __init__(self, values: Mapping[str, Value]) -> None:
        self.values = values
        self.faults: list[Fault] = []
        self.slots = self._number("nTotalSlots")
        self.meetings = self._number("nMeetings")
        self.participants = self._number("nBusiness")

    def problem(self) -> PopulationProblem:
        """Return the fair as a problem, or refuse with all faults."""
        forbidden = self._forbidden()
        tables = self._number("nTables")
        requests = self._requests()
        precedences = self._precedences()
        self._refuse()
        problem = PopulationProblem(
            slots=self.slots,
            participants=tuple(
                Participant(self._name(index), available=self._available(away))
                for index, away in enumerate(forbidden, start=1)
            ),
            requests=requests,
            tables=tables,
            precedences=precedences,
            max_break_difference=BREAK_DIFFERENCE,
            idle=BREAKS,
            place_all=True,
        )
        self.faults.extend(find_faults(problem))
        self._refuse()
        return problem

    def _refuse(self) -> None:
        if self.faults:
            raise InvalidProblem(tuple(self.faults))

    def _fault(self, place: str, code: str, **params: object) -> None:
        self.faults.append(PopulationFault(place, code, params))

    def _number(self, name: str) -> int:
        value = self.values.get(name)
        if isinstance(value, int):
            return value
        self._fault(name, "missing_key" if value is None else "not_readable")
        return 0

    def _name(self, index: int) -> str:
        return f"P{index:0{max(2, len(str(self.participants)))}}"

    def _available(self, away: frozenset[int]) -> frozenset[int] | None:
        return frozenset(range(self.slots)) - away if away else None

    def _rows(self, name: str, wanted: int) -> list[Value]:
        rows = self.values.get(name, [])
        if not isinstance(rows, list):
            self._fault(name, "not_readable")
            return [[]] * wanted
        if rows and len(rows) != wanted:
            self._fault(name, "wrong_length", found=len(rows), wanted=wanted)
            return [[]] * wanted
        return rows or [[]] * wanted

    def _forbidden(self) -> list[frozenset[int]]:
        rows = [_numbers(row) for row in self._rows("forbidden", self.participants)]
        lengths = {len(row) for row in rows}
        if self.slots > 1 and lengths == {self.slots} and set().union(*rows) <= {0, 1}:
            rows = [[slot + 1 for slot, away in enumerate(row) if away] for row in rows]
        return [frozenset(slot - 1 for slot in row if slot) for row in rows]

    def _requests(self) -> tuple[PopulationRequest, ...]:
        rows = self._rows("requested", self.meetings)
        locks = [_numbers(row) for row in self._rows("fixed", self.meetings)]
        morning = self._number("nMorningSlots")
        sessions: Mapping[int, frozenset[int] | None] = {
            _MORNING: frozenset(range(morning)),
            _AFTERNOON: frozenset(range(morning, self.slots)),
            _EITHER: None,
        }
        return tuple(
            self._request(_numbers(row), lock, sessions, f"requested[{index}]")
            for index, (row, lock) in enumerate(zip(rows, locks, strict=True), start=1)
        )

    def _request(
        self,
        row: Sequence[int],
        lock: Sequence[int],
        sessions: Mapping[int, frozenset[int] | None],
        place: str,
    ) -> PopulationRequest:
        slot = next((one - 1 for one in lock if one), None)
        match row:
            case [first, second, session] if session in sessions:
                pair = (self._name(first), self._name(second))
                return PopulationRequest(pair, slot=slot, slots=sessions[session])
            case [_, _, _]:
                self._fault(place, "unknown_session")
            case _:
                self._fault(place, "wrong_length", found=len(row), wanted=3)
        return PopulationRequest(("", ""))

    def _precedences(self) -> tuple[tuple[int, int], ...]:
        rows = self.values.get("precedences", [])
        are_pairs = isinstance(rows, list) and all(
            isinstance(row, list) and len(row) == 2 and all(_numbers(row))  # noqa: PLR2004 -- a pair
            for row in rows
        )
        if rows and are_pairs and isinstance(rows, list) and len(rows) != self.meetings:
            links = [_numbers(row) for row in rows]
            return tuple((before - 1, after - 1) for before, after in links)
        return tuple(
            (before - 1, after)
            for after, row in enumerate(self._rows("precedences", self.meetings))
            for before in _numbers(row)
            if before
        )


def _numbers(value: Value) -> list[int]:
    """Return the whole numbers of a row, however deep they stand."""
    if isinstance(value, int):
        return [value]
    return [number for part in value for number in _numbers(part)]
