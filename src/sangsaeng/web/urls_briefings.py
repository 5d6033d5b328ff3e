"""Addresses of a fair's program: side sessions, seats, materials and checklists."""

from django.urls import path, re_path

from sangsaeng.web.views.fairs import program, session_content

_FAIR = "fairs/<slug:slug>/"
_ONE = f"{_FAIR}program/<int:key>/"
_CONTENT = f"{_FAIR}sessions/<int:key>/"

urlpatterns = [
    path(f"{_FAIR}program/", program.program, name="program"),
    re_path(
        r"^fairs/(?P<slug>[-\w]+)/program\.(?P<form>xlsx|csv|json)$",
        program.export,
        name="program_export",
    ),
    path(_ONE, program.one, name="program_session"),
    path(f"{_ONE}seat/", program.seat, name="program_seat"),
    path(f"{_ONE}session.ics", program.calendar, name="program_ics"),
    path(f"{_ONE}materials/<int:material>/", program.material, name="program_material"),
    path(f"{_ONE}items/<int:item>/keep/", program.keep, name="program_keep"),
    path("my/checklists/", program.checklists, name="checklists"),
    path(f"{_CONTENT}content/", session_content.content, name="session_content"),
    path(f"{_CONTENT}materials/", session_content.hand_out, name="session_material_add"),
    path(
        f"{_CONTENT}materials/<int:material>/remove/",
        session_content.take_back,
        name="session_material_remove",
    ),
    re_path(
        r"^fairs/(?P<slug>[-\w]+)/sessions/(?P<key>\d+)/attendees\.(?P<form>xlsx|csv|json)$",
        session_content.attendees,
        name="session_attendees",
    ),
]
