"""Stored files: checked by content and size, kept under a random key outside the web's reach."""

import secrets
import unicodedata
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from typing import BinaryIO
from zipfile import BadZipFile, ZipFile

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from sangsaeng.kernel.models import Person, StoredFile
from sangsaeng.kernel.refusals import Refusal

MEGABYTE = 1024 * 1024


class FileRefused(Refusal):
    """The file is not one we take."""

    code = "file.refused"
    status = 422


class FileTooLarge(FileRefused):
    """The file exceeds the limit."""

    code = "file.too_large"
    text = _("파일이 너무 큽니다(%(size)s MB). %(limit)s MB 이하의 파일을 올려 주십시오.")


class FileEmpty(FileRefused):
    """The file has no content."""

    code = "file.empty"
    text = _("파일이 비어 있습니다. 내용이 있는 파일을 올려 주십시오.")


class FileKindRefused(FileRefused):
    """The content is not of a kind that is accepted here."""

    code = "file.kind"
    text = _("받을 수 없는 형식의 파일입니다. 다음 형식으로 올려 주십시오: %(kinds)s")


@dataclass(frozen=True)
class FileRule:
    """Which kinds of file are taken at one place, and how large."""

    kinds: frozenset[str]
    limit: int = 20 * MEGABYTE


SPREADSHEETS = FileRule(frozenset({"xlsx", "csv"}))
DOCUMENTS = FileRule(frozenset({"pdf", "png", "jpg", "xlsx", "hwpx", "pptx", "docx"}))

_ZIPPED = {"xl/workbook.xml": "xlsx", "word/document.xml": "docx", "ppt/presentation.xml": "pptx"}


def kind_of(content: bytes) -> str | None:
    """Tell the kind of a file by its content, never by its name."""
    for start, kind in ((b"%PDF-", "pdf"), (b"\x89PNG\r\n", "png"), (b"\xff\xd8\xff", "jpg")):
        if content.startswith(start):
            return kind
    if content.startswith(b"PK\x03\x04"):
        return _zipped_kind(content)
    return "csv" if _reads_as_text(content) else None


def _zipped_kind(content: bytes) -> str | None:
    try:
        with ZipFile(BytesIO(content)) as archive:
            names = set(archive.namelist())
            # A few bytes, read as a stream: the entry may be packed a thousandfold.
            if "mimetype" in names:
                with archive.open("mimetype") as entry:
                    if entry.read(40).startswith(b"application/hwp"):
                        return "hwpx"
    except (BadZipFile, OSError, NotImplementedError, RuntimeError):
        return None
    return next((kind for entry, kind in _ZIPPED.items() if entry in names), None)


def _reads_as_text(content: bytes) -> bool:
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return True
    if b"\x00" in content or content.lstrip()[:1] == b"<":
        return False
    for encoding in ("utf-8-sig", "cp949"):
        try:
            content.decode(encoding)
        except UnicodeDecodeError:
            continue
        return True
    return False


def store(name: str, content: bytes, rule: FileRule, *, actor: Person, at: datetime) -> StoredFile:
    """Keep the file, or refuse it with the reason."""
    if not content:
        raise FileEmpty
    if len(content) > rule.limit:
        raise FileTooLarge(size=-(-len(content) // MEGABYTE), limit=rule.limit // MEGABYTE)
    kind = kind_of(content)
    if kind not in rule.kinds:
        raise FileKindRefused(kinds=", ".join(sorted(rule.kinds)))
    key = secrets.token_hex(20)
    path = _path(key)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    return StoredFile.objects.create(
        key=key,
        name=shown_name(name),
        kind=kind,
        size=len(content),
        sha256=sha256(content).hexdigest(),
        stored_by=actor,
        stored_at=at,
    )


def open_stored(file: StoredFile) -> BinaryIO:
    """Open the bytes of a stored file."""
    return _path(file.key).open("rb")


def shown_name(name: str) -> str:
    """Make a name safe to show and to send in a header."""
    base = unicodedata.normalize("NFC", name.replace("\\", "/").rsplit("/", 1)[-1])
    visible = "".join(sign for sign in base if unicodedata.category(sign)[0] != "C").strip(" .")
    return visible[-200:] or "file"


def _path(key: str) -> Path:
    return Path(settings.FILES_ROOT) / key[:2] / key
