"""The process that opens a stranger's PDF or picture: small, limited, and thrown away afterwards.

It reads the overlay and the file from standard input and answers with new pages on standard
output, or with the reason for which there are none.
"""

import json
import logging
import sys
from io import BytesIO
from typing import Any, Final

from pypdf import PageObject, PdfReader, PdfWriter, Transformation
from pypdf.errors import PyPdfError
from pypdf.generic import (
    ArrayObject,
    DecodedStreamObject,
    DictionaryObject,
    FloatObject,
    NameObject,
    RectangleObject,
    StreamObject,
)

from sangsaeng.kernel.confined import confine
from sangsaeng.kernel.tracing import Tracing
from sangsaeng.web.documents.pictures import NoPicture, PictureTooLarge, page_of

LONGEST_SIDE: Final = 14_400.0
SHORTEST_SIDE: Final = 1.0
RIGHT_ANGLE: Final = 90


class Refused(Exception):
    """There will be no pages, for the reason named by the code."""


def main() -> None:
    """Read standard input under the limits given as the first argument."""
    request = json.loads(sys.argv[1])
    confine(request["bounds"], threads=request["file_bytes"] > 0, file_bytes=request["file_bytes"])
    logging.disable()
    said = sys.stdin.buffer.read()
    overlay, content = said[: request["overlay"]], said[request["overlay"] :]
    sys.stdout.buffer.write(_answer(overlay, content, request))


def _answer(overlay: bytes, content: bytes, request: dict[str, Any]) -> bytes:
    try:
        pages = _as_pdf(content, request)
        return _marked(pages, PdfReader(BytesIO(overlay)), request["most_pages"])
    except Refused as refused:
        return _refusal(str(refused))
    except PictureTooLarge:
        return _refusal("too_heavy")
    except MemoryError:
        return _refusal("memory")
    except (PyPdfError, NoPicture, ArithmeticError, LookupError, OSError, RecursionError) as fault:
        return _refusal("broken", fault)
    except (AssertionError, AttributeError, NotImplementedError, TypeError, ValueError) as fault:
        # A hostile file makes a parser stumble in more ways than it names.
        return _refusal("broken", fault)


def _refusal(code: str, fault: Exception | None = None) -> bytes:
    return json.dumps({"refused": code, "fault": type(fault).__name__}).encode()


def _as_pdf(content: bytes, request: dict[str, Any]) -> PdfReader:
    if request["kind"] != "pdf":
        content = page_of(content, request["kind"], request["most_pixels"])
    reader = PdfReader(BytesIO(content))
    if reader.is_encrypted:
        raise Refused("locked")
    if len(reader.pages) > request["most_pages"]:
        raise Refused("too_large")
    if not reader.pages:
        raise Refused("broken")
    return reader


def _marked(reader: PdfReader, overlay: PdfReader, most_pages: int) -> bytes:
    """Build a new document from what is drawn on the pages; nothing else is taken along."""
    writer = PdfWriter()
    tracing = Tracing(writer)
    pattern, footer = (_Drawing(tracing, page) for page in overlay.pages)
    for page in reader.pages[:most_pages]:
        _Sheet(tracing, _Drawing(tracing, page), pattern, footer).add()
    tracing.keep_layers(reader)
    writer.metadata = None
    out = BytesIO()
    writer.write(out)
    return out.getvalue()


class _Drawing:
    """What is drawn on a page, as one object that can be placed on others."""

    def __init__(self, tracing: Tracing, page: PageObject) -> None:
        self.box = RectangleObject(tuple(float(side) for side in page.cropbox))
        self.scale = float(page.get("/UserUnit", 1))
        self.turn = int(page.get("/Rotate", 0) or 0) % 360
        width, height = float(self.box.width), float(self.box.height)
        self.is_sound = min(width, height) >= SHORTEST_SIDE and self.turn % RIGHT_ANGLE == 0
        self.width, self.height = (
            (height, width) if self.turn % (2 * RIGHT_ANGLE) else (width, height)
        )
        self.reference = tracing.add(self._form(tracing, page))

    def _form(self, tracing: Tracing, page: PageObject) -> StreamObject:
        drawn = page.get_contents()
        form = DecodedStreamObject()
        form.set_data(drawn.get_data() if drawn is not None else b"")
        packed = form.flate_encode()
        packed[NameObject("/Type")] = NameObject("/XObject")
        packed[NameObject("/Subtype")] = NameObject("/Form")
        packed[NameObject("/BBox")] = ArrayObject([FloatObject(side) for side in self.box])
        for part in ("/Resources", "/Group"):
            if part in page:
                packed[NameObject(part)] = tracing.of(page.raw_get(part))
        return packed

    def upright(self) -> Transformation:
        """Bring the page to the origin, turned as it is read."""
        left, bottom, right, top = (float(side) for side in self.box)
        # A turn is told clockwise; each moves another corner to the origin.
        corners = {0: (left, bottom), 90: (bottom, -right), 180: (-right, -top), 270: (-top, left)}
        x, y = corners[self.turn]
        return Transformation().rotate(-self.turn).translate(-x, -y)


class _Sheet:
    """A new page: the old one's drawing, the pattern over it, a line at its foot."""

    def __init__(
        self, tracing: Tracing, drawing: _Drawing, pattern: _Drawing, footer: _Drawing
    ) -> None:
        if not drawing.is_sound:
            raise Refused("broken")
        self.tracing, self.drawing, self.pattern, self.footer = tracing, drawing, pattern, footer
        # A unit that makes the page larger than a page may be is not kept.
        scale = drawing.scale if 0 < drawing.scale * self._longest <= LONGEST_SIDE else 1.0
        if self._longest * scale > LONGEST_SIDE:
            raise Refused("too_heavy")
        self.scale = scale
        self.width, self.height = drawing.width * scale, drawing.height * scale

    @property
    def _longest(self) -> float:
        return max(self.drawing.width, self.drawing.height)

    def add(self) -> None:
        """Put the page at the end of the new document."""
        page = self.tracing.writer.add_blank_page(self.width, self.height)
        longest = max(self.width, self.height)
        over = Transformation().scale(longest / self.pattern.width)
        below = Transformation().scale(self.width / self.footer.width)
        placed = {
            "/Drawing": (self.drawing, self.drawing.upright().scale(self.scale)),
            "/Pattern": (self.pattern, over),
            "/Footer": (self.footer, below),
        }
        content = DecodedStreamObject()
        content.set_data(b"".join(_place(name, how) for name, (_what, how) in placed.items()))
        named = {NameObject(name): what.reference for name, (what, _how) in placed.items()}
        resources = DictionaryObject({NameObject("/XObject"): DictionaryObject(named)})
        page[NameObject("/Resources")] = resources
        page[NameObject("/Contents")] = self.tracing.add(content)


def _place(name: str, how: Transformation) -> bytes:
    matrix = " ".join(f"{number:.6f}" for number in how.ctm)
    return f"q {matrix} cm {name} Do Q\n".encode()
