"""Spreadsheets on their way in: handed in, columns chosen, looked at, entered whole or not at all."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from sangsaeng.kernel.actions import action, record
from sangsaeng.kernel.files import SPREADSHEETS, open_stored, store
from sangsaeng.kernel.models import Person, SheetImport
from sangsaeng.kernel.permissions import Viewer
from sangsaeng.kernel.refusals import NotFound, Refusal
from sangsaeng.kernel.sheets.columns import SheetKind
from sangsaeng.kernel.sheets.limits import limits_of
from sangsaeng.kernel.sheets.mapping import ColumnMapping, find_header, propose_mapping
from sangsaeng.kernel.sheets.reading import Sheet, read_sheet
from sangsaeng.kernel.sheets.refused import SheetRefused
from sangsaeng.kernel.sheets.rows import Parsed, parse_rows


class SheetNotTaken(Refusal):
    """The file is no spreadsheet that can be read, for the reason given."""

    code = "sheet.not_taken"
    status = 422
    text = _("%(reason)s")


class AlreadyEntered(Refusal):
    """The spreadsheet was entered before."""

    code = "sheet.already_entered"
    text = _("이미 반영한 파일입니다. 다시 반영하려면 파일을 새로 올려 주십시오.")


@dataclass(frozen=True)
class Opened:
    """A handed-in spreadsheet as it is read now."""

    sheet: Sheet
    mapping: ColumnMapping

    @property
    def columns(self) -> frozenset[str]:
        """Keys of our columns that the file has."""
        return frozenset(match.column.key for match in self.mapping.matches)


@action
def hand_in(
    name: str,
    content: bytes,
    kind: SheetKind,
    subject: tuple[str, str],
    *,
    actor: Person,
    at: datetime,
) -> SheetImport:
    """Keep a spreadsheet that is about the subject, once it could be read."""
    file = store(name, content, SPREADSHEETS, actor=actor, at=at)
    _read(content, file.name, kind)
    subject_type, subject_id = subject
    handed_in = SheetImport.objects.create(
        kind=kind.name,
        subject_type=subject_type,
        subject_id=subject_id,
        file=file,
        handed_in_by=actor,
        handed_in_at=at,
    )
    record(handed_in, file=file.name, sha256=file.sha256)
    return handed_in


@action
def choose_columns(
    handed_in: SheetImport,
    columns: Mapping[str, int | None],
    *,
    actor: Person,  # noqa: ARG001 - the record takes it
    at: datetime,  # noqa: ARG001 - the record takes it
) -> None:
    """Keep which column of the file is which of ours."""
    handed_in.mapping = {"columns": dict(columns)}
    handed_in.save(update_fields=["mapping"])
    record(handed_in, columns=dict(columns))


@action
def enter_sheet(
    handed_in: SheetImport,
    enter: Callable[[], dict[str, Any]],
    *,
    actor: Person,  # noqa: ARG001 - the record takes it
    at: datetime,
) -> dict[str, Any]:
    """Enter the spreadsheet once, all of it or nothing; return what was done."""
    taken = SheetImport.objects.filter(pk=handed_in.pk, entered_at__isnull=True).update(
        entered_at=at
    )
    if not taken:
        raise AlreadyEntered
    report = enter()
    SheetImport.objects.filter(pk=handed_in.pk).update(report=report)
    record(handed_in, **report)
    return report


def get_import_for(
    viewer: Viewer, code: str, kind: SheetKind, subject: tuple[str, str]
) -> SheetImport:
    """Return a spreadsheet the viewer handed in themselves, about this very subject."""
    subject_type, subject_id = subject
    found = (
        SheetImport.objects.select_related("file")
        .filter(code=code, kind=kind.name, subject_type=subject_type, subject_id=subject_id)
        .first()
    )
    if found is None or not isinstance(viewer, Person) or found.handed_in_by_id != viewer.pk:
        raise NotFound
    return found


def open_import(handed_in: SheetImport, kind: SheetKind) -> Opened:
    """Read the file again and map its columns as chosen, or as proposed."""
    with open_stored(handed_in.file) as stored:
        sheet = find_header(kind, _read(stored.read(), handed_in.file.name, kind))
    mapping = propose_mapping(kind, sheet.header)
    chosen = handed_in.mapping.get("columns")
    return Opened(sheet, mapping.overridden(chosen) if chosen else mapping)


def parse_import(opened: Opened) -> Parsed:
    """Read every row, or refuse the sheet as a whole."""
    try:
        return parse_rows(opened.mapping, opened.sheet)
    except SheetRefused as refused:
        raise SheetNotTaken(reason=refused.text(get_language() or "ko")) from refused


def _read(content: bytes, name: str, kind: SheetKind) -> Sheet:
    try:
        return read_sheet(content, name, limits_of(kind.most_rows))
    except SheetRefused as refused:
        raise SheetNotTaken(reason=refused.text(get_language() or "ko")) from refused
