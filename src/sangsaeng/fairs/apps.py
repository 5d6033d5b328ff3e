"""Registration with Django."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class FairsConfig(AppConfig):
    """One-to-one consultation fairs."""

    name = "sangsaeng.fairs"
    label = "fairs"
    verbose_name = _("상담회")

    def ready(self) -> None:
        """Let the worker know what it can do for fairs, and hear what happens to organizations."""
        from sangsaeng.fairs import merging, tasks  # noqa: F401 - register by being imported
