"""Lists as files: the same rows as the page, as Excel, CSV or JSON."""

from collections.abc import Sequence
from datetime import date
from typing import Any
from urllib.parse import quote

from django.http import HttpResponse, JsonResponse
from django.utils.translation import get_language

from sangsaeng.kernel.sheets.columns import SheetKind
from sangsaeng.kernel.sheets.tables import Heading, Table, table_of
from sangsaeng.kernel.sheets.writing import write_csv, write_xlsx

FORMATS = ("xlsx", "csv", "json")
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

Record = dict[str, object]


def export_kind(kind: SheetKind, records: Sequence[Record], form: str, name: str) -> HttpResponse:
    """Answer with records of a kind of sheet, so that the file can be taken back."""
    if form == "json":
        return export_json(name, records)
    return _file(table_of(kind, records, get_language() or "ko"), form, name)


def export_table(
    headings: Sequence[tuple[str, str]], records: Sequence[Record], form: str, name: str
) -> HttpResponse:
    """Answer with records under headings, each a key and its title."""
    if form == "json":
        return export_json(name, records)
    rows = [[record[key] for key, _title in headings] for record in records]
    titles = tuple(Heading(title) for _key, title in headings)
    return _file(Table(name, titles, rows, get_language() or "ko"), form, name)


def export_json(name: str, records: Sequence[Record]) -> HttpResponse:
    """Answer with records as JSON, their number first."""
    plain = [{key: _plain(value) for key, value in record.items()} for record in records]
    return JsonResponse(
        {"count": len(plain), name: plain}, json_dumps_params={"ensure_ascii": False}
    )


def attachment(content: bytes, content_type: str, filename: str) -> HttpResponse:
    """Answer with a file to be saved under a name that may be Korean."""
    response = HttpResponse(content, content_type=content_type)
    response["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(filename)}"
    response["X-Content-Type-Options"] = "nosniff"
    return response


def _file(table: Table, form: str, name: str) -> HttpResponse:
    if form == "csv":
        return attachment(write_csv(table), "text/csv; charset=utf-8", f"{name}.csv")
    return attachment(write_xlsx([table]), XLSX, f"{name}.xlsx")


def _plain(value: object) -> Any:
    return value.isoformat() if isinstance(value, date) else value
