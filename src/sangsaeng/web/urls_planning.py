"""Addresses of the planning room, of timetables and of a person's own page."""

from django.urls import path

from sangsaeng.web.views import jobs, my
from sangsaeng.web.views.planning import (
    comparing,
    drafts,
    meetings,
    moves,
    personal,
    published,
    publishing,
    room,
    unplaced,
)

_FAIR = "fairs/<slug:slug>/"
_PLAN = f"{_FAIR}plan/"
_DRAFT = f"{_PLAN}<int:serial>/"
_MEETING = f"{_DRAFT}meetings/<str:code>/"
_PERSONAL = f"{_FAIR}participants/<str:code>/timetable/"

urlpatterns = [
    path("my/", my.my, name="my"),
    path("my/feeds/<str:code>/revoke/", personal.revoke, name="feed_revoke"),
    path("jobs/<str:code>/", jobs.job_page, name="job"),
    path(_PLAN, room.room, name="plan"),
    path(f"{_PLAN}start/", room.start, name="plan_start"),
    path(_DRAFT, drafts.show, name="plan_draft"),
    path(f"{_DRAFT}note/", drafts.annotate, name="plan_note"),
    path(f"{_DRAFT}discard/", drafts.put_away, name="plan_discard"),
    path(f"{_DRAFT}publish/", publishing.publish, name="plan_publish"),
    path(f"{_DRAFT}unplaced/", unplaced.unplaced, name="plan_unplaced"),
    path(f"{_DRAFT}unplaced.xlsx", unplaced.unplaced_sheet, name="plan_unplaced_sheet"),
    path(f"{_DRAFT}parties/", drafts.parties, name="plan_parties"),
    path(f"{_DRAFT}compare/", comparing.compare, name="plan_compare"),
    path(_MEETING, meetings.show, name="plan_meeting"),
    path(f"{_MEETING}move/", moves.move, name="plan_move"),
    path(f"{_MEETING}pin/", meetings.fix, name="plan_pin"),
    path(f"{_MEETING}unpin/", meetings.loosen, name="plan_unpin"),
    path(f"{_MEETING}forbid/", meetings.keep_apart, name="plan_forbid"),
    path(f"{_MEETING}allow/", meetings.let_meet, name="plan_allow"),
    path(f"{_FAIR}timetable/", published.timetable, name="timetable"),
    path(f"{_FAIR}timetable/v/<int:number>/", published.version, name="timetable_version"),
    path(_PERSONAL, personal.personal, name="participant_timetable"),
    path(f"{_PERSONAL}feed/", personal.subscribe, name="feed_open"),
]
