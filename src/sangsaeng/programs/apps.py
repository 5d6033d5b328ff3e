"""Registration with Django."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ProgramsConfig(AppConfig):
    """From the announcement to the entry with its receipt."""

    name = "sangsaeng.programs"
    label = "programs"
    verbose_name = _("사업과 공고")

    def ready(self) -> None:
        """Let the worker know what falls due."""
        from sangsaeng.programs import tasks  # noqa: F401 - registers by being imported
