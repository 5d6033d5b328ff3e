"""Registration with Django."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class OrganizationsConfig(AppConfig):
    """Companies and institutions."""

    name = "sangsaeng.organizations"
    label = "organizations"
    verbose_name = _("기업·기관")
