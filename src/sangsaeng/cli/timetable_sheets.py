"""Fairs in spreadsheets, without a site: the sheet of requests in, the timetable out."""

from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta
from pathlib import Path

from sangsaeng.cli.reporting import read_bytes, refuse
from sangsaeng.engine import timetable as engine
from sangsaeng.engine.timetable.validity import find_faults
from sangsaeng.fairs.faults import korean
from sangsaeng.fairs.sheets import PARTICIPANTS, REQUESTS, PlaceFault, fault_at
from sangsaeng.fairs.slot_text import SlotUnclear, Span, slot_meant, slots_meant
from sangsaeng.fairs.weights import SCALE, USUAL
from sangsaeng.kernel.sheets.columns import Column, SheetKind
from sangsaeng.kernel.sheets.limits import Limits
from sangsaeng.kernel.sheets.mapping import ColumnMapping, find_header, propose_mapping
from sangsaeng.kernel.sheets.reading import Sheet, read_sheet
from sangsaeng.kernel.sheets.refused import SheetRefused
from sangsaeng.kernel.sheets.rows import Row, RowFault, parse_rows
from sangsaeng.organizations.names import name_key

USUAL_SLOTS = 12
LIMITS = Limits(rows=100_000)
# Without a site a sheet may state the weight itself.
WEIGHT = Column(
    "weight",
    "가중치",
    "Weight",
    kind="number",
    minimum=0,
    aliases=("점수", "우선순위 점수"),
    help_ko="적으면 희망 대신 이 값을 씁니다.",
    help_en="Used instead of the wishes when given.",
)
SHEET = replace(REQUESTS, columns=(*REQUESTS.columns, WEIGHT))


@dataclass(frozen=True)
class Defaults:
    """What the command line says for all, where the sheets say nothing."""

    slots: int | None = None
    tables: int | None = None
    supplier_limit: int | None = None
    buyer_limit: int | None = None
    hours: str | None = None
    minutes: int = 30


@dataclass(frozen=True)
class SheetFair:
    """A fair as read from its sheets: the problem, and how its slots are called."""

    problem: engine.Problem
    slots: tuple[str, ...]


def read_fair(path: Path, defaults: Defaults) -> SheetFair:
    """Read a fair from a workbook or a text file, or refuse with every fault by row and column."""
    requests, participants = _read(path)
    builder = _Builder(path, defaults, _spans(path, defaults))
    if participants:
        builder.take_participants(participants)
    builder.take_requests(requests)
    return builder.fair()


@dataclass(frozen=True)
class SheetRows:
    """The rows of one sheet, and which of its columns is which."""

    mapping: ColumnMapping
    rows: tuple[Row, ...]


class _Builder:
    """Gathers rows into a problem, and faults by row."""

    def __init__(self, path: Path, defaults: Defaults, spans: tuple[Span, ...]) -> None:
        self.path, self.defaults, self.spans = path, defaults, spans
        self.count = defaults.slots or len(spans) or USUAL_SLOTS
        self.names: dict[str, str] = {}
        self.buyers: dict[str, engine.Buyer] = {}
        self.suppliers: dict[str, engine.Supplier] = {}
        self.requests: list[tuple[int, engine.Request]] = []
        self.faults: list[str] = []

    def take_participants(self, sheet: SheetRows) -> None:
        """Enter the participants with their tables, limits and absences."""
        self.mapping = sheet.mapping
        for row in sheet.rows:
            name = self._name(str(row.values["name"]))
            available = self._available(row)
            limit = _whole(row.values.get("limit"))
            if row.values["side"] == "buyer":
                tables = _whole(row.values.get("tables"))
                self.buyers[name] = self._buyer(name, tables, available, limit)
            else:
                self.suppliers[name] = self._supplier(
                    name, available, limit, first_timer=bool(row.values.get("is_first_timer"))
                )

    def take_requests(self, sheet: SheetRows) -> None:
        """Enter the requests; without a list of participants, whoever is named takes part."""
        self.mapping = sheet.mapping
        is_listed = bool(self.buyers or self.suppliers)
        for row in sheet.rows:
            buyer = self._name(str(row.values["buyer"]))
            supplier = self._name(str(row.values["supplier"]))
            if not is_listed:
                self.buyers.setdefault(buyer, self._buyer(buyer, None, None, None))
                self.suppliers.setdefault(
                    supplier, self._supplier(supplier, None, None, first_timer=False)
                )
            elif self._faulty(row, buyer, supplier):
                continue
            request = engine.Request(buyer, supplier, _weight(row), self._pin(row))
            self.requests.append((row.number, request))

    def fair(self) -> SheetFair:
        """Return the fair, or refuse with every fault."""
        if self.faults:
            refuse(self.faults)
        problem = engine.Problem(
            self.count,
            tuple(self.buyers.values()),
            tuple(self.suppliers.values()),
            tuple(request for _row, request in self.requests),
            days=_days(self.spans) or (0,),
        )
        faults = find_faults(problem)
        if faults:
            refuse(self._worded(fault) for fault in faults)
        labels = tuple(f"{start:%H:%M}–{end:%H:%M}" for start, end in self.spans)
        return SheetFair(problem, labels or tuple(f"{slot + 1}" for slot in range(self.count)))

    def _name(self, name: str) -> str:
        return self.names.setdefault(name_key(name) or name, name)

    def _faulty(self, row: Row, buyer: str, supplier: str) -> bool:
        """Note who is named but not listed on that side; tell whether anybody is."""
        unlisted = [
            (side, name)
            for side, name, listed in (
                ("buyer", buyer, buyer in self.buyers),
                ("supplier", supplier, supplier in self.suppliers),
            )
            if not listed
        ]
        for side, name in unlisted:
            self._fault(row, "party.not_taking_part", side, value=name)
        return bool(unlisted)

    def _buyer(
        self, name: str, tables: int | None, available: frozenset[int] | None, limit: int | None
    ) -> engine.Buyer:
        own = limit if limit is not None else self.defaults.buyer_limit
        return engine.Buyer(name, tables or self.defaults.tables or 1, available, own)

    def _supplier(
        self, name: str, available: frozenset[int] | None, limit: int | None, *, first_timer: bool
    ) -> engine.Supplier:
        own = limit if limit is not None else self.defaults.supplier_limit
        return engine.Supplier(name, available, own, first_timer)

    def _available(self, row: Row) -> frozenset[int] | None:
        written = row.values.get("away") or ()
        gone: set[int] = set()
        for text in written if isinstance(written, tuple) else ():
            try:
                gone.update(slots_meant(text, self._numbered_spans()))
            except SlotUnclear as unclear:
                self._fault(row, unclear.code, "away", value=text)
        return frozenset(range(self.count)) - gone if gone else None

    def _pin(self, row: Row) -> int | None:
        text = str(row.values.get("pin") or "")
        if not text:
            return None
        try:
            return slot_meant(text, self._numbered_spans())
        except SlotUnclear as unclear:
            self._fault(row, unclear.code, "pin", value=text)
            return None

    def _numbered_spans(self) -> tuple[Span, ...]:
        """Return the slots as spans; without hours, as many nameless ones, told by number only."""
        nameless = datetime(2000, 1, 1)  # noqa: DTZ001 - never shown, only counted
        return self.spans or ((nameless, nameless),) * self.count

    def _fault(self, row: Row, code: str, key: str, **params: object) -> None:
        fault = fault_at(self.mapping, row.number, key, code, **params)
        self.faults.append(_line(self.path, fault))

    def _worded(self, fault: engine.Fault) -> str:
        place = fault.place
        if place.startswith("requests["):
            row, _request = self.requests[int(place.removeprefix("requests[").split("]")[0])]
            place = f"{row}행"
        return f"{self.path}: {place}: {korean(fault.code, fault.params)} / {fault.text}"


