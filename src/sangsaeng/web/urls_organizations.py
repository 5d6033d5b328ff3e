"""Addresses about organizations, people and the platform's operation."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
