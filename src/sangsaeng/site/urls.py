"""Every address of the site, by door."""

from django.urls import include, path

from sangsaeng.api.router import api

handler400 = "sangsaeng.web.errors.bad_request"
handler403 = "sangsaeng.web.errors.forbidden"
handler404 = "sangsaeng.web.errors.not_found"
handler500 = "sangsaeng.web.errors.broken"

urlpatterns = [
    path("api/v1/", api.urls),
    path("accounts/", include("allauth.urls")),
    path("", include("sangsaeng.web.urls")),
]
