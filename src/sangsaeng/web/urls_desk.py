"""Addresses of the desk on the day."""

from django.urls import path

from sangsaeng.web.views.desk import board

_DESK = "fairs/<slug:slug>/desk/"

urlpatterns = [
    path(_DESK, board.board, name="desk"),
]
