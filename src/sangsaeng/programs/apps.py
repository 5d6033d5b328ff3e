"""Registration with Django."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ProgramsConfig(AppConfig):
    """From the announcement to the entry with its receipt."""

    name = "sangsaeng.programs"
    label = "programs"
    verbose_name = _("사업과 공고")
