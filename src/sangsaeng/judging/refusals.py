"""What judging declines to do."""

from django.utils.translation import gettext_lazy as _

from sangsaeng.kernel.refusals import Refusal


class StandsStill(Refusal):
    """Judging of the call is sealed."""

    code = "judging.sealed"
    text = _(
        "사고 조사로 이 회차의 심사를 잠시 멈추었습니다. 다시 시작하면 알려 드리니 그때 이어서 해 주십시오."
    )
