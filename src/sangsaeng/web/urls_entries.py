"""Addresses of entries and recommendations."""

from django.urls import path, re_path

from sangsaeng.web.views.programs import (
    entries_mine,
    entries_run,
    entry_check,
    entry_page,
    entry_steps,
    entry_team,
    entry_writing,
    recommending,
)

_FORM = r"\.(?P<form>xlsx|csv|json)$"
_CALL = "calls/<slug:slug>/"
_CALL_RE = r"^calls/(?P<slug>[-a-zA-Z0-9_]+)/"
_E = "entries/<str:code>/"

urlpatterns = [
    # One's own
    path("my/entries/", entries_mine.listing, name="entry_mine"),
    re_path(rf"^my/entries{_FORM}", entries_mine.export, name="entry_mine_export"),
    path(f"{_CALL}enter/", entry_writing.begin, name="entry_new"),
    path(_E, entry_page.page, name="entry"),
    path("entries/<str:code>.json", entry_page.as_json, name="entry_json"),
    path(f"{_E}title/", entry_writing.title, name="entry_title"),
    path(f"{_E}answers/<slug:key>/", entry_writing.answer, name="entry_answer"),
    path(f"{_E}answers/<slug:key>/files/", entry_writing.attach, name="entry_file_add"),
    path(f"{_E}files/<str:file>/", entry_writing.file, name="entry_file"),
    path(f"{_E}files/<str:file>/remove/", entry_writing.detach, name="entry_file_remove"),
    path(f"{_E}partners/", entry_team.ask, name="entry_partner_ask"),
    path(f"{_E}partners/<int:key>/<str:verb>/", entry_team.press, name="entry_partner"),
    path(f"{_E}hand-in/", entry_steps.submit, name="entry_hand_in"),
    path(f"{_E}withdraw/", entry_steps.take_back, name="entry_withdraw"),
    path(f"{_E}reopen/", entry_steps.open_again, name="entry_reopen"),
    path(f"{_E}supplement/", entry_steps.supplement, name="entry_supplement"),
    path(f"{_E}receipts/<int:number>.json", entry_steps.receipt_json, name="entry_receipt"),
    path(f"{_E}receipts/<int:number>.pdf", entry_steps.receipt_pdf, name="entry_receipt_pdf"),
    path(f"{_E}contents/<int:number>.json", entry_steps.content_json, name="entry_content"),
    # The officers'
    path(f"{_CALL}entries/", entries_run.listing, name="entry_run_list"),
    re_path(rf"{_CALL_RE}entries{_FORM}", entries_run.export, name="entry_run_export"),
    re_path(rf"{_CALL_RE}answers{_FORM}", entries_run.answers, name="entry_run_answers"),
    path(f"{_CALL}entries/<str:code>/", entry_check.by_call, name="entry_run"),
    path(f"{_E}check/", entry_check.page, name="entry_check"),
    path(f"{_E}check/supplement/", entry_check.supplement, name="entry_check_supplement"),
    path(f"{_E}check/screen-out/", entry_check.screen, name="entry_check_screen"),
    path(f"{_E}check/reopen/", entry_check.let_open, name="entry_check_reopen"),
    path(f"{_E}check/press/<str:verb>/", entry_check.press, name="entry_check_press"),
    # Recommendations
    path(f"{_CALL}recommend/", recommending.new, name="recommendation_new"),
    path(f"{_CALL}recommendations/", recommending.listing, name="recommendation_list"),
    re_path(
        rf"{_CALL_RE}recommendations{_FORM}", recommending.export, name="recommendation_export"
    ),
    path("recommendations/<str:code>/", recommending.page, name="recommendation"),
    path(
        "recommendations/<str:code>/<str:verb>/", recommending.answer, name="recommendation_answer"
    ),
]
