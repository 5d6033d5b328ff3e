"""Files that teams hand in, with a canary wherever a program writes who made them."""

from datetime import UTC, datetime
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile

from openpyxl import Workbook
from openpyxl.comments import Comment
from tests.web.documents.materials import CANARY, jpg, png

XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
CORE = f"""{XML}<cp:coreProperties xmlns:cp="c" xmlns:dc="d"><dc:creator>{CANARY}</dc:creator>
<cp:lastModifiedBy>{CANARY}</cp:lastModifiedBy></cp:coreProperties>"""
APP = f"{XML}<Properties><Company>{CANARY}</Company><Manager>{CANARY}</Manager></Properties>"


def packed(parts):
    """An archive of these parts."""
    out = BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as archive:
        archive.comment = CANARY.encode()
        for name, content in parts.items():
            kind = ZIP_STORED if name == "mimetype" else ZIP_DEFLATED
            archive.writestr(name, content, kind)
    return out.getvalue()


def relations(*said):
    """A list of relations: each a type, a target and perhaps «External»."""
    rows = "".join(
        f'<Relationship Id="rId{number}" Type="{REL}/{kind}" Target="{target}"'
        + (f' TargetMode="{mode[0]}"' if mode else "")
        + "/>"
        for number, (kind, target, *mode) in enumerate(said, start=1)
    )
    return f"{XML}<Relationships>{rows}</Relationships>"


def docx(body="<w:p><w:r><w:t>본문</w:t></w:r></w:p>", **further):
    """A text document with people in its properties, comments, changes, pictures and settings."""
    types = "".join(
        f'<Override PartName="/{name}" ContentType="x"/>'
        for name in ("word/document.xml", "docProps/core.xml", "word/comments.xml")
    )
    changes = (
        f'<w:ins w:id="1" w:author="{CANARY}" w:date="2026-01-01T00:00:00Z">'
        "<w:r><w:t>더한 글</w:t></w:r></w:ins>"
        f"<w:del w:id='2' w:author='{CANARY}'><w:r><w:delText>{CANARY} 지운 글</w:delText></w:r></w:del>"
        '<w:commentRangeStart w:id="0"/><w:r><w:commentReference w:id="0"/></w:r>'
    )
    drawn = f'<wp:docPr id="1" name="{CANARY}.png" descr="C:\\Users\\{CANARY}\\a.png"/>'
    parts = {
        "[Content_Types].xml": f"{XML}<Types>{types}</Types>",
        "_rels/.rels": relations(
            ("officeDocument", "word/document.xml"),
            ("metadata/core-properties", "docProps/core.xml"),
        ),
        "docProps/core.xml": CORE,
        "docProps/app.xml": APP,
        "docProps/custom.xml": f"{XML}<Properties>{CANARY}</Properties>",
        "docProps/thumbnail.jpeg": jpg(text=CANARY.encode()),
        "customXml/item1.xml": f"{XML}<it>{CANARY}</it>",
        "word/document.xml": (
            f'{XML}<!-- {CANARY} --><w:document xmlns:w="w" w:rsidR="00{CANARY}"><w:body>'
            f"{body}{changes}{drawn}</w:body></w:document>"
        ),
        "word/_rels/document.xml.rels": relations(
            ("comments", "comments.xml"),
            ("people", "people.xml"),
            ("image", "media/image1.png"),
            ("hyperlink", f"https://{CANARY}.example.org", "External"),
        ),
        "word/comments.xml": f'{XML}<w:comments><w:comment w:author="{CANARY}"/></w:comments>',
        "word/commentsExtended.xml": f"{XML}<it>{CANARY}</it>",
        "word/people.xml": f'{XML}<w15:people><w15:person w15:author="{CANARY}"/></w15:people>',
        "word/settings.xml": (
            f'{XML}<w:settings><w:attachedTemplate r:id="{CANARY}"/>'
            f'<w:rsids><w:rsid w:val="{CANARY}"/></w:rsids><w:docVars><w:docVar w:val="{CANARY}"/>'
            "</w:docVars></w:settings>"
        ),
        "word/media/image1.png": png(text=CANARY.encode()),
        "word/media/image2.jpeg": jpg(text=CANARY.encode()),
    }
    return packed(parts | further)


