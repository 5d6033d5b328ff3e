"""Honors: what was given or taken back, which benefit ends, who is asked to the ceremony."""

from typing import Final

from django.utils.translation import gettext_lazy as _

from sangsaeng.notices.kinds import Kind
from sangsaeng.notices.wording.said import Said, words_of

_SAID: Final[Said] = {
    Kind.HONOR_GIVEN: (
        _("포상을 받으셨습니다: %(program)s"),
        _("축하합니다. 기념패와 따라오는 혜택을 확인하십시오."),
    ),
    Kind.HONOR_REVOKED: (
        _("포상이 취소되었습니다: %(program)s"),
        _("기념패와 혜택은 더 이상 쓸 수 없습니다. 까닭을 확인하십시오."),
    ),
    Kind.BENEFIT_ENDING: (
        _("혜택이 %(days)s일 뒤에 끝납니다: %(benefit)s"),
        _("아직 쓰지 않았으면 끝나기 전에 쓰십시오."),
    ),
    Kind.GUEST_ASKED: (
        _("시상식에 모십니다: %(ceremony)s"),
        _("참석할지 답해 주십시오."),
    ),
}

WORDS: Final = words_of(_SAID)
