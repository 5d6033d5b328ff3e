"""Addresses of the pages, by context."""

from django.urls import include, path
from django.views.i18n import set_language

from sangsaeng.web.views import site, styleguide

urlpatterns = [
    path("", site.home, name="home"),
    path("healthz", site.health, name="health"),
    path("language/", set_language, name="set_language"),
    path("theme/", site.set_theme, name="set_theme"),
    path("styleguide/", styleguide.styleguide, name="styleguide"),
    path("", include("sangsaeng.web.urls_organizations")),
    path("", include("sangsaeng.web.urls_finding")),
    path("", include("sangsaeng.web.urls_documents")),
    path("", include("sangsaeng.web.urls_own_listings")),
    path("", include("sangsaeng.web.urls_disclosure")),
    path("", include("sangsaeng.web.urls_entries")),
    path("", include("sangsaeng.web.urls_panels")),
    path("", include("sangsaeng.web.urls_fairs")),
    path("", include("sangsaeng.web.urls_briefings")),
    path("", include("sangsaeng.web.urls_asking")),
    path("", include("sangsaeng.web.urls_planning")),
    path("", include("sangsaeng.web.urls_desk")),
    path("", include("sangsaeng.web.urls_changes")),
    path("", include("sangsaeng.web.urls_live")),
    path("", include("sangsaeng.web.urls_notices")),
    path("", include("sangsaeng.web.urls_following")),
    path("", include("sangsaeng.web.urls_search")),
    # Before the results: these take every other list below the same address.
    path("", include("sangsaeng.web.urls_after")),
    path("", include("sangsaeng.web.urls_results")),
    path("", include("sangsaeng.web.urls_offers")),
    path("", include("sangsaeng.web.urls_calls")),
    path("", include("sangsaeng.web.urls_ledger")),
    path("", include("sangsaeng.web.urls_interest")),
    path("", include("sangsaeng.web.urls_judging")),
    path("", include("sangsaeng.web.urls_visits")),
    path("", include("sangsaeng.web.urls_deciding")),
    path("", include("sangsaeng.web.urls_honors")),
    path("", include("sangsaeng.web.urls_benefits")),
    path("", include("sangsaeng.web.urls_ceremony")),
]
