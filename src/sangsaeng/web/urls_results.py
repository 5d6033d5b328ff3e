"""Addresses of what came of a fair, and of next year's fair made from it."""

from django.urls import path, re_path

from sangsaeng.web.views.results import copying, page

_FAIR = "fairs/<slug:slug>/"
_CHART = r"^fairs/(?P<slug>[-\w]+)/results/charts/(?P<chart>[-a-z]+)\.(?P<form>xlsx|csv|json)$"

urlpatterns = [
    path(f"{_FAIR}results/", page.page, name="fair_results"),
    re_path(_CHART, page.export, name="fair_results_export"),
    path(f"{_FAIR}copy/", copying.copy, name="fair_copy"),
]
