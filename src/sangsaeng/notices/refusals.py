"""What notices decline."""

from django.utils.translation import gettext_lazy as _

from sangsaeng.kernel.refusals import Refusal


class NotYours(Refusal):
    """A link from somebody else's mail."""

    code = "notices.not_yours"
    status = 403
    text = _("다른 사람이 받은 메일의 주소입니다. 자신이 받은 메일의 주소를 여십시오.")
