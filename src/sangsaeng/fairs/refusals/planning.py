"""What is declined while a timetable is planned and published."""

from django.utils.translation import gettext_lazy as _

from sangsaeng.kernel.refusals import Refusal


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
