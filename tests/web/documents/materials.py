"""Files that suppliers hand in, honest and hostile."""

import struct
import zlib
from io import BytesIO

import typst
from pypdf import PdfReader, PdfWriter
from pypdf.annotations import FreeText, Link
from pypdf.generic import (
    ArrayObject,
    DecodedStreamObject,
    DictionaryObject,
    NameObject,
    NumberObject,
    TextStringObject,
)

CANARY = "canary-7f3a"


def drawing(*texts, paper="a4", flipped=False):
    """A PDF with a text on each page."""
    pages = "\n#pagebreak()\n".join(texts)
    flip = ", flipped: true" if flipped else ""
    return typst.compile(f'#set page(paper: "{paper}"{flip})\n{pages}'.encode(), format="pdf")


def changed(content, change):
    """The PDF after a change made through pypdf's writer."""
    writer = PdfWriter(clone_from=PdfReader(BytesIO(content)))
    change(writer)
    out = BytesIO()
    writer.write(out)
    return out.getvalue()


def added(writer, part):
    """The part's place in the document."""
    return writer._add_object(part)  # noqa: SLF001 - pypdf has no public way


def laden(content):
    """The PDF with a canary in every place that does not draw."""

    def load(writer):
        writer.add_metadata({"/Author": f"{CANARY} info", "/Title": f"{CANARY} title"})
        xmp = DecodedStreamObject()
        xmp.set_data(f"<x:xmpmeta xmlns:x='adobe:ns:meta/'>{CANARY} xmp</x:xmpmeta>".encode())
        writer.root_object[NameObject("/Metadata")] = added(writer, xmp)
        script = DictionaryObject(
            {
                NameObject("/S"): NameObject("/JavaScript"),
                NameObject("/JS"): TextStringObject(f"app.alert('{CANARY} script')"),
            }
        )
        names = DictionaryObject(
            {NameObject("/Names"): ArrayObject([TextStringObject("it"), script])}
        )
        writer.root_object[NameObject("/Names")] = DictionaryObject(
            {NameObject("/JavaScript"): names}
        )
        writer.add_attachment(f"{CANARY}.txt", f"{CANARY} attached".encode())
        writer.add_outline_item(f"{CANARY} outline", 0)
        action = DictionaryObject(
            {
                NameObject("/S"): NameObject("/URI"),
                NameObject("/URI"): TextStringObject(f"https://example.org/{CANARY}"),
            }
        )
        page = writer.pages[0]
        page[NameObject("/AA")] = DictionaryObject({NameObject("/O"): action})
        page[NameObject("/PieceInfo")] = DictionaryObject(
            {NameObject("/It"): TextStringObject(CANARY)}
        )
        writer.root_object[NameObject("/OpenAction")] = action
        writer.add_annotation(0, Link(rect=(0, 0, 99, 99), url=f"https://example.org/{CANARY}"))
        writer.add_annotation(0, FreeText(text=f"{CANARY} comment", rect=(0, 0, 99, 99)))
        field = DictionaryObject(
            {
                NameObject("/FT"): NameObject("/Tx"),
                NameObject("/T"): TextStringObject(f"{CANARY} field"),
                NameObject("/V"): TextStringObject(f"{CANARY} value"),
            }
        )
        writer.root_object[NameObject("/AcroForm")] = DictionaryObject(
            {NameObject("/Fields"): ArrayObject([added(writer, field)])}
        )
        fonts = page["/Resources"]["/Font"]
        for font in fonts.values():
            told = DecodedStreamObject()
            told.set_data(f"{CANARY} in a font".encode())
            font.get_object()[NameObject("/Metadata")] = added(writer, told)

    return changed(content, load)


def turned(content, degrees):
    """The PDF with its first page turned and its corner elsewhere."""

    def turn(writer):
        page = writer.pages[0]
        page[NameObject("/Rotate")] = NumberObject(degrees)

    return changed(content, turn)


def locked(content):
    """The PDF behind a password."""
    return changed(content, lambda writer: writer.encrypt("비밀", algorithm="AES-256"))


