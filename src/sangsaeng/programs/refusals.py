"""What programs, calls and entries decline to do."""

from django.utils.translation import gettext_lazy as _

from sangsaeng.kernel.refusals import Refusal


class CallNotOpen(Refusal):
    """Entries are not taken at this moment."""

    code = "programs.not_open"
    text = _("지금은 접수 기간이 아닙니다. 공고의 접수 기간을 확인해 주십시오.")
