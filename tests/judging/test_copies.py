"""Copies for judges: they show the same, and hold nothing of who made the original."""

from io import BytesIO
from zipfile import ZipFile

import pytest
from openpyxl import load_workbook
from pypdf import PdfReader
from pypdf.generic import DictionaryObject, EncodedStreamObject, NameObject, NumberObject
from tests.factories import MOMENT
from tests.judging.files import docx, hwpx, packed, pptx, unpacked, xlsx
from tests.programs.factories import call_world
from tests.web.documents.materials import (
    CANARY,
    added,
    changed,
    drawing,
    jpg,
    laden,
    layered,
    locked,
    png,
)

from sangsaeng.judging.actions.copying import make_copies
from sangsaeng.judging.copies.making import NoCleanCopy, clean_copy
from sangsaeng.judging.copies.pixels import NoPicture, bare
from sangsaeng.judging.models import JudgeCopy
from sangsaeng.judging.preparing import COPYING, ask_for_copies, copy_files
from sangsaeng.kernel.files import DOCUMENTS, open_stored, store
from sangsaeng.kernel.jobs import latest
from sangsaeng.programs.events import EntrySubmitted
from sangsaeng.programs.models import EntryFile


def photographed(content):
    """The PDF with a photograph whose camera wrote beside the pixels."""

    def place(writer):
        picture = EncodedStreamObject()
        picture._data = jpg(text=CANARY.encode())  # noqa: SLF001 - pypdf has no public way
        for name, value in (("Type", "XObject"), ("Subtype", "Image"), ("Filter", "DCTDecode")):
            picture[NameObject(f"/{name}")] = NameObject(f"/{value}")
        picture[NameObject("/ColorSpace")] = NameObject("/DeviceGray")
        for name, value in (("Width", 16), ("Height", 8), ("BitsPerComponent", 8)):
            picture[NameObject(f"/{name}")] = NumberObject(value)
        named = DictionaryObject({NameObject("/Photo"): added(writer, picture)})
        writer.pages[0]["/Resources"][NameObject("/XObject")] = named

    return changed(content, place)


def everything(content):
    """All bytes of a copy; of a PDF also what its streams hold."""
    said = [unpacked(content)]
    if content.startswith(b"%PDF"):
        reader = PdfReader(BytesIO(content))
        for number in range(1, len(reader.xref_objStm) + sum(map(len, reader.xref.values())) + 1):
            whole = reader.get_object(number)
            said.append(repr(whole).encode())
            if hasattr(whole, "_data"):
                said.append(bytes(whole._data))  # noqa: SLF001 - as it lies there
            if hasattr(whole, "get_data") and whole.get("/Filter") != "/DCTDecode":
                said.append(whole.get_data())
    return b"\n".join(said)


CORPUS = {
    "pdf with everything that does not draw": ("pdf", laden(drawing("성과"))),
    "pdf with a photograph": ("pdf", photographed(drawing("성과"))),
    "pdf of several pages": ("pdf", laden(drawing("하나", "둘", "셋"))),
    "png with a text": ("png", png(text=CANARY.encode())),
    "png with something after its end": ("png", png() + CANARY.encode()),
    "jpg with notes of a camera": ("jpg", jpg(text=CANARY.encode())),
    "jpg with a turn and notes": ("jpg", jpg(turn=6, text=CANARY.encode())),
    "jpg with something after its end": ("jpg", jpg() + CANARY.encode()),
    "docx": ("docx", docx()),
    "docx of another program": ("docx", docx(**{"word/commentsIds.xml": f"<it>{CANARY}</it>"})),
    "docx with parts in capitals": ("docx", docx(**{"docProps/CORE.XML": CANARY})),
    "docx in another encoding": (
        "docx",
        docx(
            **{
                "word/footer1.xml": f'<?xml version="1.0" encoding="UTF-16"?><w:ins w:author="{CANARY}"/>'.encode(
                    "utf-16"
                )
            }
        ),
    ),
    "docx signed": ("docx", docx(**{"_xmlsignatures/sig1.xml": f"<it>{CANARY}</it>"})),
    "pptx": ("pptx", pptx()),
    "pptx with threaded comments": (
        "pptx",
        pptx(**{"ppt/comments/modernComment_1.xml": f"<it>{CANARY}</it>"}),
    ),
    "hwpx": ("hwpx", hwpx()),
    "xlsx": ("xlsx", xlsx()),
}


@pytest.mark.parametrize("name", CORPUS)
def test_nothing_of_who_made_it_is_left_in_any_part(name):
    kind, original = CORPUS[name]
    copy = clean_copy(original, kind)

    assert CANARY.encode() in everything(original)
    assert CANARY.encode() not in everything(copy)
    assert CANARY.encode("utf-16-le") not in everything(copy)


def test_a_pdf_shows_the_same_words_on_the_same_pages():
    pages = PdfReader(BytesIO(clean_copy(laden(drawing("첫째", "둘째", paper="a5")), "pdf"))).pages

    assert [page.extract_text() for page in pages] == ["첫째", "둘째"]
    assert [round(float(page.mediabox.width)) for page in pages] == [420, 420]


