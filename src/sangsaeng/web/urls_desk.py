"""Addresses of the desk on the day."""

from django.urls import path, re_path

from sangsaeng.web.views.desk import arriving, board, marks, papers

_DESK = "fairs/<slug:slug>/desk/"

urlpatterns = [
    path(_DESK, board.board, name="desk"),
    path(f"{_DESK}now/", board.now, name="desk_now"),
    path(f"{_DESK}marks/", marks.marks, name="desk_marks"),
    path(f"{_DESK}mark/", marks.mark, name="desk_mark"),
    path(f"{_DESK}sheet.pdf", papers.sheet, name="desk_sheet"),
    re_path(
        r"^fairs/(?P<slug>[-\w]+)/desk\.(?P<form>xlsx|csv|json)$", papers.export, name="desk_export"
    ),
    path(f"{_DESK}arrive/<str:code>/", arriving.arrive, name="desk_arrive"),
]
