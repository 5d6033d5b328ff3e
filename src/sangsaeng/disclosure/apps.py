"""Registration with Django."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DisclosureConfig(AppConfig):
    """No technical material before a lawful agreement; every view on the ledger."""

    name = "sangsaeng.disclosure"
    label = "disclosure"
    verbose_name = _("기술자료 제공")

    def ready(self) -> None:
        """Let the worker know what falls due, and hear what happens to organizations."""
        from sangsaeng.disclosure import merging, tasks  # noqa: F401 - register by being imported
