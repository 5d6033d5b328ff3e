"""Registration with Django."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ExchangeConfig(AppConfig):
    """What one side looks for and the other can give."""

    name = "sangsaeng.exchange"
    label = "exchange"
    verbose_name = _("수요와 제안")

    def ready(self) -> None:
        """Let the worker know what falls due, and hear what happens to organizations."""
        from sangsaeng.exchange import merging, tasks  # noqa: F401 - register by being imported
