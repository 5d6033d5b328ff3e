"""A file is taken for what it holds, never for what it is called."""

import tracemalloc
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.factories import make_person

from sangsaeng.kernel.files import (
    SPREADSHEETS,
    FileEmpty,
    FileKindRefused,
    FileRule,
    FileTooLarge,
    kind_of,
    open_stored,
    shown_name,
    store,
)


def zipped(*names):
    """A zip archive with these entries."""
    buffer = BytesIO()
    with ZipFile(buffer, "w") as archive:
        for name in names:
            archive.writestr(name, "x")
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (b"%PDF-1.7 ...", "pdf"),
        (b"\x89PNG\r\n\x1a\n...", "png"),
        (zipped("xl/workbook.xml"), "xlsx"),
        (zipped("word/document.xml"), "docx"),
        (zipped("anything.txt"), None),
        ("수요기업,공급기업".encode(), "csv"),
        ("수요기업,공급기업".encode("cp949"), "csv"),
        (b"<html><script>alert(1)</script>", None),
        (b"PK\x03\x04 broken", None),
        (b"\x00\x01\x02", None),
    ],
)
def test_kind_is_told_by_content(content, kind):
    assert kind_of(content) == kind


@pytest.mark.django_db
def test_stored_file_reads_back_under_a_random_key(at):
    file = store("../신청서.csv", "가,나".encode(), SPREADSHEETS, actor=make_person(), at=at)

    with open_stored(file) as stored:
        assert stored.read() == "가,나".encode()
    assert file.name == "신청서.csv"
    assert "신청서" not in file.key


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("content", "refusal"),
    [
        (b"", FileEmpty),
        (b"%PDF-1.7", FileKindRefused),
        (b"<svg onload=alert(1)>", FileKindRefused),
        (b"a" * 31, FileTooLarge),
    ],
)
def test_file_that_does_not_fit_is_refused(content, refusal, at):
    rule = FileRule(SPREADSHEETS.kinds, limit=30)

    with pytest.raises(refusal):
        store("requests.xlsx", content, rule, actor=make_person(), at=at)


@given(st.text())
def test_shown_name_never_leaves_its_folder_or_breaks_a_header(name):
    shown = shown_name(name)

    assert shown
    assert len(shown) <= 200
    assert not set(shown) & set("/\\\r\n\x00\u202e")


def test_shown_name_is_composed_hangul():
    assert shown_name("\u1112\u1161\u11ab.xlsx") == "한.xlsx"


def test_kind_is_told_without_unpacking_a_packed_entry():
    """Ten megabytes of nothing that would be a thousand unpacked are looked at, not unpacked."""
    packed = BytesIO()
    with ZipFile(packed, "w", ZIP_DEFLATED) as archive, archive.open("mimetype", "w") as entry:
        for _ in range(64):
            entry.write(bytes(1024 * 1024))

    tracemalloc.start()
    kind = kind_of(packed.getvalue())
    _now, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()

    assert kind is None
    assert peak < 4 * 1024 * 1024