def test_hidden_layers_stay_hidden():
    copy = PdfReader(BytesIO(clean_copy(layered(drawing("x")), "pdf")))

    assert "/OCProperties" in copy.root_object


def test_a_picture_keeps_its_size_and_its_way_up():
    copy = clean_copy(jpg(24, 16, turn=6, text=b"x"), "jpg")

    assert copy.endswith(b"\xff\xd9")
    assert b"Exif\0\0MM" in copy
    assert bare(copy, "jpg") == copy
    assert clean_copy(png(7, 5), "png")[16:24] == png(7, 5)[16:24]


def test_a_workbook_is_still_one_and_holds_its_cells():
    sheet = load_workbook(BytesIO(clean_copy(xlsx(), "xlsx"))).active

    assert (sheet["A1"].value, sheet["A2"].value) == ("매출", 12)
    assert sheet["A1"].comment is None


def test_what_was_added_stays_and_what_was_deleted_is_gone():
    with ZipFile(BytesIO(clean_copy(docx(), "docx"))) as archive:
        body = archive.read("word/document.xml").decode()
        assert "word/comments.xml" not in archive.namelist()
        assert "comments" not in archive.read("word/_rels/document.xml.rels").decode()
        assert 'PartName="/word/document.xml"' in archive.read("[Content_Types].xml").decode()

    assert "본문" in body
    assert "더한 글" in body
    assert "지운 글" not in body
    assert "comment" not in body


def test_words_that_look_like_marks_of_people_stay_in_the_text():
    copy = clean_copy(docx(body='<w:t>표에 author="김" 이라고 씀</w:t>'), "docx")
    with ZipFile(BytesIO(copy)) as archive:
        assert 'author="김" 이라고 씀' in archive.read("word/document.xml").decode()


@pytest.mark.parametrize(
    ("kind", "content", "code"),
    [
        ("pdf", locked(drawing("x")), "locked"),
        ("pdf", b"%PDF-1.4 nothing", "broken"),
        ("jpg", jpg()[:-20], "broken"),
        ("png", png()[:50], "broken"),
        ("docx", b"PK\x03\x04 nothing", "broken"),
        ("docx", docx(**{"word/embeddings/sheet.xlsx": xlsx()}), "inside"),
        ("docx", docx(**{"word/vbaProject.bin": b"x"}), "inside"),
        ("docx", docx(**{"word/media/image9.emf": b"x"}), "picture"),
        ("docx", docx(**{"word/unknown.dat": b"x"}), "inside"),
        ("docx", docx(**{"word/x.xml": '<!DOCTYPE x [<!ENTITY a "b">]><x/>'}), "broken"),
        ("docx", packed({f"word/{n}.xml": "<x/>" for n in range(4_100)}), "too_heavy"),
        ("csv", b"a,b", "kind"),
    ],
)
def test_what_cannot_be_made_clean_has_no_copy_and_a_reason(kind, content, code):
    with pytest.raises(NoCleanCopy) as refused:
        clean_copy(content, kind)

    assert refused.value.code == code


def test_a_bomb_is_given_up_in_time():
    heavy = packed({"word/document.xml": b"<x>" + b" " * (250 * 1024 * 1024)})
    with pytest.raises(NoCleanCopy) as refused:
        clean_copy(heavy, "docx")

    assert refused.value.code == "too_heavy"


def test_bytes_that_are_no_picture_are_refused():
    for content in (b"", b"\xff\xd8", b"\xff\xd8\xff\xe1\x00\x00", b"\x89PNG\r\n\x1a\n"):
        with pytest.raises(NoPicture):
            bare(content, "jpg" if content[:1] == b"\xff" else "png")


@pytest.fixture
def world():
    world = call_world("closed")
    question = world.call.questions.get(key="effort")
    for name, content in (("실적.docx", docx()), ("암호.pdf", locked(drawing("x")))):
        file = store(name, content, DOCUMENTS, actor=world.large_lead, at=MOMENT)
        EntryFile.objects.create(entry=world.entry, question=question, file=file, added_at=MOMENT)
    return world


@pytest.mark.django_db
def test_the_worker_copies_what_was_handed_in_and_the_original_keeps_its_digest(world):
    before = list(world.entry.files.values_list("file__sha256", flat=True))
    ask_for_copies(EntrySubmitted(world.entry, 1, world.large_lead, MOMENT))
    job = latest(COPYING, world.entry)
    assert copy_files(job, lambda _progress, _message: None) == {"made": 1}

    made = JudgeCopy.objects.get(file__isnull=False)
    with open_stored(made.file) as stored:
        assert CANARY.encode() not in unpacked(stored.read())
    assert made.file.name == "copy.docx"
    assert JudgeCopy.objects.get(file__isnull=True).fault == "locked"
    assert list(world.entry.files.values_list("file__sha256", flat=True)) == before


@pytest.mark.django_db
def test_what_has_its_copy_is_not_copied_again(world):
    assert make_copies(world.entry, at=MOMENT) == 1
    assert make_copies(world.entry, at=MOMENT) == 0
    ask_for_copies(EntrySubmitted(world.entry, 2, world.large_lead, MOMENT))

    assert latest(COPYING, world.entry) is None
    assert JudgeCopy.objects.count() == 2
