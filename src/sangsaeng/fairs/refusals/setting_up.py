"""What is declined while a fair is set up: its frame, its participants, its side sessions."""

from django.utils.translation import gettext_lazy as _

from sangsaeng.kernel.refusals import Refusal


class SlugTaken(Refusal):
    """Another fair has the address."""

    code = "fair.slug_taken"
    text = _("‘%(slug)s’ 주소는 이미 쓰이고 있습니다. 다른 주소를 정해 주십시오.")


class LastOfficer(Refusal):
    """A fair keeps somebody who answers for it."""

    code = "fair.last_officer"
    text = _("마지막 담당자입니다. 다른 사람을 담당자로 정한 뒤 다시 시도해 주십시오.")


class FrameFixed(Refusal):
    """What everything else rests on does not change under it."""

    code = "fair.frame_fixed"
    text = _(
        "참가기업이나 상담 시간이 있는 상담회에서는 만남의 방식과 시간대를 바꿀 수 없습니다. "
        "새 상담회를 만들어 주십시오."
    )


class BreaksRefused(Refusal):
    """A break ends before it begins."""

    code = "fair.breaks"
    status = 422
    text = _("휴식 시간의 끝이 시작보다 앞섭니다. ‘12:00-13:00’처럼 적어 주십시오.")


class SlotsInUse(Refusal):
    """The day's slots carry meetings of a timetable."""

    code = "fair.slots_in_use"
    text = _(
        "이미 시간표에 쓰인 날의 시간은 바꿀 수 없습니다. 초안을 버리거나 다른 날을 더해 주십시오."
    )


class HoursRefused(Refusal):
    """The hours of a day give no slot."""

    code = "fair.hours"
    status = 422
    text = _(
        "시작·끝 시각과 상담 길이로는 상담 시간을 만들 수 없습니다. 시각을 다시 확인해 주십시오."
    )


class DateRefused(Refusal):
    """A date in which no fair takes place, mostly a slip of the finger."""

    code = "fair.date"
    status = 422
    text = _("날짜를 다시 확인해 주십시오. %(first)s년부터 %(last)s년까지 쓸 수 있습니다.")


class SlotsOverlap(Refusal):
    """Two slots of the fair would overlap."""

    code = "fair.slots_overlap"
    status = 422
    text = _("상담 시간이 서로 겹칩니다. 날짜와 시각을 다시 확인해 주십시오.")


class AlreadyTakesPart(Refusal):
    """The organization is in the fair."""

    code = "fair.already_takes_part"
    text = _("%(name)s은(는) 이미 이 상담회에 참가하고 있습니다. 참가 정보를 고쳐 주십시오.")


class StillNeeded(Refusal):
    """The participant, table or slot is part of a timetable."""

    code = "fair.still_needed"
    text = _("시간표에 들어 있어 지울 수 없습니다. 먼저 그 상담을 빼고 다시 편성해 주십시오.")


class SidesDoNotMeet(Refusal):
    """These two sides do not meet at this fair."""

    code = "fair.sides_do_not_meet"
    status = 422
    text = _(
        "이 상담회에서는 두 기업이 상담 상대가 될 수 없습니다. 수요·공급 구분을 확인해 주십시오."
    )


class BothTakePart(Refusal):
    """Two organizations that are to become one sit in the same fair, each with its own requests."""

    code = "fair.both_take_part"
    text = _(
        "두 곳이 모두 ‘%(fair)s’에 참가하고 있어 합칠 수 없습니다. 그 상담회에서 한쪽의 참가를 "
        "지운 뒤 다시 시도해 주십시오."
    )


class NotOfThisFair(Refusal):
    """A slot, hall or participant that belongs to another fair."""

    code = "fair.not_of_this_fair"
    status = 422
    text = _("이 상담회의 자료가 아닙니다. 화면을 새로고침한 뒤 다시 골라 주십시오.")


class ImportFaulty(Refusal):
    """A spreadsheet with a fault is not entered, not even in part."""

    code = "fair.import_faulty"
    status = 422
    text = _("고칠 곳이 %(count)s건 있어 한 건도 반영하지 않았습니다. 먼저 고칠 곳: %(first)s")


class SessionFull(Refusal):
    """Every seat of the side session is taken."""

    code = "session.full"
    text = _(
        "남은 좌석이 없습니다. 자리가 나는지 나중에 다시 확인하거나 담당자에게 문의해 주십시오."
    )


class SignUpOver(Refusal):
    """The side session takes no sign-ups, or no more."""

    code = "session.sign_up_over"
    text = _("지금은 참가 신청을 받지 않습니다. 참석하려면 담당자에게 문의해 주십시오.")


class SessionClashes(Refusal):
    """The participant has something else while the session lasts."""

    code = "session.clashes"
    text = _("그 시간에 이미 ‘%(what)s’이(가) 있습니다. 담당자에게 시간 조정을 요청해 주십시오.")
