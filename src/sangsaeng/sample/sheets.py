"""The spreadsheets that a visitor imports: requests as an officer would receive them."""

from pathlib import Path

from sangsaeng.fairs.models import Fair
from sangsaeng.fairs.sheets import REQUESTS
from sangsaeng.kernel.sheets.columns import SheetKind
from sangsaeng.kernel.sheets.tables import table_of
from sangsaeng.kernel.sheets.writing import write_csv, write_xlsx
from sangsaeng.sample.fair import SampleRequest, draw_requests

NAME = "상담신청_2023_예시"


def write_sheets(fair: Fair, folder: Path) -> Path:
    """Write the requests as a workbook and as text into the folder; return the workbook."""
    kind = SheetKind(**{**vars(REQUESTS), "keeps_identity": False})
    table = table_of(kind, [_record(request) for request in draw_requests(fair)])
    folder.mkdir(parents=True, exist_ok=True)
    (folder / f"{NAME}.csv").write_bytes(write_csv(table))
    workbook = folder / f"{NAME}.xlsx"
    workbook.write_bytes(write_xlsx([table]))
    return workbook


def _record(request: SampleRequest) -> dict[str, object]:
    return {
        "buyer": request.buyer.organization.name,
        "supplier": request.supplier.organization.name,
        "buyer_wish": request.buyer_wish,
        "supplier_wish": request.supplier_wish,
        "purpose": request.purpose,
        "topic": "예시로 만든 신청",
    }
