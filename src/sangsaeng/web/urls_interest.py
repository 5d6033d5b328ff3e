"""Addresses of interest: the press, the inbox, and what follows between the two sides."""

from django.urls import path, re_path

from sangsaeng.web.views.exchange import interest_inbox, interest_page, interest_steps

_FORM = r"\.(?P<form>xlsx|csv|json)$"
_ONE = "interests/<str:code>/"

urlpatterns = [
    path("listings/<str:code>/interest/", interest_page.ask, name="listing_interest"),
    path("my/interests/", interest_inbox.inbox, name="my_interests"),
    re_path(rf"^my/interests{_FORM}", interest_inbox.export, name="my_interests_export"),
    path(_ONE, interest_page.page, name="interest"),
    path("interests/<str:code>.json", interest_page.as_json, name="interest_json"),
    path("interests/<str:code>.ics", interest_page.calendar, name="interest_calendar"),
    path(f"{_ONE}answer/", interest_steps.answer, name="interest_answer"),
    path(f"{_ONE}withdraw/", interest_steps.withdraw, name="interest_withdraw"),
    path(f"{_ONE}talk/", interest_steps.propose, name="interest_talk"),
    path(f"{_ONE}talk/answer/", interest_steps.answer_talk, name="interest_talk_answer"),
    path(f"{_ONE}fair/", interest_steps.ask_at_fair, name="interest_fair"),
]
