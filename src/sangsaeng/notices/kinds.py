"""What people are told, in which groups, and how a group reaches them."""

from collections.abc import Mapping
from typing import Final

from django.db import models
from django.utils.translation import gettext_lazy as _


class Group(models.TextChoices):
    """The groups for which a person chooses how they are told."""

    REQUESTS = "requests", _("상담 신청과 답변")
    DEADLINES = "deadlines", _("기한과 보완 요청")
    TIMETABLE = "timetable", _("시간표와 행사 변경")
    THE_DAY = "the_day", _("상담회 당일")
    AFTERWARD = "afterward", _("상담 뒤에 할 일")
    LISTINGS = "listings", _("올린 수요와 제안")
    INTEREST = "interest", _("관심과 만남")
    SEARCHES = "searches", _("저장한 검색과 지켜보는 글")
    DISCLOSURE = "disclosure", _("기술자료 제공")
    CALLS = "calls", _("사업 공고")
    ENTRIES = "entries", _("신청과 결과")
    JUDGING = "judging", _("심사와 운영")
    HONORS = "honors", _("포상과 혜택")


class Way(models.TextChoices):
    """How a group reaches a person; every notice stands on the site as well."""

    AT_ONCE = "at_once", _("바로 메일로")
    DIGEST = "digest", _("하루 한 번 모아서 메일로")
    SITE_ONLY = "site_only", _("메일 없이 사이트에서만")


