"""Addresses of a call's ceremony: set, listed, seated, written about."""

from django.urls import path, re_path

from sangsaeng.web.views.honors import ceremonies, guest_import, guests, seating

_C = "calls/<slug:slug>/ceremony/"
_FORM = r"\.(?P<form>xlsx|csv|json)$"
_IMPORT = f"{_C}guests/import/"

urlpatterns = [
    path(_C, ceremonies.page, name="ceremony"),
    path(f"{_C}plan/", ceremonies.plan, name="ceremony_plan"),
    path(f"{_C}press/", ceremonies.press, name="ceremony_press"),
    re_path(
        r"^calls/(?P<slug>[-\w]+)/ceremony/press\.(?P<form>txt|pdf)$",
        ceremonies.press_file,
        name="ceremony_press_file",
    ),
    path(f"{_C}seats/", seating.chart, name="ceremony_seats"),
    path(f"{_C}seats/arrange/", seating.arrange, name="ceremony_arrange"),
    path(f"{_C}guests/", guests.listing, name="ceremony_guests"),
    re_path(
        rf"^calls/(?P<slug>[-\w]+)/ceremony/guests{_FORM}",
        guests.export,
        name="ceremony_guests_export",
    ),
    path(f"{_C}guests/press/<str:verb>/", guests.press, name="ceremony_guests_press"),
    path(_IMPORT, guest_import.start, name="ceremony_import"),
    path(f"{_IMPORT}template/", guest_import.template, name="ceremony_import-template"),
    path(f"{_IMPORT}<str:number>/columns/", guest_import.columns, name="ceremony_import-columns"),
    path(f"{_IMPORT}<str:number>/preview/", guest_import.preview, name="ceremony_import-preview"),
    path(f"{_IMPORT}<str:number>/report/", guest_import.report, name="ceremony_import-report"),
    path(f"{_C}guests/<str:code>/", guests.edit, name="ceremony_guest"),
    path(f"{_C}guests/<str:code>/<str:verb>/", guests.press_one, name="ceremony_guest_press"),
    path(f"{_C}invitations/<str:code>/", guests.invitation, name="ceremony_invitation"),
]
