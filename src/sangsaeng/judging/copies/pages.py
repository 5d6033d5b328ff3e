"""A PDF as its pages: a new document of what is drawn, without anything that tells or acts."""

from io import BytesIO
from typing import Final

from pypdf import PageObject, PdfReader, PdfWriter
from pypdf.generic import ArrayObject, DecodedStreamObject, NameObject, StreamObject

from sangsaeng.judging.copies.pixels import bare_jpg
from sangsaeng.kernel.tracing import Tracing

MOST_PAGES: Final = 500
_BOXES: Final = ("/MediaBox", "/CropBox", "/Rotate", "/UserUnit", "/Group")
_JPEG: Final = "/DCTDecode"
# Pictures of these kinds may hold words of their own that we do not take out.
_UNKNOWN_PICTURES: Final = frozenset({"/JPXDecode", "/JBIG2Decode"})


class NoPages(ValueError):
    """There will be no copy, for the reason named by the code."""


def bare_pdf(content: bytes) -> bytes:
    """Return the pages of a PDF in a new document."""
    reader = PdfReader(BytesIO(content))
    if reader.is_encrypted:
        raise NoPages("locked")
    if not 0 < len(reader.pages) <= MOST_PAGES:
        raise NoPages("too_heavy" if reader.pages else "broken")
    writer = PdfWriter()
    tracing = Tracing(writer)
    for page in reader.pages:
        _add(tracing, page)
    tracing.keep_layers(reader)
    for part in list(writer._objects):  # noqa: SLF001 - pypdf has no public way
        if isinstance(part, StreamObject):
            _clean_picture(part)
    writer.metadata = None
    out = BytesIO()
    writer.write(out)
    return out.getvalue()


def _add(tracing: Tracing, page: PageObject) -> None:
    width, height = float(page.mediabox.width), float(page.mediabox.height)
    fresh = tracing.writer.add_blank_page(width, height)
    drawn = page.get_contents()
    content = DecodedStreamObject()
    content.set_data(drawn.get_data() if drawn is not None else b"")
    fresh[NameObject("/Contents")] = tracing.add(content.flate_encode())
    if "/Resources" in page:
        fresh[NameObject("/Resources")] = tracing.of(page.raw_get("/Resources"))
    for name in _BOXES:
        if name in page:
            fresh[NameObject(name)] = tracing.of(page.raw_get(name))


def _clean_picture(part: StreamObject) -> None:
    """Take out of a photograph what the camera wrote; refuse pictures that cannot be cleaned."""
    said = part.get("/Filter", ArrayObject())
    whole = said.get_object()
    filters = [str(one) for one in (whole if isinstance(whole, ArrayObject) else [whole])]
    if _UNKNOWN_PICTURES & set(filters) or (_JPEG in filters and filters != [_JPEG]):
        raise NoPages("picture")
    if filters == [_JPEG]:
        part._data = bare_jpg(part._data)  # noqa: SLF001 - packed as it is, not unpacked