def _read(path: Path) -> tuple[SheetRows, SheetRows | None]:
    """Return the requests, and the participants if the workbook has such a sheet."""
    data = read_bytes(path)
    first = _sheet(path, data, None)
    wanted = _titled(first, REQUESTS)
    requests = first if wanted in {None, first.name} else _sheet(path, data, wanted)
    listed = _titled(first, PARTICIPANTS)
    participants = _rows(path, PARTICIPANTS, _sheet(path, data, listed)) if listed else None
    return _rows(path, SHEET, requests), participants


def _titled(sheet: Sheet, kind: SheetKind) -> str | None:
    return next((name for name in sheet.available if name in {kind.title_ko, kind.title_en}), None)


def _sheet(path: Path, data: bytes, name: str | None) -> Sheet:
    try:
        return read_sheet(data, path.name, LIMITS, sheet=name)
    except SheetRefused as refused:
        refuse([_line(path, refused)])


def _rows(path: Path, kind: SheetKind, sheet: Sheet) -> SheetRows:
    """Return every row, or refuse with all faults of the sheet."""
    try:
        found = find_header(kind, sheet)
        mapping = propose_mapping(kind, found.header)
        parsed = parse_rows(mapping, found)
    except SheetRefused as refused:
        refuse([_line(path, refused)])
    if parsed.faults:
        refuse(_line(path, fault) for fault in parsed.faults)
    return SheetRows(mapping, parsed.rows)


def _line(path: Path, said: RowFault | PlaceFault | SheetRefused) -> str:
    return f"{path}: {said.text('ko')} / {said.text('en')}"


def _weight(row: Row) -> float:
    stated = row.values.get("weight")
    if isinstance(stated, int | float):
        return float(stated)
    wishes = (str(row.values.get(key) or "unstated") for key in ("buyer_wish", "supplier_wish"))
    return USUAL.weight(*wishes) / SCALE


def _whole(value: object) -> int | None:
    return value if isinstance(value, int) else None


def _spans(path: Path, defaults: Defaults) -> tuple[Span, ...]:
    """Return the slots of the hours given, such as «10:00-12:00,13:00-17:00»; none when not given."""
    if not defaults.hours:
        return ()
    spans: list[Span] = []
    length = timedelta(minutes=defaults.minutes)
    try:
        for stretch in defaults.hours.split(","):
            begins, ends = (_moment(text) for text in stretch.split("-"))
            while begins + length <= ends:
                spans.append((begins, begins + length))
                begins += length
    except ValueError:
        spans = []
    if not spans:
        refuse(
            [f"{path}: --hours는 10:00-12:00,13:00-17:00처럼 적습니다 / write --hours like that"]
        )
    return tuple(spans)


def _moment(text: str) -> datetime:
    return datetime.combine(datetime(2000, 1, 1).date(), time.fromisoformat(text.strip()))  # noqa: DTZ001 - hours of an unnamed day


def _days(spans: tuple[Span, ...]) -> tuple[int, ...]:
    return tuple(
        index
        for index, (start, _end) in enumerate(spans)
        if index == 0 or start.date() != spans[index - 1][0].date()
    )
