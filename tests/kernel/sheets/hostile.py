"""Files that nobody honest would send, and small honest ones, made byte by byte."""

import base64
import io
import zipfile
import zlib
from collections.abc import Mapping

import xlsxwriter

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"

# One sheet 명단 with the cells 기업명, 수량, 가나테크, 7 in the format of Excel 97.
OLD_WORKBOOK = zlib.decompress(
    base64.b85decode(
        "c-p&gUhu)fjZzO8(10BSGsD0CoD6J8VvIn{3F8Pb0OkMx2QgtZ2N3@s1w#sOasVTejg?_H?-_Pb9D?HeAp;Y"
        "`29|?Bl7Zn75XUeSF!<%?r7F-7IDy@e$Ov+SEs$hnm;)5yV~_;9N(f9QgGpg9xgM-?514cSi}Zp?TcFwpj8P"
        "2d?ftYYps6^5NeL{+#{e>SJ6O*xu!tdpD8mU*Dz2Zv2vN(*;8>KIm@_yf<XCtZmM{S0%{?_QwJ0&?0fPuI0+"
        "%p+{jb2l@CBAr4=9X^(^s640Vw_hRh%7*_+%y)28ITP{|Vp(-patkaEuuw!^GIS>&2!&49W~3E(9|gtUG$Nb"
        "r(>f#G#YhS%B)-%-G;_G3Npos8j~$VgZy~%nMH4JU}vqfgj8k1gCKUU^)F~<;P3DNdflpV37uJ$qgyrRY6W-"
        "_|MP?(gD=W2bN)ilUiU>8%#EVO_c_-rNE>JFl7R1wE$5l!>t*trUfjk2DHZ*3@+QNBe6Ar?AF(TJLFm)+iL>"
        "Z>)an!iLASBzmP!*Sl^@o^@CtDgASt(<E)t=u+tt!GeXOPyI@ihqg>!%5`en>KeQ6#XZXv&1!f9@NeB-VI*d"
        "^Dj9An&g4KgetYhK=yGM{g4pdJv2{CK~2af|%P07VD3P!;w7zLwX6pVsVFbYP&U<8cNc0H(*0c!cPLVFMF&~"
        "cr=K>TlXm}J<3AclM(ECF^*T^aI#bP+=(N$E$7ft3+v79){*VB>`#5Dv7xh#{LH3G9w+lG87+_s59rAEGr1P"
        "%jISYX3h{+(~2m0fRNhvj"
    )
)


def archive(parts: Mapping[str, bytes | str], *, packed: bool = True) -> bytes:
    """Return a zip file with the parts."""
    buffer = io.BytesIO()
    kind = zipfile.ZIP_DEFLATED if packed else zipfile.ZIP_STORED
    with zipfile.ZipFile(buffer, "w", kind) as out:
        for name, content in parts.items():
            out.writestr(name, content)
    return buffer.getvalue()


def workbook_parts(rows: str, strings: str = "") -> dict[str, bytes | str]:
    """Return the parts of the smallest workbook around the markup of its rows."""
    content_type = "application/vnd.openxmlformats-officedocument.spreadsheetml"
    return {
        "[Content_Types].xml": (
            f'<Types xmlns="{PACKAGE}/content-types">'
            '<Default Extension="rels" ContentType="application/xml"/>'
            f'<Override PartName="/xl/workbook.xml" ContentType="{content_type}.sheet.main+xml"/>'
            "</Types>"
        ),
        "_rels/.rels": (
            f'<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="r1" '
            f'Type="{OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>'
        ),
        "xl/workbook.xml": (
            f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}"><sheets>'
            '<sheet name="S" sheetId="1" r:id="rId1"/></sheets></workbook>'
        ),
        "xl/_rels/workbook.xml.rels": (
            f'<Relationships xmlns="{PACKAGE}/relationships">'
            f'<Relationship Id="rId1" Type="{OFFICE}/worksheet" Target="worksheets/sheet1.xml"/>'
            f'<Relationship Id="rId2" Type="{OFFICE}/sharedStrings" Target="sharedStrings.xml"/>'
            "</Relationships>"
        ),
        "xl/worksheets/sheet1.xml": (
            f'<worksheet xmlns="{MAIN}"><sheetData>{rows}</sheetData></worksheet>'
        ),
        "xl/sharedStrings.xml": strings or f'<sst xmlns="{MAIN}"/>',
    }


def workbook(rows: str, strings: str = "") -> bytes:
    """Return the smallest workbook around the markup of its rows."""
    return archive(workbook_parts(rows, strings))


