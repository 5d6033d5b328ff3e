"""Addresses about setting a fair up."""

from django.urls import path, re_path

from sangsaeng.web.views.fairs import (
    days,
    imports,
    listing,
    page,
    participants,
    request,
    requests,
    sessions,
    setting_up,
    times,
)

_FORM = r"\.(?P<form>xlsx|csv|json)$"
_SLUG = r"^fairs/(?P<slug>[-\w]+)/"
_FAIR = "fairs/<slug:slug>/"
_PARTICIPANT = f"{_FAIR}participants/<str:code>/"
_REQUEST = f"{_FAIR}requests/<str:code>/"
_IMPORT = rf"{_SLUG}(?P<sheet>requests|participants)/import/"
_NUMBER = r"(?P<number>[A-Z0-9]{8})/"

urlpatterns = [
    path("fairs/", listing.listing, name="fairs"),
    re_path(rf"^fairs{_FORM}", listing.export, name="fairs_export"),
    path("fairs/new/", listing.new, name="fair_new"),
    path(_FAIR, page.page, name="fair"),
    path(f"{_FAIR}step/", page.step, name="fair_step"),
    path(f"{_FAIR}settings/", setting_up.settings, name="fair_settings"),
    path(f"{_FAIR}people/", setting_up.people, name="fair_people"),
    path(f"{_FAIR}people/<int:role>/end/", setting_up.end_role, name="fair_role_end"),
    path(f"{_FAIR}days/", days.days, name="fair_days"),
    path(f"{_FAIR}days/<str:day>/remove/", days.remove, name="fair_day_remove"),
    path(f"{_FAIR}sessions/", sessions.listing, name="fair_sessions"),
    path(f"{_FAIR}sessions/new/", sessions.edit, name="fair_session_new"),
    path(f"{_FAIR}sessions/<int:session>/", sessions.edit, name="fair_session"),
    path(f"{_FAIR}sessions/<int:session>/remove/", sessions.remove, name="fair_session_remove"),
    re_path(rf"{_IMPORT}$", imports.start, name="fair_import"),
    re_path(rf"{_IMPORT}template\.xlsx$", imports.download_template, name="fair_import-template"),
    re_path(rf"{_IMPORT}{_NUMBER}columns/$", imports.columns, name="fair_import-columns"),
    re_path(rf"{_IMPORT}{_NUMBER}preview/$", imports.preview, name="fair_import-preview"),
    re_path(rf"{_IMPORT}{_NUMBER}report/$", imports.report, name="fair_import-report"),
    path(f"{_FAIR}participants/", participants.listing, name="fair_participants"),
    re_path(rf"{_SLUG}participants{_FORM}", participants.export, name="fair_participants_export"),
    path(f"{_FAIR}participants/new/", participants.new, name="fair_participant_new"),
    path(f"{_FAIR}participants/times/", times.times, name="fair_times"),
    path(_PARTICIPANT, participants.one, name="fair_participant"),
    path(f"{_PARTICIPANT}remove/", participants.remove, name="fair_participant_remove"),
    path(f"{_FAIR}requests/", requests.listing, name="fair_requests"),
    re_path(rf"{_SLUG}requests{_FORM}", requests.export, name="fair_requests_export"),
    path(f"{_FAIR}requests/new/", requests.new, name="fair_request_new"),
    path(_REQUEST, request.page, name="fair_request"),
    path(f"{_REQUEST}wish/", request.wish, name="fair_request_wish"),
    path(f"{_REQUEST}about/", request.about, name="fair_request_about"),
    path(f"{_REQUEST}withdraw/", request.withdraw, name="fair_request_withdraw"),
    path(f"{_REQUEST}pin/", request.fix, name="fair_request_pin"),
    path(f"{_REQUEST}forbid/", request.keep_apart, name="fair_request_forbid"),
]
