"""Calls: what is announced, changed, closing, closed and called off."""

from typing import Final

from django.utils.translation import gettext_lazy as _

from sangsaeng.notices.kinds import Kind
from sangsaeng.notices.wording.said import Said, words_of

_SAID: Final[Said] = {
    Kind.CALL_ANNOUNCED: (
        _("새 공고: %(call)s"),
        _("신청 자격과 기한을 확인하고, 함께할 기업과 신청을 준비하십시오."),
    ),
    Kind.CALL_CHANGED: (
        _("공고 내용이 바뀌었습니다: %(call)s"),
        _("바뀐 곳을 확인하고, 필요하면 신청서를 고치십시오."),
    ),
    Kind.CALL_CLOSING: (
        _("접수 마감까지 %(days)s일 남았습니다: %(call)s"),
        _("신청서를 마무리해 마감 전에 제출하십시오."),
    ),
    Kind.CALL_CLOSED: (
        _("접수를 마감했습니다: %(call)s"),
        _("들어온 신청을 확인하고 필요한 보완을 요청하십시오."),
    ),
    Kind.CALL_CALLED_OFF: (
        _("공고가 취소되었습니다: %(call)s"),
        _("작성하신 내용은 그대로 보관됩니다. 궁금한 점은 주관 기관에 물어보십시오."),
    ),
}

WORDS: Final = words_of(_SAID)
