"""Documents of office programs as their content: no authors, no comments, no traces of editing.

A document is a packed folder of parts. Parts that say who made it are left out, with what points to
them; in the others, marks of people are taken out. A part we do not know keeps the copy from
being made: better no copy than one that tells.
"""

import posixpath
import re
from collections.abc import Callable
from io import BytesIO
from typing import Final
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from sangsaeng.judging.copies.pixels import bare

MOST_PARTS: Final = 4_000
MOST_BYTES: Final = 200 * 1024 * 1024
_EPOCH: Final = (1980, 1, 1, 0, 0, 0)

_LEFT_OUT: Final = re.compile(
    r"^(docprops|customxml|docmetadata|_xmlsignatures|preview|scripts|\[trash\])/"
    r"|/(threadedcomments|persons|revisions|printersettings|externallinks|comments)/"
    r"|/(comments\w*|people|commentauthors|authors|connections)\.xml(\.rels)?$"
)
_UNCLEAN: Final = re.compile(r"/(embeddings|activex|ctrlprops|ole)/|vbaproject|\.(bin|ole|exe|js)$")
_XML: Final = re.compile(r"\.(xml|rels|vml|hpf|rdf)$")
_PICTURE: Final = re.compile(r"\.(png|jpe?g)$")
_KEPT: Final = re.compile(r"(^mimetype|\.(odttf|ttf|otf|fntdata))$")

_TAG: Final = re.compile(r"<([A-Za-z_][\w.:-]*)((?:[^<>\"']|\"[^\"]*\"|'[^']*')*)>")
_ATTRIBUTE: Final = re.compile(r"\s([\w:.-]+)\s*=\s*(\"[^\"]*\"|'[^']*')")
_BLANKED: Final = frozenset({"author", "initials", "username", "lastmodifiedby", "creator"})
_DROPPED: Final = frozenset({"userid", "providerid", "dateutc", "lastedited"})
_ALT_TEXT: Final = frozenset({"descr", "title"})
_DRAWN: Final = frozenset({"cnvpr", "docpr"})
_NAMED_PEOPLE: Final = frozenset({"trackchangeauthor", "customworkbookview"})
_WHOLE: Final = re.compile(
    r"<(?P<name>(?:\w+:)?(?:del|moveFrom|rsids|docVars|mailMerge|externalReferences|"
    r"customWorkbookViews|customSheetViews|docMetadata))(?:\s(?:[^<>\"']|\"[^\"]*\"|'[^']*')*)?"
    r"(?<!/)>.*?</(?P=name)>",
    re.DOTALL,
)
_SINGLE: Final = re.compile(
    r"<(?:\w+:)?(?:commentRangeStart|commentRangeEnd|commentReference|attachedTemplate|fileSharing|"
    r"absPath|rsid|rsidRoot)\b(?:[^<>\"']|\"[^\"]*\"|'[^']*')*/>"
)
_ASIDES: Final = re.compile(r"<!--.*?-->|<\?(?!xml\s).*?\?>", re.DOTALL)
_HWPX_METADATA: Final = re.compile(
    r"<(?P<name>(?:\w+:)?metadata)\b[^>]*(?<!/)>.*?</(?P=name)>", re.DOTALL
)
_AUTHOR_PARAM: Final = re.compile(
    r"(<(?:\w+:)?stringParam\b[^>]*(?:Author|User)[^>]*>)[^<]*", re.IGNORECASE
)


class NoCopy(ValueError):
    """There will be no copy, for the reason named by the code."""


def bare_document(content: bytes) -> bytes:
    """Return the document without anything that says who made it."""
    out = BytesIO()
    with ZipFile(BytesIO(content)) as given, ZipFile(out, "w") as made:
        parts = given.infolist()
        _require_bearable(parts)
        gone = {one.filename for one in parts if _LEFT_OUT.search(one.filename.lower())}
        for one in parts:
            if one.filename in gone or one.is_dir():
                continue
            fresh = ZipInfo(one.filename, _EPOCH)
            fresh.compress_type = ZIP_STORED if one.filename == "mimetype" else ZIP_DEFLATED
            made.writestr(fresh, _clean(one.filename, given.read(one), gone))
    return out.getvalue()


