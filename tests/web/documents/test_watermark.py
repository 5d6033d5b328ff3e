"""A person sees the pages and who it is that sees them; nothing else of the file comes along."""

from io import BytesIO

import pytest
from pypdf import PdfReader
from pypdf.generic import NameObject
from tests.factories import MOMENT
from tests.web.documents.materials import (
    CANARY,
    added,
    bomb,
    changed,
    circular,
    drawing,
    jpg,
    laden,
    layered,
    locked,
    png,
    turned,
)

from sangsaeng.web.documents import watermark
from sangsaeng.web.documents.watermark import (
    MaterialBroken,
    MaterialLocked,
    MaterialTooHeavy,
    MaterialTooLarge,
    NotViewable,
    Stamp,
    viewable,
    watermarked,
)

STAMP = Stamp("김하늘", "가온정밀", MOMENT, "밸브 도면 3판", "D-7K2M")


def read(content, kind="pdf", stamp=STAMP):
    return PdfReader(BytesIO(watermarked(content, kind, stamp)))


def texts(reader):
    return [page.extract_text() for page in reader.pages]


def everything(reader):
    """All bytes of a document, its streams unpacked."""
    found = []
    for number in range(1, len(reader.xref_objStm) + sum(map(len, reader.xref.values())) + 1):
        whole = reader.get_object(number)
        found.append(repr(whole))
        if hasattr(whole, "get_data"):
            found.append(whole.get_data().decode("latin-1"))
    return "\n".join([*found, repr(reader.trailer)])


def test_every_page_shows_what_it_showed_and_who_looks():
    pages = texts(read(drawing("첫째 도면", "둘째 도면")))

    assert len(pages) == 2
    for page, drawn in zip(pages, ("첫째 도면", "둘째 도면"), strict=True):
        for part in (
            drawn,
            "김하늘",
            "가온정밀",
            "2026-11-02 09:00:00 KST",
            "밸브 도면 3판",
            "D-7K2M",
        ):
            assert part in page


def test_mark_is_repeated_over_the_page_and_stands_in_a_line_below():
    (page,) = texts(read(drawing("도면")))

    assert page.count("가온정밀 김하늘") >= 10
    assert "비밀유지계약에 따라 가온정밀 김하늘에게만 보인 자료입니다" in page


def test_nothing_that_does_not_draw_comes_along():
    source = laden(drawing("도면"))
    assert CANARY in everything(PdfReader(BytesIO(source)))

    reader = read(source)

    assert CANARY not in everything(reader)
    assert CANARY.encode() not in watermarked(source, "pdf", STAMP)
    assert set(reader.root_object) <= {"/Type", "/Pages", "/OCProperties"}
    assert all(
        set(page) <= {"/Type", "/Parent", "/MediaBox", "/Resources", "/Contents"}
        for page in reader.pages
    )
    assert not reader.metadata


@pytest.mark.parametrize("degrees", [0, 90, 180, 270, 360])
def test_page_keeps_the_way_it_is_read(degrees):
    source = turned(drawing("눕힌 도면", paper="a5"), degrees)
    page = PdfReader(BytesIO(source)).pages[0]
    narrow, tall = sorted((float(page.mediabox.width), float(page.mediabox.height)))

    (shown,) = read(source).pages

    expected = (tall, narrow) if degrees % 180 else (narrow, tall)
    assert (float(shown.mediabox.width), float(shown.mediabox.height)) == pytest.approx(expected)
    assert "눕힌 도면" in shown.extract_text()
    top_left = moved(shown, 0, float(page.mediabox.height))
    corner = {0: (0, 1), 90: (1, 1), 180: (1, 0), 270: (0, 0), 360: (0, 1)}[degrees]
    width, height = expected
    assert top_left == pytest.approx((corner[0] * width, corner[1] * height), abs=0.01)


def moved(page, x, y):
    """Where the first thing that is drawn on a page brings a point."""
    a, b, c, d, e, f = map(float, page.get_contents().get_data().split()[1:7])
    return a * x + c * y + e, b * x + d * y + f


def test_large_and_lying_pages_are_marked_all_over():
    for paper in ("a0", "a7"):
        (page,) = read(drawing("큰 도면", paper=paper, flipped=True)).pages

        assert "큰 도면" in page.extract_text()
        assert page.mediabox.width > page.mediabox.height


