"""Registration with Django: the pages' templates, static files and translations."""

from django.apps import AppConfig


class WebConfig(AppConfig):
    """Pages."""

    name = "sangsaeng.web"
    label = "web"

    def ready(self) -> None:
        """Set the papers of every context on our press."""
        from sangsaeng.kernel import press
        from sangsaeng.web.documents.typesetting import typeset

        press.install(typeset)
