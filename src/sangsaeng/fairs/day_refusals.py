"""What the desk is declined on the day, each with its reason."""

from django.utils.translation import gettext_lazy as _

from sangsaeng.kernel.refusals import Refusal


class MarkUnreadable(Refusal):
    """Not a mark: no such kind, or one of a meeting without a meeting."""

    code = "fair.mark_unreadable"
    status = 422
    text = _("읽을 수 없는 표시입니다. 화면을 새로고침한 뒤 다시 표시해 주십시오.")


class MarksUnreadable(Refusal):
    """What was sent is not a batch of marks, or too large a one."""

    code = "fair.marks_unreadable"
    status = 400
    text = _("보낸 표시 묶음을 읽을 수 없습니다. 화면을 새로고침한 뒤 다시 시도해 주십시오.")


class MarkKeyUsed(Refusal):
    """Another mark was written down under the same key."""

    code = "fair.mark_key_used"
    text = _("같은 번호로 다른 표시가 이미 저장되어 있습니다. 다시 표시해 주십시오.")