def _require_bearable(parts: list[ZipInfo]) -> None:
    if len(parts) > MOST_PARTS or sum(one.file_size for one in parts) > MOST_BYTES:
        raise NoCopy("too_heavy")
    if any(one.flag_bits & 0x1 for one in parts):
        raise NoCopy("locked")


def _clean(name: str, content: bytes, gone: set[str]) -> bytes:
    lower = name.lower()
    if _UNCLEAN.search(f"/{lower}"):
        raise NoCopy("inside")
    if _XML.search(lower):
        return _clean_xml(name, _text(content), gone).encode()
    if _PICTURE.search(lower):
        return bare(content, "png" if lower.endswith("png") else "jpg")
    if _KEPT.search(lower):
        return content
    raise NoCopy("picture" if "/media/" in lower or "bindata/" in lower else "inside")


def _text(content: bytes) -> str:
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return content.decode("utf-16").replace("UTF-16", "UTF-8", 1)
    text = content.decode("utf-8-sig")
    if "<!DOCTYPE" in text or "<!ENTITY" in text:
        raise NoCopy("broken")
    return text


def _clean_xml(name: str, text: str, gone: set[str]) -> str:
    text = _ASIDES.sub("", text)
    if name.endswith(".rels"):
        return _TAG.sub(_relation_of(name, gone), text)
    if name == "[Content_Types].xml":
        return _TAG.sub(_without(gone, "PartName"), text)
    if name.endswith(".hpf"):
        text = _HWPX_METADATA.sub(
            lambda found: f"<{found['name']}></{found['name']}>", _without_items(text, gone)
        )
    before = ""
    while before != text:
        before, text = text, _WHOLE.sub("", text)
    text = _AUTHOR_PARAM.sub(r"\1", _SINGLE.sub("", text))
    return _TAG.sub(_clean_tag, text)


def _clean_tag(found: re.Match[str]) -> str:
    name, rest = found.group(1), found.group(2)
    local = name.rpartition(":")[2].lower()

    def cleaned(one: re.Match[str]) -> str:
        key = one.group(1).rpartition(":")[2].lower()
        if key in _DROPPED or key.startswith("rsid") or (key == "date" and "author" in rest):
            return ""
        if key in _BLANKED or (local, key) == ("tag", "val"):
            return f' {one.group(1)}=""'
        if local in _DRAWN and key in {*_ALT_TEXT, "name"}:
            return f' {one.group(1)}=""'
        if local in _NAMED_PEOPLE and key == "name":
            return f' {one.group(1)}=""'
        # What a printer was told is left out, and with it what points to that.
        return "" if local == "pagesetup" and key == "id" else one.group()

    return f"<{name}{_ATTRIBUTE.sub(cleaned, rest)}>"


def _relation_of(name: str, gone: set[str]) -> Callable[[re.Match[str]], str]:
    """Return what becomes of each relation: none to parts left out, none that leads outside."""
    home = posixpath.dirname(posixpath.dirname(name))

    def kept(found: re.Match[str]) -> str:
        said = {one.group(1): one.group(2)[1:-1] for one in _ATTRIBUTE.finditer(found.group(2))}
        target = said.get("Target", "")
        whole = target[1:] if target.startswith("/") else posixpath.join(home, target)
        if posixpath.normpath(whole) in gone:
            return ""
        if said.get("TargetMode") == "External":
            return found.group().replace(f'"{target}"', '"about:blank"')
        return found.group()

    return kept


def _without(gone: set[str], attribute: str) -> Callable[[re.Match[str]], str]:
    def kept(found: re.Match[str]) -> str:
        said = {one.group(1): one.group(2)[1:-1] for one in _ATTRIBUTE.finditer(found.group(2))}
        return "" if said.get(attribute, "").lstrip("/") in gone else found.group()

    return kept


def _without_items(text: str, gone: set[str]) -> str:
    """Take parts that are left out from the list of an HWPX document, and from its order."""
    dropped: set[str] = set()

    def kept(found: re.Match[str]) -> str:
        said = {one.group(1): one.group(2)[1:-1] for one in _ATTRIBUTE.finditer(found.group(2))}
        if said.get("href") in gone:
            dropped.add(said.get("id", ""))
            return ""
        return "" if said.get("idref") in dropped else found.group()

    return _TAG.sub(kept, text)
