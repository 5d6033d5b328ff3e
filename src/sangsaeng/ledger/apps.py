"""Registration with Django."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class LedgerConfig(AppConfig):
    """The ledger of what both sides must be able to check later."""

    name = "sangsaeng.ledger"
    label = "ledger"
    verbose_name = _("원장")

    def ready(self) -> None:
        """Let the worker know what falls due."""
        from sangsaeng.ledger import tasks  # noqa: F401 - registers by being imported
