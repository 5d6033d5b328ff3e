"""Entries: what a team is asked, gets a receipt for, and learns; never who judged it."""

from typing import Final

from django.utils.translation import gettext_lazy as _

from sangsaeng.notices.kinds import Kind
from sangsaeng.notices.wording.said import Said, words_of

_SAID: Final[Said] = {
    Kind.PARTNER_ASKED: (
        _("%(lead)s이(가) 함께 신청하자고 요청했습니다"),
        _("신청 내용을 읽고 참여할지 답하십시오. 답해야 신청서를 낼 수 있습니다."),
    ),
    Kind.PARTNER_JOINED: (
        _("%(partner)s이(가) 함께 신청하기로 했습니다"),
        _("모두 참여를 확인했으면 신청서를 제출하십시오."),
    ),
    Kind.PARTNER_DECLINED: (
        _("%(partner)s이(가) 참여하지 않기로 했습니다"),
        _("협력기업을 바꾸거나 다시 요청하십시오."),
    ),
    Kind.ENTRY_RECEIVED: (
        _("신청이 접수되었습니다: %(call)s"),
        _("이 접수증을 보관하십시오. 마감 전에는 신청서를 다시 고쳐 낼 수 있습니다."),
    ),
    Kind.ENTRY_WITHDRAWN: (
        _("신청을 철회했습니다: %(call)s"),
        _("마감 전이면 신청 화면에서 다시 작성할 수 있습니다."),
    ),
    Kind.ENTRY_REOPENED: (
        _("신청서를 다시 작성할 수 있습니다: %(call)s"),
        _("고친 뒤 반드시 다시 제출하십시오. 제출하지 않으면 심사하지 않습니다."),
    ),
    Kind.ENTRY_SCREENED_OUT: (
        _("신청이 이 공고의 대상이 아닌 것으로 확인되었습니다"),
        _("까닭을 읽고, 사실과 다르면 주관 기관에 알려 주십시오."),
    ),
    Kind.ENTRY_RESTORED: (
        _("제외했던 신청을 다시 심사합니다"),
        _("따로 하실 일은 없습니다."),
    ),
    Kind.SUPPLEMENT_ASKED: (
        _("신청서의 보완을 요청받았습니다: %(call)s"),
        _("요청한 내용을 채워 기한 안에 제출하십시오."),
    ),
    Kind.SUPPLEMENT_DUE: (
        _("보완 기한이 다가옵니다: %(call)s"),
        _("요청한 내용을 채워 기한 안에 제출하십시오."),
    ),
    Kind.SUPPLEMENT_OVER: (
        _("보완 기한이 지났습니다: %(call)s"),
        _("더 필요하면 주관 기관에 알려 주십시오."),
    ),
    Kind.RECOMMENDED: (
        _("귀사의 사례가 추천되었습니다: %(call)s"),
        _("추천 내용을 읽고 신청할지 답하십시오."),
    ),
    Kind.RECOMMENDATION_TAKEN: (
        _("추천하신 곳이 신청서를 쓰기로 했습니다: %(partner)s"),
        _("따로 하실 일은 없습니다. 추천해 주셔서 고맙습니다."),
    ),
    Kind.RECOMMENDATION_DECLINED: (
        _("추천하신 곳이 신청하지 않기로 했습니다: %(partner)s"),
        _("따로 하실 일은 없습니다. 다른 사례를 추천할 수 있습니다."),
    ),
    Kind.RECOMMENDATION_LAPSED: (
        _("추천하신 곳이 마감까지 답하지 않았습니다: %(partner)s"),
        _("다음 공고에 다시 추천할 수 있습니다."),
    ),
    Kind.VISIT_PLANNED: (
        _("현장 확인 일정이 정해졌습니다: %(call)s"),
        _("날짜와 장소를 확인하고 보여 줄 자료를 준비하십시오."),
    ),
    Kind.VISIT_TO_SIGN: (
        _("현장 확인서가 서명을 기다립니다: %(call)s"),
        _("확인서를 읽고 서명하거나 다른 점을 알려 주십시오."),
    ),
    Kind.RESULT_SELECTED: (
        _("선정되었습니다: %(call)s"),
        _("축하합니다. 결과와 다음 절차를 확인하십시오."),
    ),
    Kind.RESULT_NOT_SELECTED: (
        _("선정되지 않았습니다: %(call)s"),
        _("결과와 전해 드리는 의견을 확인하십시오. 기한 안에 이의를 신청할 수 있습니다."),
    ),
    Kind.OBJECTION_ANSWERED: (
        _("이의신청에 답변했습니다: %(call)s"),
        _("답변을 확인하십시오."),
    ),
}

WORDS: Final = words_of(_SAID)