def png(width=40, height=30, *, text=b"", claimed=None):
    """A picture of one color; it may claim to be another size, and carry a text beside its pixels."""
    size = claimed or (width, height)
    header = struct.pack(">IIBBBBB", *size, 8, 2, 0, 0, 0)
    rows = (b"\x00" + b"\x20\x60\xa0" * width) * height
    parts = [(b"IHDR", header), (b"IDAT", zlib.compress(rows)), (b"IEND", b"")]
    if text:
        parts.insert(1, (b"tEXt", b"Comment\x00" + text))
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(kind, part) for kind, part in parts)


def _chunk(kind, part):
    return struct.pack(">I", len(part)) + kind + part + struct.pack(">I", zlib.crc32(kind + part))


def jpg(width=16, height=8, *, turn=None, text=b""):
    """A gray picture as JPEG, in whole blocks of eight; a camera may have written beside it."""
    blocks = (width // 8) * (height // 8)
    bits = ("00" * blocks).ljust(-(-2 * blocks // 8) * 8, "1")
    pixels = bytes(int(bits[place : place + 8], 2) for place in range(0, len(bits), 8))
    one_code = bytes([1, *[0] * 15, 0])
    parts = [
        (0xDB, b"\x00" + b"\x10" * 64),
        (0xC0, struct.pack(">BHHB", 8, height, width, 1) + b"\x01\x11\x00"),
        (0xC4, b"\x00" + one_code),
        (0xC4, b"\x10" + one_code),
        (0xDA, b"\x01\x01\x00\x00\x3f\x00"),
    ]
    if text:
        notes = struct.pack(">HHHIHHI", 1, 0x0112, 3, 1, turn or 1, 0, 0)
        parts.insert(0, (0xE1, b"Exif\0\0MM\0*" + struct.pack(">I", 8) + notes + text))
        parts.insert(1, (0xFE, text))
        parts.insert(2, (0xED, text))
    packed = b"".join(struct.pack(">BBH", 255, mark, len(one) + 2) + one for mark, one in parts)
    return b"\xff\xd8" + packed + pixels + b"\xff\xd9"


def bomb():
    """A small PDF whose one page unpacks to a gigabyte."""

    def arm(writer):
        stream = DecodedStreamObject()
        stream.set_data(b"q Q " * (256 * 1024 * 1024 // 4))
        writer.pages[0][NameObject("/Contents")] = added(writer, stream.flate_encode(9))

    return changed(drawing("것"), arm)


def circular():
    """A PDF in which a form draws itself."""

    def close(writer):
        form = DecodedStreamObject()
        form.set_data(b"/Self Do")
        form[NameObject("/Type")] = NameObject("/XObject")
        form[NameObject("/Subtype")] = NameObject("/Form")
        form[NameObject("/BBox")] = ArrayObject([NumberObject(n) for n in (0, 0, 9, 9)])
        reference = added(writer, form)
        itself = DictionaryObject({NameObject("/Self"): reference})
        form[NameObject("/Resources")] = DictionaryObject({NameObject("/XObject"): itself})
        resources = writer.pages[0]["/Resources"]
        resources[NameObject("/XObject")] = itself

    return changed(drawing("자기 자신"), close)


def layered(content):
    """The PDF with two layers drawn on it: one shown, one hidden."""

    def lay(writer):
        groups = []
        for name in ("Shown", "Hidden"):
            layer = {"/Type": NameObject("/OCG"), "/Name": TextStringObject(name)}
            groups.append(
                added(writer, DictionaryObject({NameObject(key): of for key, of in layer.items()}))
            )
        named = DictionaryObject({NameObject("/L0"): groups[0], NameObject("/L1"): groups[1]})
        page = writer.pages[0]
        page["/Resources"][NameObject("/Properties")] = named
        drawn = DecodedStreamObject()
        layers = b"/OC /L0 BDC 0 0 9 9 re f EMC /OC /L1 BDC 9 9 9 9 re f EMC"
        drawn.set_data(page.get_contents().get_data() + layers)
        page[NameObject("/Contents")] = added(writer, drawn)
        default = DictionaryObject({NameObject("/OFF"): ArrayObject([groups[1]])})
        writer.root_object[NameObject("/OCProperties")] = DictionaryObject(
            {NameObject("/OCGs"): ArrayObject(groups), NameObject("/D"): default}
        )

    return changed(content, lay)
