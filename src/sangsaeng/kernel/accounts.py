"""How people get an account: openly, or only with an invitation."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.models import EmailConfirmation
from django import forms
from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from sangsaeng.kernel import clock
from sangsaeng.kernel.models import Person
from sangsaeng.kernel.refusals import Refusal


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]  # the library has no types
    """The house's answers to the sign-in library's questions."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Tell whether a stranger may sign up: always with an invitation in hand."""
        return bool(settings.SIGN_UP_IS_OPEN) or self._holds_invitation(request)

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Let every mail say where the site is."""
        super().send_mail(template_prefix, email, {**context, "site_url": settings.BASE_URL})

    def get_email_confirmation_url(
        self,
        request: HttpRequest,  # noqa: ARG002 - a request can be sent to any name of this machine
        emailconfirmation: EmailConfirmation,
    ) -> str:
        """Return where an address is confirmed, at the configured address of the site."""
        return settings.BASE_URL + reverse("account_confirm_email", args=[emailconfirmation.key])

    def get_reset_password_from_key_url(self, key: str) -> str:
        """Return where a new password is set, at the configured address of the site."""
        whose, _dash, secret = key.partition("-")
        place = {"uidb36": whose, "key": secret}
        return settings.BASE_URL + reverse("account_reset_password_from_key", kwargs=place)

    def get_phone(self, user: Person) -> None:
        """Phones are not used for signing in."""

    @staticmethod
    def _holds_invitation(request: HttpRequest) -> bool:
        # A late import, because invitations need the model that the adapter's settings name.
        from sangsaeng.kernel.invitations import find

        token = request.session.get("invitation")
        if not token:
            return False
        try:
            find(token, at=clock.now())
        except Refusal:
            return False
        return True


class SignUpForm(forms.Form):
    """What is asked beyond e-mail and password."""

    name = forms.CharField(
        label=_("이름"), max_length=60, widget=forms.TextInput(attrs={"autocomplete": "name"})
    )

    def signup(self, request: HttpRequest, user: Any) -> None:  # noqa: ARG002 - the library's form
        """Keep the name with the new person."""
        user.name = self.cleaned_data["name"]
        user.save(update_fields=["name"])
