"""Registration with Django."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class HonorsConfig(AppConfig):
    """The award goes to every partner of the case, and its plaque proves itself."""

    name = "sangsaeng.honors"
    label = "honors"
    verbose_name = _("포상과 혜택")