class Kind(models.TextChoices):
    """What a notice says."""

    REQUEST_ASKED = "request_asked", _("상담 신청 받음")
    REQUEST_ACCEPTED = "request_accepted", _("상담 신청 수락됨")
    REQUEST_DECLINED = "request_declined", _("상담 신청 거절됨")
    REQUEST_EXPIRED = "request_expired", _("답변 없이 끝난 신청")
    ANSWERS_AWAITED = "answers_awaited", _("답변 기한 안내")
    PROFILE_SENT_BACK = "profile_sent_back", _("소개 보완 요청")
    TIMETABLE_PUBLISHED = "timetable_published", _("시간표 발표")
    NOTHING_PLACED = "nothing_placed", _("편성된 상담 없음")
    TIMETABLE_CHANGED = "timetable_changed", _("시간표 변경")
    SESSION_CHANGED = "session_changed", _("행사 변경")
    SESSION_CALLED_OFF = "session_called_off", _("행사 취소")
    MEETING_CALLED_OFF = "meeting_called_off", _("상담 취소")
    OFFER_MADE = "offer_made", _("빈자리 제안")
    MEETING_BOOKED = "meeting_booked", _("상담 추가")
    HALL_BEHIND = "hall_behind", _("상담장 지연")
    HALL_ON_TIME = "hall_on_time", _("상담장 정상 진행")
    FAIR_ENDED = "fair_ended", _("상담 결과 작성")
    NEXT_STEP_DUE = "next_step_due", _("다음 할 일의 기한")
    NO_SHOW_RECORDED = "no_show_recorded", _("불참 기록")
    LISTINGS_TO_CHECK = "listings_to_check", _("확인할 수요·제안")
    LISTING_SENT_BACK = "listing_sent_back", _("수요·제안 보완 요청")
    LISTINGS_CHECKED = "listings_checked", _("수요·제안 확인됨")
    LISTINGS_EXPIRING = "listings_expiring", _("공개 기한 안내")
    LISTINGS_EXPIRED = "listings_expired", _("공개 기한 끝남")
    LET_IN = "let_in", _("상세 내용 열림")
    INTEREST_ASKED = "interest_asked", _("관심 받음")
    INTEREST_WAITING = "interest_waiting", _("관심의 답변 기한 안내")
    INTEREST_ACCEPTED = "interest_accepted", _("관심 수락됨")
    INTEREST_DECLINED = "interest_declined", _("관심 거절됨")
    INTEREST_EXPIRED = "interest_expired", _("답변 없이 끝난 관심")
    TALK_PROPOSED = "talk_proposed", _("만날 시간 제안 받음")
    TALK_AGREED = "talk_agreed", _("만날 시간 정해짐")
    TALK_DECLINED = "talk_declined", _("만날 시간 맞지 않음")
    TALK_CALLED_OFF = "talk_called_off", _("만남 취소")
    SEARCH_FOUND = "search_found", _("저장한 검색의 새 글")
    WATCHED_CHANGED = "watched_changed", _("지켜보는 글의 변화")
    DEMAND_RECEIVED = "demand_received", _("기술자료 요구 받음")
    DEMAND_GRANTED = "demand_granted", _("기술자료 제공하기로 함")
    DEMAND_DECLINED = "demand_declined", _("기술자료 요구 거절됨")
    DEMAND_WITHDRAWN = "demand_withdrawn", _("기술자료 요구 철회됨")
    TEXT_WRITTEN = "text_written", _("비밀유지계약 새 문안")
    TEXT_AGREED = "text_agreed", _("비밀유지계약 문안 합의")
    AGREEMENT_SIGNED = "agreement_signed", _("비밀유지계약 상대 서명")
    AGREEMENT_STANDS = "agreement_stands", _("비밀유지계약 체결")
    AGREEMENT_CALLED_OFF = "agreement_called_off", _("비밀유지계약 맺지 않음")
    AGREEMENT_ENDING = "agreement_ending", _("자료 사용 기간 끝남 안내")
    AGREEMENT_ENDED = "agreement_ended", _("비밀유지계약 끝남")
    HOLDERS_CHANGING = "holders_changing", _("보유자 명단 변경 제안")
    HOLDERS_CONSENTED = "holders_consented", _("보유자 명단 변경 동의")
    HOLDERS_REFUSED = "holders_refused", _("보유자 명단 변경 거절")
    CERTIFICATE_OWED = "certificate_owed", _("반환·폐기 확인서 기한")
    CERTIFICATE_HANDED_IN = "certificate_handed_in", _("반환·폐기 확인서 받음")
    CERTIFICATE_ACCEPTED = "certificate_accepted", _("반환·폐기 확인됨")
    CERTIFICATE_SENT_BACK = "certificate_sent_back", _("반환·폐기 확인서 보완")
    SECRECY_ASKED = "secrecy_asked", _("비밀 관리 여부 물음")
    SECRECY_ANSWERED = "secrecy_answered", _("비밀 관리 여부 답변")
    CALL_ANNOUNCED = "call_announced", _("새 공고")
    CALL_CHANGED = "call_changed", _("공고 내용 변경")
    CALL_CLOSING = "call_closing", _("접수 마감 안내")
    CALL_CLOSED = "call_closed", _("접수 마감됨")
    CALL_CALLED_OFF = "call_called_off", _("공고 취소")
    PARTNER_ASKED = "partner_asked", _("함께 신청하자는 요청")
    PARTNER_JOINED = "partner_joined", _("참여 확인됨")
    PARTNER_DECLINED = "partner_declined", _("참여하지 않음")
    ENTRY_RECEIVED = "entry_received", _("신청 접수증")
    ENTRY_WITHDRAWN = "entry_withdrawn", _("신청 철회됨")
    ENTRY_REOPENED = "entry_reopened", _("신청 다시 작성")
    ENTRY_SCREENED_OUT = "entry_screened_out", _("대상에서 제외됨")
    ENTRY_RESTORED = "entry_restored", _("제외 취소됨")
    SUPPLEMENT_ASKED = "supplement_asked", _("신청 보완 요청")
    SUPPLEMENT_DUE = "supplement_due", _("보완 기한 안내")
    SUPPLEMENT_OVER = "supplement_over", _("보완 기한 지남")
    RECOMMENDED = "recommended", _("추천 받음")
    RECOMMENDATION_TAKEN = "recommendation_taken", _("추천이 신청으로 이어짐")
    RECOMMENDATION_DECLINED = "recommendation_declined", _("추천받은 곳이 신청하지 않음")
    RECOMMENDATION_LAPSED = "recommendation_lapsed", _("추천이 답 없이 끝남")
    VISIT_PLANNED = "visit_planned", _("현장 확인 일정")
    VISIT_TO_SIGN = "visit_to_sign", _("현장 확인서 서명")
    RESULT_SELECTED = "result_selected", _("선정됨")
    RESULT_NOT_SELECTED = "result_not_selected", _("선정되지 않음")
    OBJECTION_ANSWERED = "objection_answered", _("이의신청 답변")
    JUDGE_INVITED = "judge_invited", _("심사위원 초대")
    REVIEWS_ASSIGNED = "reviews_assigned", _("평가할 신청 배정")
    REVIEW_SENT_BACK = "review_sent_back", _("다시 볼 평가")
    REVIEWS_AWAITED = "reviews_awaited", _("평가 재촉")
    DECLARATION_NEEDED = "declaration_needed", _("이해관계 확인")
    VISIT_GIVEN = "visit_given", _("현장 확인 맡음")
    JUDGING_SEALED = "judging_sealed", _("심사 멈춤")
    JUDGING_RESUMED = "judging_resumed", _("심사 다시 시작")
    JUDGE_ACCEPTED = "judge_accepted", _("심사위원 수락")
    JUDGE_DECLINED = "judge_declined", _("심사위원 거절")
    CONFLICT_LATE = "conflict_late", _("뒤늦은 이해충돌")
    SUPPLEMENT_ANSWERED = "supplement_answered", _("보완 제출 받음")
    OBJECTION_FILED = "objection_filed", _("이의신청 받음")
    HONOR_GIVEN = "honor_given", _("포상 받음")
    HONOR_REVOKED = "honor_revoked", _("포상 취소됨")
    BENEFIT_ENDING = "benefit_ending", _("혜택 끝남 안내")
    GUEST_ASKED = "guest_asked", _("시상식 초대")


