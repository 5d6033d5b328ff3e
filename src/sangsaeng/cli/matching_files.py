"""Needs and offers in files: JSON lines or a spreadsheet in, either of them out."""

import io
import json
import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, time
from pathlib import Path
from typing import Any, Final, NamedTuple

from sangsaeng.cli.reporting import read_bytes, refuse
from sangsaeng.engine.matching import Entry, Match
from sangsaeng.kernel.sheets.columns import Column, SheetKind
from sangsaeng.kernel.sheets.limits import Limits
from sangsaeng.kernel.sheets.mapping import ColumnMapping, find_header, propose_mapping
from sangsaeng.kernel.sheets.reading import Cell, Line, read_sheet
from sangsaeng.kernel.sheets.refused import SheetRefused
from sangsaeng.kernel.sheets.rows import Row, parse_rows
from sangsaeng.kernel.sheets.tables import Heading, Table
from sangsaeng.kernel.sheets.writing import write_csv, write_xlsx

LINES: Final = (".jsonl", ".ndjson", ".json")
TABLES: Final = (".xlsx", ".csv")
MOST_ROWS: Final = 1_048_575
_MIB: Final = 1 << 20
LIMITS: Final = Limits(
    file_bytes=100 * _MIB,
    rows=200_000,
    characters=200_000_000,
    unpacked_bytes=1024 * _MIB,
    cpu_seconds=60,
    wall_seconds=120,
    memory_bytes=4096 * _MIB,
)
SHEET: Final = SheetKind(
    "entries",
    "수요와 제안",
    "Needs and offers",
    (
        Column("id", "번호", "ID", required=True, aliases=("식별자", "코드"), max_length=200),
        Column(
            "title",
            "제목",
            "Title",
            aliases=("이름", "명칭", "과제명", "수요명", "제안명", "기술명", "제품명"),
            max_length=32_767,
        ),
        Column(
            "text",
            "내용",
            "Text",
            required=True,
            aliases=("글", "본문", "설명", "요약", "초록", "수요 내용", "제안 내용"),
            max_length=32_767,
        ),
    ),
    key=("id",),
)
HEADINGS: Final = (
    Heading("수요"),
    Heading("순위", "integer"),
    Heading("제안"),
    Heading("점수", "number"),
    Heading("이유", "list"),
)


class Fault(NamedTuple):
    """What is wrong with a line of a file, in both languages, and which of its fields."""

    row: int
    field: str
    korean: str
    english: str

    def __str__(self) -> str:
        where, at = f"{self.row:,}행", f"row {self.row:,}"
        if self.field:
            where, at = f"{where} ‘{self.field}’", f"{at}, “{self.field}”"
        return f"{where}: {self.korean} / {at}: {self.english}"


@dataclass(frozen=True)
class Given:
    """The needs or the offers of a file, checked; they are read when they are used."""

    content: bytes
    rows: tuple[Entry, ...] | None = None

    def __iter__(self) -> Iterator[Entry]:
        if self.rows is not None:
            yield from self.rows
            return
        for _number, line in _lines(self.content):
            form = json.loads(line)
            yield Entry(form["id"], form["text"], form.get("fields") or {})


def read_entries(path: Path) -> tuple[Given | None, list[str]]:
    """Read needs or offers; return them, or every fault by file, row and field."""
    content = read_bytes(path)
    if path.suffix.lower() not in LINES:
        return _read_sheet(path, content)
    faults = [f"{path}: {fault}" for fault in _faults(content)]
    return (None if faults else Given(content)), faults


def check_out(path: Path | None) -> None:
    """Refuse an output that is neither lines nor a table, before anything is computed."""
    if path and path.suffix.lower() not in (*LINES, *TABLES):
        known = ", ".join((*LINES, *TABLES))
        refuse(
            [f"{path}: 파일 이름은 {known} 중 하나로 끝나야 합니다 / must end in one of {known}"]
        )


def as_line(need: str, offers: Sequence[Match]) -> str:
    """Return the answer of one need as a JSON line."""
    found = [
        {"id": one.id, "score": round(one.score, 4), "reasons": list(one.reasons)} for one in offers
    ]
    return json.dumps({"need": need, "offers": found}, ensure_ascii=False) + "\n"


def as_table(answers: Sequence[tuple[str, Sequence[Match]]], suffix: str) -> bytes:
    """Return all answers as a spreadsheet, a row for each offer found."""
    rows = [
        (need, rank, one.id, round(one.score, 4), one.reasons)
        for need, offers in answers
        for rank, one in enumerate(offers, 1)
    ]
    table = Table("매칭", HEADINGS, rows)
    return write_csv(table) if suffix.lower() == ".csv" else write_xlsx([table])


