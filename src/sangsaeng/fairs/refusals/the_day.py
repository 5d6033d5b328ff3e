"""What is declined on the day."""

from django.utils.translation import gettext_lazy as _

from sangsaeng.kernel.refusals import Refusal


class PlaceTaken(Refusal):
    """Somebody was quicker, or one of the two is elsewhere at that time."""

    code = "fair.place_taken"
    text = _(
        "그사이 다른 상담이 그 자리에 들어갔거나 두 기업 중 한 곳이 그 시간에 다른 상담을 합니다. "
        "화면을 새로고침해 다른 자리를 골라 주십시오."
    )


class PlaceNotFit(Refusal):
    """The pair cannot meet there; the desk is told why."""

    code = "fair.place_not_fit"
    text = _("이 자리에는 넣을 수 없습니다: %(why)s. 다른 자리나 다른 기업을 골라 주십시오.")


class OpeningClosed(Refusal):
    """The free place is taken, or its time is over."""

    code = "fair.opening_closed"
    text = _(
        "이미 채워졌거나 시간이 끝난 빈자리입니다. 화면을 새로고침해 다른 빈자리를 골라 주십시오."
    )


class OfferOver(Refusal):
    """The offer's time is over; it holds nothing any more."""

    code = "fair.offer_over"
    text = _(
        "답변 시간이 지나 이 자리를 더 맡아 두지 않습니다. 다른 자리가 있는지 현장 데스크에 물어봐 주십시오."
    )


class OfferVoid(Refusal):
    """What was offered can no longer be taken up; nobody is told whose doing it is."""

    code = "fair.offer_void"
    text = _(
        "그사이 사정이 바뀌어 이 자리를 쓸 수 없게 되었습니다. 다른 자리가 있는지 현장 데스크에 물어봐 주십시오."
    )


class NotInTimetable(Refusal):
    """The request has no meeting in the version in force."""

    code = "fair.not_in_timetable"
    text = _("지금 시간표에 없는 상담입니다. 화면을 새로고침한 뒤 다시 골라 주십시오.")


class MeetingOver(Refusal):
    """The meeting's time is over."""

    code = "fair.meeting_over"
    text = _("이미 시간이 끝난 상담은 취소할 수 없습니다. 오지 않았다면 불참으로 표시해 주십시오.")


class MustWantSomebody(Refusal):
    """A walk-in says whom it came to meet."""

    code = "fair.must_want_somebody"
    status = 422
    text = _("만나려는 기업을 한 곳 이상 골라 주십시오.")


class MayNotMeet(Refusal):
    """A walk-in asks for somebody whom it cannot meet; only the desk reads this."""

    code = "fair.may_not_meet"
    text = _("%(name)s은(는) 만날 수 없는 상대입니다: %(why)s. 다른 기업을 골라 주십시오.")


class CannotBeRepaired(Refusal):
    """The rows of a running fair contradict each other."""

    code = "fair.cannot_be_repaired"
    status = 422
    text = _("시간표를 조정할 수 없습니다: %(why)s. 그 내용을 고친 뒤 다시 시도해 주십시오.")


class DisturbanceUnknown(Refusal):
    """What is said to have gone wrong is not of this fair, or not of this kind."""

    code = "fair.disturbance_unknown"
    status = 422
    text = _("바뀐 일을 읽을 수 없습니다. 기업·테이블·상담장과 시간을 다시 골라 주십시오.")


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
