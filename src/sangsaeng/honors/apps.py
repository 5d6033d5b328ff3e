"""Registration with Django."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class HonorsConfig(AppConfig):
    """The award goes to every partner of the case, and its plaque proves itself."""

    name = "sangsaeng.honors"
    label = "honors"
    verbose_name = _("포상과 혜택")

    def ready(self) -> None:
        """Listen to what honors bring, to organizations and to the house's clock."""
        from sangsaeng.honors import merging, merits, tasks  # noqa: F401 - register by being imported
