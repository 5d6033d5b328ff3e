"""Addresses of programs and calls: what everybody reads, and how officers make and run them."""

from django.urls import path, re_path

from sangsaeng.web.views.programs import (
    call,
    calls,
    feeds,
    pieces,
    programs,
    running,
    setting_up,
    writing,
)

_FORM = r"\.(?P<form>xlsx|csv|json)$"
_PROGRAM = "programs/<slug:slug>/"
_CALL = "calls/<slug:slug>/"
_SET_UP = f"{_CALL}set-up/"
_PIECES = f"{_SET_UP}<str:name>/"
_PIECE = f"{_PIECES}<int:key>/"

urlpatterns = [
    path("programs/", programs.listing, name="program_list"),
    path("programs/new/", programs.new, name="program_new"),
    path(_PROGRAM, programs.page, name="program_page"),
    path(f"{_PROGRAM}edit/", programs.edit, name="program_edit"),
    path(f"{_PROGRAM}officers/", programs.officers, name="program_officers"),
    path(f"{_PROGRAM}officers/<int:key>/end/", programs.end_office, name="program_officer_end"),
    path(f"{_PROGRAM}calls/new/", writing.new, name="call_new"),
    path("calls/", calls.listing, name="call_list"),
    re_path(rf"^calls{_FORM}", calls.export, name="call_list_export"),
    path("calls/feed.xml", feeds.feed, name="call_feed"),
    path(_CALL, call.page, name="call"),
    path("calls/<slug:slug>.json", call.plain, name="call_json"),
    path("calls/<slug:slug>.jsonld", call.linked, name="call_linked"),
    path(f"{_CALL}editions/<int:number>.json", call.edition, name="call_edition"),
    path(f"{_CALL}copy/", writing.copy, name="call_copy"),
    path(f"{_CALL}run/", running.hub, name="call_run"),
    path(f"{_CALL}run/step/", running.step, name="call_step"),
    path(f"{_CALL}run/extend/", running.extend, name="call_extend"),
    path(f"{_CALL}run/call-off/", running.call_off_page, name="call_call_off"),
    path(_SET_UP, setting_up.checklist, name="call_set_up"),
    path(f"{_SET_UP}frame/", setting_up.frame_page, name="call_frame"),
    path(f"{_SET_UP}settings/", setting_up.settings, name="call_settings"),
    path(f"{_SET_UP}preview/", setting_up.preview, name="call_preview"),
    path(f"{_SET_UP}stages/<int:key>/criteria/", pieces.criteria, name="call_criteria"),
    path(_PIECES, pieces.listing, name="call_pieces"),
    path(f"{_PIECES}new/", pieces.edit, name="call_piece_new"),
    path(_PIECE, pieces.edit, name="call_piece"),
    path(f"{_PIECE}move/", pieces.move, name="call_piece_move"),
    path(f"{_PIECE}remove/", pieces.remove, name="call_piece_remove"),
]
