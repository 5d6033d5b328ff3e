"""Addresses of field checks."""

from django.urls import path

from sangsaeng.web.views.judging import visits

_ONE = "visits/<str:code>/"

urlpatterns = [
    path("visits/", visits.listing, name="visits"),
    path("visits/plan/<str:code>/", visits.plan, name="visit_plan"),
    path(_ONE, visits.page, name="visit"),
    path(f"{_ONE}write/", visits.write, name="visit_write"),
    path(f"{_ONE}photos/", visits.photograph, name="visit_photo_add"),
    path(f"{_ONE}photos/<int:number>/", visits.photo, name="visit_photo"),
    path(f"{_ONE}sign/<str:side>/", visits.sign, name="visit_sign"),
    path(f"{_ONE}reopen/", visits.reopen, name="visit_reopen"),
    path(f"{_ONE}call-off/", visits.call_off, name="visit_call_off"),
    path("visits/<str:code>.pdf", visits.paper, name="visit_paper"),
]
