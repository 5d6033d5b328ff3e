"""Addresses that phones ask for by themselves."""

from django.urls import path

from sangsaeng.web.views import live

LIVE = "live/"

urlpatterns = [
    path(f"{LIVE}<str:code>", live.revision, name="live"),
    path("sw.js", live.service_worker, name="service_worker"),
]
