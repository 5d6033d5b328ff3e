"""Registration with Django."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class KernelConfig(AppConfig):
    """People, audit, files, jobs and mail."""

    name = "sangsaeng.kernel"
    label = "kernel"
    verbose_name = _("기반")
