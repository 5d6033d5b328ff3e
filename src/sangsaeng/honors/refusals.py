"""What honors decline to do."""

from django.utils.translation import gettext_lazy as _

from sangsaeng.kernel.refusals import Refusal


class HonorGivenAlready(Refusal):
    """The case has its honor."""

    code = "honors.given"
    text = _("이 사례에는 이미 상을 주었습니다. 포상 목록에서 확인해 주십시오.")
