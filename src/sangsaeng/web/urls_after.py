"""Addresses after a fair: notes of meetings, steps to take, and absences."""

from django.urls import path, re_path

from sangsaeng.web.views.after import absences, meeting, mine, notes, record, steps

_FORM = r"\.(?P<form>xlsx|csv|json)$"
_SLUG = r"^fairs/(?P<slug>[-\w]+)/"
_RESULTS = "fairs/<slug:slug>/results/"
_MEETING = f"{_RESULTS}meetings/<str:code>/"
_NO_SHOWS = "fairs/<slug:slug>/no-shows/"
_RECORD = "organizations/<str:code>/no-shows/"

urlpatterns = [
    path(f"{_RESULTS}mine/", mine.mine, name="results_mine"),
    re_path(rf"{_SLUG}results/mine{_FORM}", mine.export, name="results_mine_export"),
    path(_MEETING, meeting.page, name="results_meeting"),
    path(f"{_MEETING}done/", meeting.done, name="results_done"),
    path(f"{_RESULTS}notes/", notes.listing, name="results_notes"),
    re_path(rf"{_SLUG}results/notes{_FORM}", notes.export, name="results_notes_export"),
    path(f"{_RESULTS}steps/", steps.listing, name="results_steps"),
    re_path(rf"{_SLUG}results/steps{_FORM}", steps.export, name="results_steps_export"),
    path(f"{_RESULTS}steps/<str:code>/<str:party>/remind/", steps.remind, name="results_remind"),
    path(_NO_SHOWS, absences.listing, name="no_shows"),
    re_path(rf"{_SLUG}no-shows{_FORM}", absences.export, name="no_shows_export"),
    path(f"{_NO_SHOWS}settle/", absences.settle, name="no_shows_settle"),
    path(f"{_NO_SHOWS}<str:code>/excuse/", absences.excuse, name="no_show_excuse"),
    path(_RECORD, record.record, name="organization-no-shows"),
    re_path(
        rf"^organizations/(?P<code>[^/]+)/no-shows{_FORM}",
        record.export,
        name="organization-no-shows-export",
    ),
    path(f"{_RECORD}<str:number>/answer/", record.answer, name="organization-no-show-answer"),
]
