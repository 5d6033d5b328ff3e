"""What a fair declines, each with its reason."""

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


class NotMetYet(Refusal):
    """Nothing came of a meeting that has not begun."""

    code = "fair.not_met_yet"
    text = _("상담이 시작된 뒤에 결과를 적을 수 있습니다. %(begins)s 뒤에 다시 시도해 주십시오.")


class NoOpenStep(Refusal):
    """There is no next step that is still to be taken."""

    code = "fair.no_open_step"
    text = _("남아 있는 다음 할 일이 없습니다. 화면을 새로고침해 지금 적힌 내용을 확인해 주십시오.")


class RemindedToday(Refusal):
    """Whoever is to take the step was told within the day."""

    code = "fair.reminded_today"
    text = _("하루 안에 이미 알렸습니다. 하루가 지난 뒤에 다시 알려 주십시오.")


class AbsencesUnsettled(Refusal):
    """Absences go on record when the fair is over."""

    code = "fair.absences_unsettled"
    text = _("상담회가 끝난 뒤에 불참을 정리합니다. 먼저 ‘상담회 종료’를 눌러 주십시오.")


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


class WishUnknown(Refusal):
    """Not one of the wishes or purposes there are."""

    code = "fair.wish_unknown"
    status = 422
    text = _("희망 정도나 상담 목적을 보기 가운데에서 골라 주십시오.")


class ImportFaulty(Refusal):
    """A spreadsheet with a fault is not entered, not even in part."""

    code = "fair.import_faulty"
    status = 422
    text = _("고칠 곳이 %(count)s건 있어 한 건도 반영하지 않았습니다. 먼저 고칠 곳: %(first)s")


class AlreadyRequested(Refusal):
    """The two have a standing request."""

    code = "fair.already_requested"
    text = _("두 기업의 상담 신청이 이미 있습니다. 그 신청의 희망을 고쳐 주십시오.")


class NothingToPlan(Refusal):
    """The fair lacks what a timetable is made of."""

    code = "fair.nothing_to_plan"
    status = 422
    text = _("시간표를 만들 수 없습니다: %(missing)s. 먼저 채워 주십시오.")


class CannotBePlanned(Refusal):
    """The rows contradict each other, so the engine refuses the problem."""

    code = "fair.cannot_be_planned"
    status = 422
    text = _("시간표를 만들 수 없습니다: %(fault)s")


class ChangedWhilePlanning(Refusal):
    """The fair's rows changed while its timetable was being made."""

    code = "fair.changed_while_planning"
    text = _("편성하는 동안 참가·신청·고정·금지가 바뀌었습니다. 다시 편성해 주십시오.")


class CannotBeAdapted(Refusal):
    """Where anybody meets anybody, a fair is only planned anew."""

    code = "fair.cannot_be_adapted"
    status = 422
    text = _(
        "참가 기업이 서로 만나는 상담회는 조금만 바꾸어 다시 편성할 수 없습니다. ‘시간표 편성’으로 처음부터 편성해 주십시오."
    )


class PinClashes(Refusal):
    """The pin contradicts availability or another pin."""

    code = "fair.pin_clashes"
    text = _("이 시간에는 고정할 수 없습니다: %(why)s. 다른 시간을 골라 주십시오.")


class MoveImpossible(Refusal):
    """The meeting cannot stand there."""

    code = "fair.move_impossible"
    text = _("그 자리로 옮길 수 없습니다: %(why)s. 다른 시간이나 테이블을 골라 주십시오.")


class TimetableOutdated(Refusal):
    """The fair changed since the draft was planned."""

    code = "fair.timetable_outdated"
    text = _(
        "편성한 뒤에 참가·신청·고정·금지가 바뀌어 이 초안을 발표할 수 없습니다(%(why)s). 다시 편성해 주십시오."
    )


class NotPublished(Refusal):
    """There is no published timetable yet."""

    code = "fair.not_published"
    status = 404
    text = _("아직 발표된 시간표가 없습니다. 발표되면 이 화면에서 볼 수 있습니다.")


class BegunWouldMove(Refusal):
    """On its day a fair's new version would change what has begun or is over."""

    code = "fair.begun_would_move"
    text = _(
        "이미 시작한 상담이 달라지는 시간표라 지금 발표할 수 없습니다. 현장의 ‘당일 조정’에서 남은 시간만 고쳐 주십시오."
    )


class PlaceTaken(Refusal):
    """Somebody was quicker, or one of the two is elsewhere at that time."""

    code = "fair.place_taken"
    text = _(
        "그사이 다른 상담이 그 자리에 들어갔거나 두 기업 중 한 곳이 그 시간에 다른 상담을 합니다. "
        "화면을 새로고침해 다른 자리를 골라 주십시오."
    )


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
