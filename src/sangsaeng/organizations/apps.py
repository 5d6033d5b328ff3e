"""Registration with Django."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class OrganizationsConfig(AppConfig):
    """Companies and institutions."""

    name = "sangsaeng.organizations"
    label = "organizations"
    verbose_name = _("기업·기관")

    def ready(self) -> None:
        """Listen for accepted invitations."""
        # Models can be imported only now.
        from sangsaeng.kernel.events import listen
        from sangsaeng.kernel.invitations import InvitationAccepted
        from sangsaeng.organizations.actions.people import take_place

        listen(InvitationAccepted)(take_place)
