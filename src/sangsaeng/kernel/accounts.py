"""How people get an account: openly, or only with an invitation."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django import forms
from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from sangsaeng.kernel import clock
from sangsaeng.kernel.models import Person
from sangsaeng.kernel.refusals import Refusal


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]  # the library has no types
    """The house's answers to the sign-in library's questions."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Tell whether a stranger may sign up: always with an invitation in hand."""
        return bool(settings.SIGN_UP_IS_OPEN) or self._holds_invitation(request)

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
