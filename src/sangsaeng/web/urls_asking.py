"""Addresses on which both sides of a fair ask and answer."""

from django.urls import path, re_path

from sangsaeng.web.views.fairs import answers, asking_rules, directory, profiles

_FORM = r"\.(?P<form>xlsx|csv|json)$"
_SLUG = r"^fairs/(?P<slug>[-\w]+)/"
_FAIR = "fairs/<slug:slug>/"
_PROFILE = f"{_FAIR}directory/<str:code>/"

urlpatterns = [
    path(f"{_FAIR}directory/", directory.directory, name="fair_directory"),
    re_path(rf"{_SLUG}directory{_FORM}", directory.export, name="fair_directory_export"),
    path(_PROFILE, directory.profile, name="fair_profile"),
    path(f"{_PROFILE}ask/", directory.ask, name="fair_profile_ask"),
    path(f"{_PROFILE}send-back/", profiles.return_one, name="fair_profile_send_back"),
    path(f"{_FAIR}received/", answers.received, name="fair_received"),
    re_path(rf"{_SLUG}received{_FORM}", answers.export_received, name="fair_received_export"),
    path(f"{_FAIR}sent/", answers.sent, name="fair_sent"),
    re_path(rf"{_SLUG}sent{_FORM}", answers.export_sent, name="fair_sent_export"),
    path(f"{_FAIR}requests/<str:code>/answer/", answers.answer, name="fair_request_answer"),
    path(f"{_FAIR}participants/<str:code>/profile/", profiles.edit, name="fair_profile_edit"),
    path(f"{_FAIR}profiles/", profiles.listing, name="fair_profiles"),
    re_path(rf"{_SLUG}profiles{_FORM}", profiles.export, name="fair_profiles_export"),
    path(f"{_FAIR}profiles/send-back/", profiles.return_thin, name="fair_profiles_send_back"),
    path(f"{_FAIR}settings/asking/", asking_rules.rules, name="fair_asking"),
    re_path(rf"{_SLUG}settings/asking{_FORM}", asking_rules.export, name="fair_asking_export"),
]
