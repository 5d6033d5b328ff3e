"""What is declined after the meetings."""

from django.utils.translation import gettext_lazy as _

from sangsaeng.kernel.refusals import Refusal


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
