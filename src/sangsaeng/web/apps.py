"""Registration with Django: the pages' templates, static files and translations."""

from django.apps import AppConfig


class WebConfig(AppConfig):
    """Pages."""

    name = "sangsaeng.web"
    label = "web"
