"""Papers, receipts and the owner's package."""

import json

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_GET

from sangsaeng.disclosure.actions.handing_out import take_package, take_receipt
from sangsaeng.disclosure.papers import receipt_paper
from sangsaeng.disclosure.queries.access import get_document_of
from sangsaeng.disclosure.refusals import NotStoredWhole
from sangsaeng.kernel import clock
from sangsaeng.kernel.files import open_stored
from sangsaeng.web.documents.package import package_zip
from sangsaeng.web.views.disclosure.frame import acting_side, opened
from sangsaeng.web.views.exporting import attachment

JSON = "application/json; charset=utf-8"


@require_GET
def document(request: HttpRequest, code: str, number: int) -> HttpResponse:
    """Give a paper exactly as it was kept."""
    _viewer, demand = opened(request, code)
    paper = get_document_of(demand, number)
    with open_stored(paper.file) as stored:
        content = stored.read()
    if not paper.is_whole(content):
        raise NotStoredWhole
    response = HttpResponse(content, content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="{paper.file.name}"'
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "no-store, private"
    return response


@require_GET
def receipt_json(request: HttpRequest, code: str) -> HttpResponse:
    """Give a side its receipt, which `sangsaeng verify` checks without asking anybody."""
    viewer, demand = opened(request, code)
    side = acting_side(request, viewer, demand)
    receipt = take_receipt(demand, side, actor=viewer, at=clock.now())
    text = json.dumps(receipt, ensure_ascii=False, indent=1)
    return attachment(text.encode(), JSON, f"receipt-{code}.json")


@require_GET
def receipt_pdf(request: HttpRequest, code: str) -> HttpResponse:
    """Give a side the cover of its receipt on paper."""
    viewer, demand = opened(request, code)
    side, at = acting_side(request, viewer, demand), clock.now()
    receipt = take_receipt(demand, side, actor=viewer, at=at)
    content = receipt_paper(demand, receipt, at)
    return attachment(content, "application/pdf", f"receipt-{code}.pdf")


@require_GET
def package(request: HttpRequest, code: str) -> HttpResponse:
    """Give the owner what to hand in at an office."""
    viewer, demand = opened(request, code)
    taken = take_package(demand, actor=viewer, at=clock.now())
    return attachment(package_zip(taken), "application/zip", f"disclosure-{code}.zip")
