"""Addresses of technical material: the owner's own, and what passes between two sides."""

from django.urls import path, re_path

from sangsaeng.web.views.disclosure import (
    agreements,
    changes,
    demands,
    lists,
    materials,
    papers,
    presses,
    shown,
    viewing,
)

_FORM = r"\.(?P<form>xlsx|csv|json)$"
_MINE = "my/materials/"
_ONE = f"{_MINE}<str:code>/"
_D = "disclosures/<str:code>/"
_M = f"{_D}materials/<int:number>/"

urlpatterns = [
    # The owner's own
    path(_MINE, materials.listing, name="materials"),
    re_path(rf"^my/materials{_FORM}", materials.export, name="materials_export"),
    path(f"{_MINE}new/", materials.new, name="material_new"),
    path(_ONE, materials.page, name="material"),
    path(f"{_ONE}edit/", materials.edit, name="material_edit"),
    path(f"{_ONE}versions/", materials.add_version, name="material_version_add"),
    path(f"{_ONE}versions/<int:number>/original/", materials.original, name="material_original"),
    path(f"{_ONE}titles/", materials.tell_title, name="material_title"),
    path(f"{_ONE}titles/<int:key>/end/", materials.end_title, name="material_title_end"),
    # Between two sides
    path("disclosures/", lists.listing, name="disclosures"),
    re_path(rf"^disclosures/(?P<side>given|got){_FORM}", lists.export, name="disclosures_export"),
    path("disclosures/new/", demands.new, name="disclosure_new"),
    path(_D, shown.page, name="disclosure"),
    path(f"{_D}edit/", demands.edit, name="disclosure_edit"),
    path(f"{_D}answer/", demands.answer, name="disclosure_answer"),
    path(f"{_D}decline/", demands.decline, name="disclosure_decline"),
    path(f"{_D}agreement/", agreements.text, name="disclosure_text"),
    path(f"{_D}agreement/agree/", agreements.agree, name="disclosure_agree"),
    path(f"{_D}agreement/sign/", agreements.sign_page, name="disclosure_sign"),
    path(f"{_D}press/<str:verb>/", presses.press, name="disclosure_press"),
    path(f"{_D}secrecy/", changes.answer_secrecy, name="disclosure_secrecy"),
    path(f"{_D}hold/", changes.hold, name="disclosure_hold"),
    path(f"{_D}holders/", changes.propose, name="disclosure_holders"),
    path(f"{_D}holders/<int:key>/remove/", changes.remove, name="disclosure_holder_remove"),
    path(f"{_D}changes/<int:key>/<str:verb>/", changes.answer, name="disclosure_change"),
    path(f"{_D}certificate/", changes.certificate, name="disclosure_certificate"),
    path(f"{_D}certificate/back/", changes.send_back, name="disclosure_certificate_back"),
    path(f"{_D}documents/<int:number>.pdf", papers.document, name="disclosure_document"),
    path(f"{_D}receipt.json", papers.receipt_json, name="disclosure_receipt"),
    path(f"{_D}receipt.pdf", papers.receipt_pdf, name="disclosure_receipt_pdf"),
    path(f"{_D}package.zip", papers.package, name="disclosure_package"),
    path(_M, viewing.view, name="disclosure_view"),
    path(f"{_M}download/", viewing.download, name="disclosure_download"),
    path(f"{_M}print/", viewing.print_out, name="disclosure_print"),
]
