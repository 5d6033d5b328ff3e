"""Addresses of judging as the judges and the officers use them."""

from django.urls import path, re_path

from sangsaeng.web.views.judging import checking, desk, reviews

_FORM = r"\.(?P<form>xlsx|csv|json)$"
_ONE = "judging/reviews/<str:code>/"

urlpatterns = [
    path("judging/", desk.home, name="review_home"),
    re_path(rf"^judging{_FORM}", desk.export, name="review_export"),
    path(_ONE, reviews.page, name="review"),
    path(f"{_ONE}save/", reviews.save, name="review_save"),
    path(f"{_ONE}submit/", reviews.submit, name="review_submit"),
    path(f"{_ONE}files/<int:number>/", reviews.file, name="review_file"),
    path(f"{_ONE}send-back/", checking.send_back_page, name="review_send_back"),
    path("judging/reminders/<str:code>/", checking.remind, name="review_remind"),
]
