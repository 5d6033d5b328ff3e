"""A spreadsheet named on the command line, read as one of the site's kinds."""

from pathlib import Path
from typing import Any


def parsed_sheet(source: Path, content: bytes, kind: Any) -> tuple[Any, Any]:
    """Read every row with its mapping; a sheet that cannot be read is refused as a whole."""
    from sangsaeng.kernel.sheets.limits import limits_of
    from sangsaeng.kernel.sheets.mapping import find_header, propose_mapping
    from sangsaeng.kernel.sheets.reading import read_sheet
    from sangsaeng.kernel.sheets.rows import parse_rows

    sheet = find_header(kind, read_sheet(content, source.name, limits_of(kind.most_rows)))
    mapping = propose_mapping(kind, sheet.header)
    return mapping, parse_rows(mapping, sheet)
