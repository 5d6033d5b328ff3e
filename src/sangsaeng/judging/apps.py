"""Registration with Django."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class JudgingConfig(AppConfig):
    """Score without knowing whom, without conflicts, and say how sure the ranking is."""

    name = "sangsaeng.judging"
    label = "judging"
    verbose_name = _("심사")