def pptx(**further):
    """Slides with people in their properties, comments and tags."""
    parts = {
        "[Content_Types].xml": f'{XML}<Types><Override PartName="/ppt/commentAuthors.xml"/></Types>',
        "_rels/.rels": relations(("officeDocument", "ppt/presentation.xml")),
        "docProps/core.xml": CORE,
        "docProps/app.xml": APP,
        "ppt/presentation.xml": f"{XML}<p:presentation/>",
        "ppt/_rels/presentation.xml.rels": relations(("commentAuthors", "commentAuthors.xml")),
        "ppt/commentAuthors.xml": f'{XML}<p:cmAuthorLst><p:cmAuthor name="{CANARY}"/></p:cmAuthorLst>',
        "ppt/authors.xml": f'{XML}<p188:authorLst><p188:author name="{CANARY}"/></p188:authorLst>',
        "ppt/comments/comment1.xml": f"{XML}<p:cmLst>{CANARY}</p:cmLst>",
        "ppt/tags/tag1.xml": f'{XML}<p:tagLst><p:tag name="X" val="{CANARY}"/></p:tagLst>',
        "ppt/slides/slide1.xml": (
            f'{XML}<p:sld><p:cNvPr id="1" name="{CANARY}" title="{CANARY}"/><a:t>쪽</a:t></p:sld>'
        ),
        "ppt/media/image1.jpg": jpg(text=CANARY.encode()),
    }
    return packed(parts | further)


def hwpx(**further):
    """A Hangul document with people in its head, changes, memos and preview."""
    metadata = (
        f'<opf:metadata><opf:title>{CANARY}</opf:title><opf:meta name="creator">{CANARY}</opf:meta>'
        "</opf:metadata>"
    )
    parts = {
        "mimetype": "application/hwp+zip",
        "version.xml": f"{XML}<hv:HCFVersion/>",
        "Contents/content.hpf": (
            f"{XML}<opf:package>{metadata}<opf:manifest>"
            '<opf:item id="s" href="Scripts/headerScripts"/><opf:item id="b" href="Contents/section0.xml"/>'
            '</opf:manifest><opf:spine><opf:itemref idref="s"/><opf:itemref idref="b"/></opf:spine>'
            "</opf:package>"
        ),
        "Contents/header.xml": (
            f'{XML}<hh:head><hh:trackChangeAuthor name="{CANARY}" id="1"/></hh:head>'
        ),
        "Contents/section0.xml": (
            f'{XML}<hs:sec><hp:stringParam name="Author">{CANARY}</hp:stringParam>'
            "<hp:t>본문</hp:t></hs:sec>"
        ),
        "Preview/PrvText.txt": CANARY,
        "Preview/PrvImage.png": png(text=CANARY.encode()),
        "Scripts/headerScripts": CANARY,
        "BinData/image1.jpg": jpg(text=CANARY.encode()),
        "META-INF/container.xml": f"{XML}<container/>",
    }
    return packed(parts | further)


def xlsx():
    """A workbook as a program writes it, with people in its properties and comments."""
    book = Workbook()
    book.properties.creator = book.properties.lastModifiedBy = CANARY
    book.properties.created = datetime(2026, 1, 1, tzinfo=UTC).replace(tzinfo=None)
    sheet = book.active
    sheet["A1"], sheet["A2"] = "매출", 12
    sheet["A1"].comment = Comment(f"{CANARY} 메모", CANARY)
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def unpacked(content):
    """All bytes of a file, its parts unpacked, its streams too."""
    if not content.startswith(b"PK"):
        return content
    with ZipFile(BytesIO(content)) as archive:
        names = "\n".join(archive.namelist()).encode()
        return b"\n".join([content, names, *(archive.read(one) for one in archive.namelist())])
