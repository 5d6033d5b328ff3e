"""Registration with Django."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class JudgingConfig(AppConfig):
    """Score without knowing whom, without conflicts, and say how sure the ranking is."""

    name = "sangsaeng.judging"
    label = "judging"
    verbose_name = _("심사")

    def ready(self) -> None:
        """Let the worker know what falls due, and hear what happens to those who enter."""
        # Ties move before conflicts are looked for.
        from sangsaeng.judging import merging  # noqa: F401, I001 - register by being imported
        from sangsaeng.judging import (  # noqa: F401 - register by being imported
            listening,
            preparing,
            tasks,
        )
