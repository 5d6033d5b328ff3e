"""Registration with Django."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class FairsConfig(AppConfig):
    """One-to-one consultation fairs."""

    name = "sangsaeng.fairs"
    label = "fairs"
    verbose_name = _("상담회")
