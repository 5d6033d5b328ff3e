"""Addresses from the scores to the announced result, and of the incident switch."""

from django.urls import path, re_path

from sangsaeng.web.views.judging import (
    announcing,
    decisions,
    decisions_sheet,
    minutes,
    objections,
    rankings,
    results,
    sealing,
)

_CALL = "calls/<slug:slug>/"
_SLUG = r"^calls/(?P<slug>[-\w]+)/"
_FORM = r"\.(?P<form>xlsx|csv|json)$"
_RANKING = f"{_CALL}ranking/"
_MINUTES = f"{_CALL}minutes/"
_ONE = f"{_MINUTES}<int:position>/<int:number>"
_DECISIONS = f"{_CALL}decisions/"
_STAGE = f"{_DECISIONS}<int:position>/"
_SHEET = f"{_STAGE}sheet/"
_SEAL = f"{_CALL}seal/"

urlpatterns = [
    path(_RANKING, rankings.overview, name="ranking_overview"),
    path(f"{_RANKING}<int:position>/", rankings.page, name="ranking"),
    path(f"{_RANKING}<int:position>/compute/", rankings.compute, name="ranking_compute"),
    re_path(
        rf"{_SLUG}ranking/(?P<position>\d{{1,4}}){_FORM}", rankings.export, name="ranking_export"
    ),
    path(_MINUTES, minutes.overview, name="decision_minutes"),
    path(f"{_MINUTES}<int:position>/new/", minutes.new, name="decision_minutes_new"),
    path(f"{_ONE}/", minutes.page, name="decision_minutes_page"),
    path(f"{_ONE}/discuss/", minutes.speak, name="decision_minutes_discuss"),
    path(f"{_ONE}/close/", minutes.close, name="decision_minutes_close"),
    path(f"{_ONE}.pdf", minutes.pdf, name="decision_minutes_pdf"),
    path(_DECISIONS, decisions.overview, name="decision_overview"),
    path(f"{_DECISIONS}announce/", announcing.page, name="decision_announce"),
    path(f"{_DECISIONS}announce/drop/", announcing.drop, name="decision_announce_drop"),
    path(f"{_DECISIONS}objections/", objections.listing, name="objection_list"),
    path(f"{_DECISIONS}objections/<str:code>/", objections.answer, name="objection_answer"),
    path(_STAGE, decisions.page, name="decision_stage"),
    path(f"{_STAGE}propose/", decisions.propose, name="decision_propose"),
    path(f"{_STAGE}by-hand/", decisions.by_hand, name="decision_by_hand"),
    path(f"{_STAGE}confirm/", decisions.confirm, name="decision_confirm"),
    re_path(
        rf"{_SLUG}decisions/(?P<position>\d{{1,4}}){_FORM}",
        decisions.export,
        name="decision_export",
    ),
    path(_SHEET, decisions_sheet.start, name="decision_import"),
    path(f"{_SHEET}template/", decisions_sheet.download_template, name="decision_import-template"),
    path(f"{_SHEET}<str:number>/columns/", decisions_sheet.columns, name="decision_import-columns"),
    path(f"{_SHEET}<str:number>/preview/", decisions_sheet.preview, name="decision_import-preview"),
    path(f"{_SHEET}<str:number>/report/", decisions_sheet.report, name="decision_import-report"),
    path(f"{_CALL}results/", results.page, name="result_page"),
    path("calls/<slug:slug>/results.json", results.as_json, name="result_json"),
    path("entries/<str:code>/objection/", objections.file, name="objection_file"),
    path(_SEAL, sealing.page, name="seal_page"),
    path(f"{_SEAL}on/", sealing.seal, name="seal_on"),
    path(f"{_SEAL}lift/", sealing.lift, name="seal_lift"),
    path(f"{_SEAL}snapshots/<int:number>.json", sealing.snapshot, name="seal_snapshot"),
    re_path(rf"{_SLUG}seal/looks{_FORM}", sealing.looks, name="seal_looks"),
]