def test_hidden_layer_stays_hidden():
    reader = read(layered(drawing("층이 있는 도면")))

    (hidden,) = reader.root_object["/OCProperties"]["/D"]["/OFF"]
    form = reader.pages[0]["/Resources"]["/XObject"]["/Drawing"]
    assert hidden.get_object()["/Name"] == "Hidden"
    assert form["/Resources"]["/Properties"].raw_get("/L1") == hidden


def test_fonts_of_any_name_stay():
    def rename(writer):
        fonts = writer.pages[0]["/Resources"]["/Font"]
        (old,) = fonts
        fonts[NameObject("/A")] = fonts.raw_get(old)
        del fonts[old]
        content = writer.pages[0].get_contents()
        content.set_data(content.get_data().replace(old.encode(), b"/A"))
        writer.pages[0][NameObject("/Contents")] = added(writer, content)

    assert "도면" in texts(read(changed(drawing("도면"), rename)))[0]


@pytest.mark.parametrize(("width", "height"), [(40, 30), (30, 40)])
def test_picture_becomes_a_page_without_what_was_written_beside_its_pixels(width, height):
    source = png(width, height, text=CANARY.encode())

    reader = read(source, "png")

    (page,) = reader.pages
    assert float(page.mediabox.width / page.mediabox.height) == pytest.approx(width / height)
    assert "김하늘" in page.extract_text()
    assert CANARY not in everything(reader)


@pytest.mark.parametrize(("turn", "shape"), [(1, 2), (3, 2), (6, 1 / 2), (8, 1 / 2)])
def test_photograph_stands_upright_and_keeps_no_note_of_the_camera(turn, shape):
    source = jpg(16, 8, turn=turn, text=CANARY.encode())

    reader = read(source, "jpg")

    (page,) = reader.pages
    assert float(page.mediabox.width / page.mediabox.height) == pytest.approx(shape)
    assert CANARY not in everything(reader)
    assert CANARY.encode() not in watermarked(source, "jpg", STAMP)


def test_locked_file_is_refused_with_what_to_do():
    with pytest.raises(MaterialLocked) as refused:
        watermarked(locked(drawing("도면")), "pdf", STAMP)

    assert "암호를 풀어" in refused.value.sentence


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (b"%PDF-1.7\n", "pdf"),
        (b"%PDF-1.7\n" + bytes(range(256)) * 40, "pdf"),
        (drawing("도면")[:900], "pdf"),
        (b"\x89PNG\r\n\x1a\n" + bytes(40), "png"),
        (png()[:60], "png"),
        (b"\xff\xd8\xff" + bytes(40), "jpg"),
        (b"\xff\xd8\xff\xe1\x00\x08Exif", "jpg"),
    ],
)
def test_broken_file_is_refused_with_what_to_do(content, kind):
    with pytest.raises(MaterialBroken) as refused:
        watermarked(content, kind, STAMP)

    assert "다시 저장" in refused.value.sentence


def test_file_of_too_many_pages_is_refused(monkeypatch):
    monkeypatch.setattr(watermark, "MOST_PAGES", 2)
    with pytest.raises(MaterialTooLarge) as refused:
        watermarked(drawing("하나", "둘", "셋"), "pdf", STAMP)

    assert "2쪽 이하로" in refused.value.sentence


@pytest.mark.parametrize(
    ("content", "kind"), [(bomb(), "pdf"), (png(claimed=(60_000, 60_000)), "png")]
)
def test_file_that_asks_for_too_much_is_refused_and_harms_nobody(content, kind, monkeypatch):
    small = watermark.Bounds(cpu_seconds=10, wall_seconds=20, memory_bytes=512 * 1024 * 1024)
    monkeypatch.setattr(watermark, "BOUNDS", small)

    with pytest.raises((MaterialTooHeavy, MaterialBroken)):
        watermarked(content, kind, STAMP)


def test_file_that_draws_itself_ends():
    assert len(read(circular()).pages) == 1


@pytest.mark.parametrize("kind", ["xlsx", "hwpx", "docx", "pptx"])
def test_what_has_no_pages_is_kept_sealed(kind):
    assert not viewable(kind)
    with pytest.raises(NotViewable) as refused:
        watermarked(b"PK", kind, STAMP)

    assert "직접 전달" in refused.value.sentence


@pytest.mark.parametrize("name", ["#set page(fill: red)", "*굵게* $x$", "가" * 120, '\\ " ] )'])
def test_name_is_never_an_instruction(name):
    stamp = Stamp(name, "가온정밀", MOMENT, "도면", "D-1")

    assert len(read(drawing("도면"), stamp=stamp).pages) == 1
