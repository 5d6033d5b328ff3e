"""What a file really is, judged by its bytes, and whether its archive may be unpacked."""

import io
import zipfile
import zlib
from typing import Final, Literal

from sangsaeng.kernel.sheets.limits import Limits
from sangsaeng.kernel.sheets.refused import SheetRefused

Container = Literal["xlsx", "xls", "ods", "text"]

_OLE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ZIP: Final = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")
_ARCHIVES: Final = (*_ZIP, b"\x1f\x8b", b"7z\xbc\xaf", b"Rar!", _OLE[:4])
_ENCRYPTED_ENTRY: Final = 0x1
_BROKEN: Final = (
    zipfile.BadZipFile,
    zlib.error,
    ValueError,
    NotImplementedError,
    OSError,
    EOFError,
)


def container_of(data: bytes, limits: Limits) -> Container:
    """Return what the bytes are, or refuse them."""
    if not data.strip(b"\0 \t\r\n"):
        raise SheetRefused("sheet.empty")
    if len(data) > limits.file_bytes:
        raise SheetRefused("sheet.too_large", size=len(data), limit=limits.file_bytes)
    if data.startswith(_ZIP):
        return _inside_archive(data, limits)
    if data.startswith(_OLE):
        return _inside_ole(data)
    return "text"


def _inside_archive(data: bytes, limits: Limits) -> Container:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            _check_archive(archive, len(data), limits)
            names = {entry.filename.lower() for entry in archive.infolist()}
    except _BROKEN as fault:
        raise SheetRefused("sheet.damaged") from fault
    if "xl/workbook.xml" in names:
        return "xlsx"
    if "content.xml" in names and b"opendocument.spreadsheet" in data[:200]:
        return "ods"
    raise SheetRefused("sheet.not_a_sheet")


def _check_archive(archive: zipfile.ZipFile, packed: int, limits: Limits) -> None:
    entries = archive.infolist()
    if len(entries) > limits.parts:
        raise SheetRefused("sheet.too_many_parts", parts=len(entries), limit=limits.parts)
    if any(entry.flag_bits & _ENCRYPTED_ENTRY for entry in entries):
        raise SheetRefused("sheet.encrypted")
    unpacked = sum(entry.file_size for entry in entries)
    if unpacked > min(limits.unpacked_bytes, limits.ratio * packed):
        raise SheetRefused("sheet.compressed_too_far")
    for entry in entries:
        _check_entry(archive, entry)


def _check_entry(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> None:
    """Refuse an archive inside the archive."""
    with archive.open(entry) as part:
        if part.read(8).startswith(_ARCHIVES):
            raise SheetRefused("sheet.nested_archive", part=entry.filename[:80])


def _inside_ole(data: bytes) -> Container:
    """Tell an old workbook from an encrypted one and from other documents of that age."""
    if "EncryptedPackage".encode("utf-16-le") in data:
        raise SheetRefused("sheet.encrypted")
    if any(name.encode("utf-16-le") in data for name in ("Workbook", "Book")):
        return "xls"
    raise SheetRefused("sheet.not_a_sheet")
