"""What the ledger declines."""

from django.utils.translation import gettext_lazy as _

from sangsaeng.kernel.refusals import Refusal


class NotSignedYet(Refusal):
    """No checkpoint covers the event so far."""

    code = "ledger.not_signed_yet"
    text = _("아직 서명된 체크포인트에 들어가지 않았습니다. 10분쯤 뒤에 다시 받아 주십시오.")


class NoSuchSize(Refusal):
    """The ledger never had a signed state between these sizes."""

    code = "ledger.no_such_size"
    status = 422
    text = _(
        "그 크기의 원장은 없습니다. from은 1 이상, to는 최신 체크포인트의 기록 수 이하로 "
        "적어 주십시오."
    )
