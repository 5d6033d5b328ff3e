"""Addresses of what people follow, and of feeds that follow the exchange."""

from django.urls import path, re_path

from sangsaeng.web.views.exchange import feeds, following

urlpatterns = [
    path("<side:side>/feed.xml", feeds.feed, name="listing_feed"),
    path("my/searches/", following.searches, name="saved_searches"),
    re_path(
        r"^my/searches\.(?P<form>xlsx|csv|json)$",
        following.searches_export,
        name="saved_searches_export",
    ),
    path("my/searches/new/", following.save, name="search_save"),
    path("my/searches/<str:code>/", following.follow_search, name="saved_search"),
    path("my/searches/<str:code>/pace/", following.set_pace, name="search_pace"),
    path("my/searches/<str:code>/forget/", following.forget, name="search_forget"),
    path("my/watches/", following.watches, name="watches"),
    re_path(
        r"^my/watches\.(?P<form>xlsx|csv|json)$", following.watches_export, name="watches_export"
    ),
    path("listings/<str:code>/watch/", following.watch, name="listing_watch"),
]
