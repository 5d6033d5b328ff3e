"""Refusals about judging matches."""

from django.utils.translation import gettext_lazy as _

from sangsaeng.kernel.refusals import Refusal


class NotAPair(Refusal):
    """The two can not answer each other."""

    code = "exchange.not_a_pair"
    status = 422
    text = _(
        "수요와 제안 사이에서만, 다른 기업의 글에 대해서만 답할 수 있습니다. 상대편 글을 골라 주십시오."
    )


class TooFewPairs(Refusal):
    """There is not enough history to weigh by."""

    code = "exchange.too_few_pairs"
    text = _(
        "비중을 맞추려면 답한 글이 모두 %(all)s건, ‘맞음’과 ‘맞지 않음’이 각각 %(least)s건 이상 있어야 합니다. 상대 글에 더 답해 주십시오."
    )
