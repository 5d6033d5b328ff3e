"""The address of the one search."""

from django.urls import path

from sangsaeng.web.views.search import page

urlpatterns = [path("search/", page.search, name="search")]
