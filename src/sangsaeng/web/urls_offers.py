"""Addresses of free places, their offers, and walk-ins."""

from django.urls import path, re_path

from sangsaeng.web.views.desk import bookings, offers, openings, walk_ins
from sangsaeng.web.views.fairs.offers import offer

_FAIR = "fairs/<slug:slug>/"
_DESK = f"{_FAIR}desk/"
_OPENINGS = r"^fairs/(?P<slug>[-\w]+)/desk/openings\.(?P<form>xlsx|csv|json)$"

urlpatterns = [
    path(f"{_DESK}openings/", openings.openings, name="desk_openings"),
    re_path(_OPENINGS, openings.export, name="desk_openings_export"),
    path(f"{_DESK}openings/<str:code>/", openings.one, name="desk_opening"),
    path(f"{_DESK}openings/<str:code>/give/", openings.give, name="desk_opening_give"),
    path(f"{_DESK}offers/<str:code>/", offers.settle, name="desk_offer"),
    path(f"{_DESK}waiting/", bookings.waiting, name="desk_waiting"),
    path(f"{_DESK}waiting/<str:code>/", bookings.booking, name="desk_booking"),
    path(f"{_DESK}meetings/<str:code>/call-off/", bookings.calling_off, name="desk_call_off"),
    path(f"{_DESK}walk-ins/", walk_ins.welcome, name="desk_walk_in"),
    path(f"{_DESK}walk-ins/<str:code>/", walk_ins.places, name="desk_walk_in_places"),
    path(f"{_FAIR}offers/<str:code>/", offer, name="fair_offer"),
]
