"""Registration with Django."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class NoticesConfig(AppConfig):
    """Notices on the site and by mail."""

    name = "sangsaeng.notices"
    label = "notices"
    verbose_name = _("알림")

    def ready(self) -> None:
        """Listen to what happens elsewhere, and to the house's clock."""
        from sangsaeng.notices import listening, merging, tasks  # noqa: F401 - register by being imported
