"""Addresses of a person's notices."""

from django.urls import path, re_path

from sangsaeng.web.views import notices, notices_off

urlpatterns = [
    path("my/notices/", notices.listing, name="notices"),
    re_path(r"^my/notices\.(?P<form>xlsx|csv|json)$", notices.export, name="notices_export"),
    path("my/notices/read/", notices.read_all, name="notices_read"),
    path("my/notices/settings/", notices.settings, name="notices_settings"),
    path("my/notices/off/<str:token>/", notices_off.off, name="notices_off"),
    path("my/notices/<str:code>/", notices.follow, name="notice"),
]
