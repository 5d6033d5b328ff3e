"""Addresses where needs and offers are written, checked and looked after."""

from django.urls import path, re_path

from sangsaeng.web.views.exchange import (
    checking,
    competitors,
    listings_import,
    managing,
    mine,
    writing,
)

FORM = r"\.(?P<form>xlsx|csv|json)$"
ONE = "listings/<code:code>/"
IMPORT = "my/listings/import/<code:organization>/"
CHECKING, COMPETITORS = "checking/", "my/competitors/"

urlpatterns = [
    path("needs/new/", writing.new, {"side": "need"}, name="listing_new_need"),
    path("offers/new/", writing.new, {"side": "offer"}, name="listing_new_offer"),
    path("listings/guide/<slug:side>/<slug:kind>/", writing.guide, name="listing_guide"),
    path(ONE, managing.one, name="listing_own"),
    path(f"{ONE}edit/", writing.edit, name="listing_edit"),
    path(f"{ONE}step/<slug:verb>/", managing.step, name="listing_step"),
    path(f"{ONE}files/add/", writing.add_file, name="listing_file_add"),
    path(f"{ONE}files/<int:number>/", writing.file, name="listing_file"),
    path(f"{ONE}files/<int:number>/remove/", writing.remove_file, name="listing_file_remove"),
    path(f"{ONE}admit/", managing.admit, name="listing_admit"),
    path(f"{ONE}admissions/<int:number>/end/", managing.end, name="listing_admission_end"),
    path(f"{ONE}check/", checking.one, name="listing_check"),
    path("my/listings/", mine.mine, name="listings_mine"),
    re_path(rf"^my/listings{FORM}", mine.export, name="listings_mine_export"),
    path("my/listings/many/", mine.change, name="listings_mine_many"),
    path(IMPORT, listings_import.start, name="listings-import"),
    path(
        f"{IMPORT}template.xlsx", listings_import.download_template, name="listings-import-template"
    ),
    path(
        f"{IMPORT}<code:number>/columns/", listings_import.columns, name="listings-import-columns"
    ),
    path(
        f"{IMPORT}<code:number>/preview/", listings_import.preview, name="listings-import-preview"
    ),
    path(f"{IMPORT}<code:number>/report/", listings_import.report, name="listings-import-report"),
    path(CHECKING, checking.queue, name="listings_to_check"),
    path(f"{CHECKING}many/", checking.check_chosen, name="listings_check_many"),
    path(COMPETITORS, competitors.quiet_list, name="competitors"),
    path(f"{COMPETITORS}name/", competitors.name, name="competitor_name"),
    path(f"{COMPETITORS}<int:number>/remove/", competitors.remove, name="competitor_remove"),
]
