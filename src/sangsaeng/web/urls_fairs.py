"""Addresses about fairs."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
