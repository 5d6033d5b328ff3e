"""Refusals: what the house declines to do, each a class with a code and one clear sentence."""

from typing import Any, ClassVar

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from sangsaeng.kernel.particles import settled


class Refusal(Exception):
    """A wish that is declined for a reason the person can understand and act on.

    The text is a translatable template; ``params`` fill it. Doors show it: pages as a message with
    the status, the API as problem details, the command line with its exit code.
    """

    code: ClassVar[str] = "refused"
    status: ClassVar[int] = 409
    text: ClassVar[str | Promise] = _("요청하신 일을 할 수 없습니다.")

    def __init__(self, **params: Any) -> None:
        self.params = params
        super().__init__(self.code)

    @property
    def sentence(self) -> str:
        """The reason and what to do next, in the active language."""
        return settled(str(self.text) % self.params if self.params else str(self.text))

    def __str__(self) -> str:
        return f"{self.code}: {self.sentence}"


class NotFound(Refusal):
    """There is no such thing, or the viewer may not know that there is."""

    code = "not_found"
    status = 404
    text = _("찾으시는 자료가 없거나 볼 수 있는 권한이 없습니다. 주소를 확인해 주십시오.")


class NotAllowed(Refusal):
    """The viewer may see the thing but not do this with it."""

    code = "not_allowed"
    status = 403
    text = _("이 일을 할 권한이 없습니다. 담당자에게 권한을 요청해 주십시오.")


class SignInNeeded(Refusal):
    """The thing needs a signed-in person."""

    code = "sign_in_needed"
    status = 401
    text = _("로그인이 필요합니다. 로그인한 뒤 다시 시도해 주십시오.")


class Invalid(Refusal):
    """What was entered does not fit; ``faults`` name each place."""

    code = "invalid"
    status = 422
    text = _("입력하신 내용에 고칠 곳이 있습니다. 표시된 항목을 확인해 주십시오.")

    def __init__(self, faults: dict[str, str] | None = None, **params: Any) -> None:
        self.faults = faults or {}
        super().__init__(**params)


class WrongState(Refusal):
    """The state table has no such step from here."""

    code = "wrong_state"
    text = _(
        "지금 상태(%(state)s)에서는 ‘%(verb)s’ 단계로 갈 수 없습니다. 현재 상태를 확인해 주십시오."
    )


class ChangedMeanwhile(Refusal):
    """Somebody else changed the thing since the viewer read it."""

    code = "changed_meanwhile"
    text = _("그사이 다른 사람이 내용을 바꾸었습니다. 새로고침한 뒤 다시 시도해 주십시오.")