def _lines(content: bytes) -> Iterator[tuple[int, str]]:
    """Yield the lines that hold anything, numbered from 1."""
    for number, line in enumerate(io.BytesIO(content.removeprefix(b"\xef\xbb\xbf")), 1):
        if line.strip():
            yield number, line.decode()


def _faults(content: bytes) -> Iterator[Fault]:
    """Yield everything that is wrong with the lines of a file."""
    first_with: dict[str, int] = {}
    number = 0
    try:
        for number, line in _lines(content):
            try:
                form = json.loads(line)
            except (json.JSONDecodeError, RecursionError) as fault:
                why = fault.msg if isinstance(fault, json.JSONDecodeError) else "nested too deeply"
                yield Fault(number, "", "JSON으로 읽을 수 없습니다", f"is not JSON ({why})")
                continue
            yield from _faults_of(number, form, first_with)
    except UnicodeDecodeError:
        yield Fault(number + 1, "", "UTF-8 글자가 아닙니다", "is not UTF-8 text")
        return
    if not number:
        yield Fault(1, "", "내용이 없는 파일입니다", "the file holds nothing")


def _faults_of(number: int, form: Any, first_with: dict[str, int]) -> Iterator[Fault]:
    """Yield everything that is wrong with one line."""
    if not isinstance(form, dict):
        yield Fault(number, "", "{…} 꼴이어야 합니다", "must be an object")
        return
    for name in ("id", "text"):
        value = form.get(name)
        if not isinstance(value, str) or not value.strip():
            yield Fault(number, name, "비어 있지 않은 글이어야 합니다", "must be text, not empty")
        elif not _is_whole(value):
            yield Fault(number, name, "깨진 글자가 있습니다", "holds broken characters")
        elif name == "id":
            first = first_with.setdefault(value, number)
            if first != number:
                korean = f"{first:,}행과 같은 번호입니다"
                yield Fault(number, name, korean, f"repeats row {first:,}")
    fields = form.get("fields")
    if fields is not None and not isinstance(fields, dict):
        yield Fault(number, "fields", "{…} 꼴이어야 합니다", "must be an object")
        return
    for name, value in (fields or {}).items():
        if not _is_field(value):
            yield Fault(
                number,
                f"fields.{name}",
                "글, 수, 또는 글의 목록이어야 합니다",
                "must be text, a number, or a list of texts",
            )


def _is_whole(text: str) -> bool:
    """Tell whether a text can be written at all; half a character cannot."""
    return not any("\ud800" <= sign <= "\udfff" for sign in text)


def _is_field(value: Any) -> bool:
    """Tell whether a value can be a field."""
    if isinstance(value, list):
        return all(isinstance(member, str) and _is_whole(member) for member in value)
    if isinstance(value, str):
        return _is_whole(value)
    return isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value)


def _read_sheet(path: Path, content: bytes) -> tuple[Given | None, list[str]]:
    """Read a spreadsheet; columns that are not ours become fields."""
    try:
        sheet = find_header(SHEET, read_sheet(content, path.name, LIMITS))
        mapping = propose_mapping(SHEET, sheet.header)
        parsed = parse_rows(mapping, sheet)
    except SheetRefused as refused:
        return None, [f"{path}: {refused.text('ko')} / {refused.text('en')}"]
    if parsed.faults:
        return None, [f"{path}: {one.text('ko')} / {one.text('en')}" for one in parsed.faults]
    lines = {line.number: line for line in sheet.rows}
    return Given(b"", tuple(_entry(row, lines[row.number], mapping) for row in parsed.rows)), []


def _entry(row: Row, line: Line, mapping: ColumnMapping) -> Entry:
    """Return a row as a need or an offer."""
    title = row.values.get("title")
    text = str(row.values["text"])
    used = {match.index for match in mapping.matches}
    cells = {
        heading: _field(line.cell(index))
        for index, heading in enumerate(mapping.header)
        if heading and index not in used
    }
    fields = {name: value for name, value in cells.items() if value is not None}
    return Entry(str(row.values["id"]), f"{title}\n{text}" if title else text, fields)


def _field(cell: Cell) -> str | float | None:
    """Return what a cell says as a field: numbers and days as numbers, all else as text."""
    if isinstance(cell, bool | time):
        return str(cell)
    if isinstance(cell, date):
        return float(cell.toordinal())
    if isinstance(cell, int | float):
        return float(cell)
    return cell if isinstance(cell, str) else None
