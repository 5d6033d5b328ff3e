"""Addresses of the day's changes at the desk."""

from django.urls import path, re_path

from sangsaeng.web.views.desk import changes

_CHANGES = "fairs/<slug:slug>/desk/changes/"
_FILE = r"^fairs/(?P<slug>[-\w]+)/desk/changes/(?P<number>[1-9]\d{0,8})\.(?P<form>xlsx|csv|json)$"

urlpatterns = [
    path(_CHANGES, changes.start, name="desk_changes"),
    path(f"{_CHANGES}preview/", changes.preview, name="desk_changes_preview"),
    path(f"{_CHANGES}<int:number>/", changes.made, name="desk_changes_made"),
    path(f"{_CHANGES}<int:number>/sheets.pdf", changes.made_sheets, name="desk_changes_sheets"),
    re_path(_FILE, changes.made_export, name="desk_changes_export"),
]
