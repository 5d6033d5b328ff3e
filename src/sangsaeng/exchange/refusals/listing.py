"""Refusals about needs and offers."""

from django.utils.translation import gettext_lazy as _

from sangsaeng.kernel.refusals import Refusal


class TellsWhoItIs(Refusal):
    """The public text of an unnamed owner names the owner."""

    code = "exchange.tells_who_it_is"
    status = 422
    text = _(
        "이름을 밝히지 않기로 하셨지만 공개되는 글에 ‘%(words)s’이(가) 들어 있습니다. 이 말을 지우거나 이름 밝히기를 고르십시오."
    )


class NotComplete(Refusal):
    """Something is missing that has to be there before the text is checked."""

    code = "exchange.not_complete"
    status = 422
    text = _("아직 빠진 항목이 있습니다: %(missing)s. 채운 뒤 다시 확인을 요청해 주십시오.")