def row(number: int, *cells: str) -> str:
    """Return the markup of one row of texts in the first columns."""
    marked = "".join(
        f'<c r="{chr(65 + place)}{number}" t="inlineStr"><is><t>{cell}</t></is></c>'
        for place, cell in enumerate(cells)
    )
    return f'<row r="{number}">{marked}</row>'


SMALL = row(1, "기업명", "수량") + row(2, "가나테크", "7")


def far_cell() -> bytes:
    """Return 1.4 KB whose cells span the whole sheet Excel can hold."""
    corner = '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
    return workbook(SMALL + corner)


def wide_cells(rows: int) -> bytes:
    """Return few cells that lie in the first and the last column, row after row."""
    return workbook(
        "".join(
            f'<row r="{number}"><c r="A{number}"><v>1</v></c><c r="XFD{number}"><v>1</v></c></row>'
            for number in range(1, rows + 1)
        )
    )


def long_table(rows: int) -> bytes:
    """Return one column of many rows, small when packed."""
    return workbook(
        "".join(f'<row r="{n}"><c r="A{n}"><v>1</v></c></row>' for n in range(1, rows + 1))
    )


def billion_laughs() -> bytes:
    """Return shared strings whose entities multiply by ten, nine times."""
    entities = '<!ENTITY l0 "lol">' + "".join(
        f'<!ENTITY l{level} "{f"&l{level - 1};" * 10}">' for level in range(1, 10)
    )
    strings = f'<!DOCTYPE sst [{entities}]><sst xmlns="{MAIN}"><si><t>&l9;</t></si></sst>'
    cells = '<row r="3"><c r="A3" t="s"><v>0</v></c></row>'
    return workbook(SMALL + cells, strings)


def one_text_many_cells(rows: int, columns: int, length: int) -> bytes:
    """Return one long shared string that every cell refers to."""
    strings = f'<sst xmlns="{MAIN}"><si><t>{"가" * length}</t></si></sst>'
    names = [chr(65 + column) for column in range(columns)]
    return workbook(
        "".join(
            f'<row r="{n}">'
            + "".join(f'<c r="{name}{n}" t="s"><v>0</v></c>' for name in names)
            + "</row>"
            for n in range(1, rows + 1)
        ),
        strings,
    )


def lying_sizes(data: bytes) -> bytes:
    """Return an archive whose directory claims that every part is one byte when unpacked."""
    out = bytearray(data)
    for mark, offset in ((b"PK\x01\x02", 24), (b"PK\x03\x04", 22)):
        at = out.find(mark)
        while at >= 0:
            out[at + offset : at + offset + 4] = (1).to_bytes(4, "little")
            at = out.find(mark, at + 4)
    return bytes(out)


def protected(data: bytes) -> bytes:
    """Return an archive whose directory marks every part as encrypted."""
    out = bytearray(data)
    at = out.find(b"PK\x01\x02")
    while at >= 0:
        out[at + 8] |= 1
        at = out.find(b"PK\x01\x02", at + 4)
    return bytes(out)


def ods(cells: tuple[tuple[str, ...], ...], repeated: str = "") -> bytes:
    """Return the smallest OpenDocument spreadsheet, its rows with an attribute of repetition."""
    names = "urn:oasis:names:tc:opendocument:xmlns"
    rows = "".join(
        f"<table:table-row {repeated}>"
        + "".join(
            '<table:table-cell office:value-type="string">'
            f"<text:p>{cell}</text:p></table:table-cell>"
            for cell in line
        )
        + "</table:table-row>"
        for line in cells
    )
    content = (
        f'<office:document-content xmlns:office="{names}:office:1.0" '
        f'xmlns:table="{names}:table:1.0" xmlns:text="{names}:text:1.0"><office:body>'
        f'<office:spreadsheet><table:table table:name="명단">{rows}</table:table>'
        "</office:spreadsheet></office:body></office:document-content>"
    )
    kind = "application/vnd.oasis.opendocument.spreadsheet"
    manifest = (
        f'<manifest:manifest xmlns:manifest="{names}:manifest:1.0"><manifest:file-entry '
        f'manifest:full-path="/" manifest:media-type="{kind}"/></manifest:manifest>'
    )
    parts = {"mimetype": kind, "META-INF/manifest.xml": manifest, "content.xml": content}
    return archive(parts, packed=False)


def honest(*sheets: tuple[str, list[list[object]]]) -> bytes:
    """Return an ordinary .xlsx file with the sheets."""
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer, {"in_memory": True})
    for name, rows in sheets:
        sheet = book.add_worksheet(name)
        for number, cells in enumerate(rows):
            sheet.write_row(number, 0, cells)
    book.close()
    return buffer.getvalue()