_KINDS_OF: Final[Mapping[Group, tuple[Kind, ...]]] = {
    Group.REQUESTS: (
        Kind.REQUEST_ASKED,
        Kind.REQUEST_ACCEPTED,
        Kind.REQUEST_DECLINED,
        Kind.REQUEST_EXPIRED,
    ),
    Group.DEADLINES: (Kind.ANSWERS_AWAITED, Kind.PROFILE_SENT_BACK),
    Group.TIMETABLE: (
        Kind.TIMETABLE_PUBLISHED,
        Kind.NOTHING_PLACED,
        Kind.TIMETABLE_CHANGED,
        Kind.SESSION_CHANGED,
        Kind.SESSION_CALLED_OFF,
    ),
    Group.THE_DAY: (
        Kind.MEETING_CALLED_OFF,
        Kind.OFFER_MADE,
        Kind.MEETING_BOOKED,
        Kind.HALL_BEHIND,
        Kind.HALL_ON_TIME,
    ),
    Group.AFTERWARD: (Kind.FAIR_ENDED, Kind.NEXT_STEP_DUE, Kind.NO_SHOW_RECORDED),
    Group.LISTINGS: (
        Kind.LISTINGS_TO_CHECK,
        Kind.LISTING_SENT_BACK,
        Kind.LISTINGS_CHECKED,
        Kind.LISTINGS_EXPIRING,
        Kind.LISTINGS_EXPIRED,
        Kind.LET_IN,
    ),
    Group.INTEREST: (
        Kind.INTEREST_ASKED,
        Kind.INTEREST_WAITING,
        Kind.INTEREST_ACCEPTED,
        Kind.INTEREST_DECLINED,
        Kind.INTEREST_EXPIRED,
        Kind.TALK_PROPOSED,
        Kind.TALK_AGREED,
        Kind.TALK_DECLINED,
        Kind.TALK_CALLED_OFF,
    ),
    Group.SEARCHES: (Kind.SEARCH_FOUND, Kind.WATCHED_CHANGED),
    Group.DISCLOSURE: (
        Kind.DEMAND_RECEIVED,
        Kind.DEMAND_GRANTED,
        Kind.DEMAND_DECLINED,
        Kind.DEMAND_WITHDRAWN,
        Kind.TEXT_WRITTEN,
        Kind.TEXT_AGREED,
        Kind.AGREEMENT_SIGNED,
        Kind.AGREEMENT_STANDS,
        Kind.AGREEMENT_CALLED_OFF,
        Kind.AGREEMENT_ENDING,
        Kind.AGREEMENT_ENDED,
        Kind.HOLDERS_CHANGING,
        Kind.HOLDERS_CONSENTED,
        Kind.HOLDERS_REFUSED,
        Kind.CERTIFICATE_OWED,
        Kind.CERTIFICATE_HANDED_IN,
        Kind.CERTIFICATE_ACCEPTED,
        Kind.CERTIFICATE_SENT_BACK,
        Kind.SECRECY_ASKED,
        Kind.SECRECY_ANSWERED,
    ),
    Group.CALLS: (
        Kind.CALL_ANNOUNCED,
        Kind.CALL_CHANGED,
        Kind.CALL_CLOSING,
        Kind.CALL_CLOSED,
        Kind.CALL_CALLED_OFF,
    ),
    Group.ENTRIES: (
        Kind.PARTNER_ASKED,
        Kind.PARTNER_JOINED,
        Kind.PARTNER_DECLINED,
        Kind.ENTRY_RECEIVED,
        Kind.ENTRY_WITHDRAWN,
        Kind.ENTRY_REOPENED,
        Kind.ENTRY_SCREENED_OUT,
        Kind.ENTRY_RESTORED,
        Kind.SUPPLEMENT_ASKED,
        Kind.SUPPLEMENT_DUE,
        Kind.SUPPLEMENT_OVER,
        Kind.RECOMMENDED,
        Kind.RECOMMENDATION_TAKEN,
        Kind.RECOMMENDATION_DECLINED,
        Kind.RECOMMENDATION_LAPSED,
        Kind.VISIT_PLANNED,
        Kind.VISIT_TO_SIGN,
        Kind.RESULT_SELECTED,
        Kind.RESULT_NOT_SELECTED,
        Kind.OBJECTION_ANSWERED,
    ),
    Group.JUDGING: (
        Kind.JUDGE_INVITED,
        Kind.REVIEWS_ASSIGNED,
        Kind.REVIEW_SENT_BACK,
        Kind.REVIEWS_AWAITED,
        Kind.DECLARATION_NEEDED,
        Kind.VISIT_GIVEN,
        Kind.JUDGING_SEALED,
        Kind.JUDGING_RESUMED,
        Kind.JUDGE_ACCEPTED,
        Kind.JUDGE_DECLINED,
        Kind.CONFLICT_LATE,
        Kind.SUPPLEMENT_ANSWERED,
        Kind.OBJECTION_FILED,
    ),
    Group.HONORS: (
        Kind.HONOR_GIVEN,
        Kind.HONOR_REVOKED,
        Kind.BENEFIT_ENDING,
        Kind.GUEST_ASKED,
    ),
}
GROUP_OF: Final[Mapping[str, Group]] = {
    kind.value: group for group, kinds in _KINDS_OF.items() for kind in kinds
}
# What nobody has to act upon the same day can wait for the next morning.
USUAL: Final[Mapping[str, Way]] = {
    Group.REQUESTS: Way.DIGEST,
    Group.DEADLINES: Way.AT_ONCE,
    Group.TIMETABLE: Way.AT_ONCE,
    Group.THE_DAY: Way.AT_ONCE,
    Group.AFTERWARD: Way.DIGEST,
    Group.LISTINGS: Way.AT_ONCE,
    Group.INTEREST: Way.AT_ONCE,
    Group.SEARCHES: Way.AT_ONCE,
    Group.DISCLOSURE: Way.AT_ONCE,
    Group.CALLS: Way.AT_ONCE,
    Group.ENTRIES: Way.AT_ONCE,
    Group.JUDGING: Way.AT_ONCE,
    Group.HONORS: Way.AT_ONCE,
}


def kinds_of(group: str) -> tuple[Kind, ...]:
    """Return the kinds of a group; none for a group that does not exist."""
    return _KINDS_OF[Group(group)] if group in Group.values else ()
