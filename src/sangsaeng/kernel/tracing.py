"""Copies of what a page draws: fonts, pictures, patterns and layers, and nothing that acts or tells."""

from typing import Final

from pypdf import PdfReader, PdfWriter
from pypdf.generic import (
    ArrayObject,
    DecodedStreamObject,
    DictionaryObject,
    EncodedStreamObject,
    IndirectObject,
    NameObject,
    NullObject,
    PdfObject,
    StreamObject,
)

# Whatever a font, picture or pattern carries along that draws nothing.
LEFT_BEHIND: Final = frozenset(
    {
        *("/A", "/AA", "/JS", "/JavaScript", "/OpenAction", "/URI", "/Dest"),
        *("/AF", "/EmbeddedFiles", "/F", "/FDecodeParms", "/FFilter", "/Ref", "/OPI"),
        *("/Metadata", "/PieceInfo", "/LastModified", "/Thumb", "/Alternates", "/Measure"),
        *("/Annots", "/Names", "/Parent", "/PtData", "/RichMediaContent"),
        *("/StructParent", "/StructParents"),
    }
)
# The keys in these are names that a page gave to its parts; any name may stand there.
NAMED_PARTS: Final = frozenset(
    {
        *("/Font", "/XObject", "/ExtGState", "/ColorSpace", "/Pattern", "/Shading"),
        *("/Properties", "/CharProcs", "/Colorants"),
    }
)


class Tracing:
    """Copies parts of documents into a new one, each part once however often it is used."""

    def __init__(self, writer: PdfWriter) -> None:
        self.writer = writer
        self._copies: dict[tuple[int, int, int], PdfObject] = {}

    def of(self, part: PdfObject, *, is_named: bool = False) -> PdfObject:
        """Return the copy of a part and of all that it needs to be drawn."""
        if isinstance(part, IndirectObject):
            return self._shared(part, is_named=is_named)
        if not isinstance(part, DictionaryObject | ArrayObject):
            return part
        fresh = _empty(part)
        self._fill(fresh, part, is_named=is_named)
        return fresh

    def add(self, part: PdfObject) -> IndirectObject:
        """Put a part into the new document."""
        return self.writer._add_object(part)  # noqa: SLF001 - pypdf has no public way

    def keep_layers(self, reader: PdfReader) -> None:
        """Say which layers are hidden, as the old document did: a drawing has layers for itself."""
        layers = reader.root_object.get("/OCProperties")
        if layers is None:
            return
        whole = layers.get_object()
        default = whole.get("/D", DictionaryObject()).get_object()
        kept = DictionaryObject(
            {
                NameObject(name): self.of(default.raw_get(name))
                for name in ("/BaseState", "/ON", "/OFF")
                if name in default
            }
        )
        groups = self.of(whole.raw_get("/OCGs")) if "/OCGs" in whole else ArrayObject()
        self.writer.root_object[NameObject("/OCProperties")] = DictionaryObject(
            {NameObject("/OCGs"): groups, NameObject("/D"): kept}
        )

    def _shared(self, reference: IndirectObject, *, is_named: bool) -> PdfObject:
        key = (id(reference.pdf), reference.idnum, reference.generation)
        if key in self._copies:
            return self._copies[key]
        whole = reference.get_object()
        if not isinstance(whole, DictionaryObject | ArrayObject):
            return NullObject() if whole is None else whole
        fresh = _empty(whole)
        # Known before it is filled: parts may refer to each other in a circle.
        self._copies[key] = self.add(fresh)
        self._fill(fresh, whole, is_named=is_named)
        return self._copies[key]

    def _fill(self, fresh: PdfObject, part: PdfObject, *, is_named: bool) -> None:
        if isinstance(part, ArrayObject) and isinstance(fresh, ArrayObject):
            fresh.extend(self.of(one) for one in part)
        elif isinstance(part, DictionaryObject) and isinstance(fresh, DictionaryObject):
            for name, value in part.items():
                if is_named or name not in LEFT_BEHIND:
                    fresh[NameObject(name)] = self.of(value, is_named=name in NAMED_PARTS)


def _empty(part: DictionaryObject | ArrayObject) -> DictionaryObject | ArrayObject:
    if isinstance(part, ArrayObject):
        return ArrayObject()
    if not isinstance(part, StreamObject):
        return DictionaryObject()
    packed = isinstance(part, EncodedStreamObject)
    fresh: StreamObject = EncodedStreamObject() if packed else DecodedStreamObject()
    fresh._data = part._data  # noqa: SLF001 - packed as it is, without unpacking what may be a bomb
    return fresh
