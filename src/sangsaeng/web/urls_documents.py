"""Addresses of a timetable's files."""

from django.urls import path

from sangsaeng.web.views import documents

_PLAN = "fairs/<slug:slug>/plan/<int:serial>"

urlpatterns = [
    path(
        "fairs/<slug:slug>/calendar/<str:code>.ics", documents.calendar_feed, name="calendar_feed"
    ),
    path(
        "fairs/<slug:slug>/participants/<str:code>/timetable.ics",
        documents.participant_ics,
        name="participant_ics",
    ),
    path(
        "fairs/<slug:slug>/participants/<str:code>/timetable.pdf",
        documents.participant_pdf,
        name="participant_pdf",
    ),
    path(
        "fairs/<slug:slug>/participants/<str:code>/timetable.xlsx",
        documents.participant_xlsx,
        name="participant_xlsx",
    ),
    path(
        "fairs/<slug:slug>/timetable/participants.pdf",
        documents.participants_pdf,
        name="participants_pdf",
    ),
    path("fairs/<slug:slug>/timetable/tables.pdf", documents.tables_pdf, name="tables_pdf"),
    path("fairs/<slug:slug>/timetable/wall.pdf", documents.wall_pdf, name="wall_pdf"),
    path("fairs/<slug:slug>/timetable.xlsx", documents.timetable_xlsx, name="timetable_xlsx"),
    path("fairs/<slug:slug>/timetable.csv", documents.timetable_csv, name="timetable_csv"),
    path("fairs/<slug:slug>/timetable.json", documents.timetable_json, name="timetable_json"),
    path(
        f"{_PLAN}/participants/<str:code>/timetable.pdf",
        documents.participant_pdf,
        name="plan_participant_pdf",
    ),
    path(
        f"{_PLAN}/participants/<str:code>/timetable.xlsx",
        documents.participant_xlsx,
        name="plan_participant_xlsx",
    ),
    path(f"{_PLAN}/participants.pdf", documents.participants_pdf, name="plan_participants_pdf"),
    path(f"{_PLAN}/tables.pdf", documents.tables_pdf, name="plan_tables_pdf"),
    path(f"{_PLAN}/wall.pdf", documents.wall_pdf, name="plan_wall_pdf"),
    path(f"{_PLAN}/timetable.xlsx", documents.timetable_xlsx, name="plan_timetable_xlsx"),
    path(f"{_PLAN}/timetable.csv", documents.timetable_csv, name="plan_timetable_csv"),
    path(f"{_PLAN}/timetable.json", documents.timetable_json, name="plan_timetable_json"),
]
