"""What programs, calls and entries decline to do."""

from django.utils.translation import gettext_lazy as _

from sangsaeng.kernel.refusals import Refusal


class CallNotOpen(Refusal):
    """Entries are not taken at this moment."""

    code = "programs.not_open"
    text = _("지금은 접수 기간이 아닙니다. 공고의 접수 기간을 확인해 주십시오.")


class NoOwnEntry(Refusal):
    """The call takes recommended organizations only."""

    code = "programs.recommended_only"
    text = _("이 공고는 추천받은 기업·기관만 신청합니다. 공고에서 추천 방법을 확인해 주십시오.")


class SeatDoesNotFit(Refusal):
    """The organization cannot take this part."""

    code = "programs.seat_does_not_fit"
    text = _(
        "%(name)s은(는) ‘%(seat)s’ 역할로 참여할 수 없습니다. 기업 종류와 규모에 맞는 역할을 골라 주십시오."
    )


class SeatTaken(Refusal):
    """The seat holds as many as it may."""

    code = "programs.seat_taken"
    text = _(
        "‘%(seat)s’ 역할의 자리가 모두 찼습니다. 참여하지 않는 곳을 팀에서 뺀 뒤 다시 초대해 주십시오."
    )


class AlreadyInTeam(Refusal):
    """The organization is in the team."""

    code = "programs.already_in_team"
    text = _("%(name)s은(는) 이미 팀에 있습니다. 팀 목록에서 상태를 확인해 주십시오.")


class LeadStays(Refusal):
    """The lead cannot leave its own entry."""

    code = "programs.lead_stays"
    text = _("대표 기업은 팀에서 빠질 수 없습니다. 그만두려면 신청을 철회해 주십시오.")


class NotToBeWritten(Refusal):
    """The entry, or this question of it, is not open for writing."""

    code = "programs.not_to_be_written"
    text = _("지금은 고칠 수 없습니다. 신청의 상태와 기한을 확인해 주십시오.")


class AnswerNotReadable(Refusal):
    """What was typed cannot be kept."""

    code = "programs.not_readable"
    status = 422
    text = "%(fault)s"


class AnsweredMeanwhile(Refusal):
    """Somebody else of the team answered the same question meanwhile."""

    code = "programs.answered_meanwhile"
    text = _(
        "그사이 팀의 다른 사람이 이 답을 바꾸었습니다. 적으신 글은 그대로 있으니 비교한 뒤 다시 저장해 주십시오."
    )


class TooManyFiles(Refusal):
    """The question has as many files as it takes."""

    code = "programs.too_many_files"
    status = 422
    text = _("파일은 %(most)s개까지 올릴 수 있습니다. 필요 없는 파일을 뺀 뒤 올려 주십시오.")


class NotComplete(Refusal):
    """Something is missing, so that the entry cannot be handed in."""

    code = "programs.not_complete"
    status = 422
    text = _(
        "아직 제출할 수 없습니다. 고칠 곳이 %(count)s가지 있으니 표시된 항목을 확인해 주십시오."
    )

    def __init__(self, faults: list[str]) -> None:
        self.faults = faults
        super().__init__(count=len(faults))


class AfterJudging(Refusal):
    """The results are out; the entry stays as it is."""

    code = "programs.after_judging"
    text = _("결과가 발표된 회차입니다. 담당 기관에 문의해 주십시오.")


class DeadlinePassed(Refusal):
    """A deadline lies in the past or is over."""

    code = "programs.deadline_passed"
    text = _("기한이 지났습니다. 담당자에게 문의해 주십시오.")


class ReasonMissing(Refusal):
    """A reason has to be given."""

    code = "programs.reason_missing"
    status = 422
    text = _("사유를 적어 주십시오. 신청한 팀이 그대로 읽습니다.")


class MayNotRecommend(Refusal):
    """Recommendations of this kind are not taken."""

    code = "programs.may_not_recommend"
    text = _("이 공고는 이 자격으로는 추천을 받지 않습니다. 공고의 추천 자격을 확인해 주십시오.")


class RecommendedAlready(Refusal):
    """The same recommendation was sent before."""

    code = "programs.recommended_already"
    text = _("같은 추천을 이미 보내셨습니다. 보낸 추천에서 상태를 확인해 주십시오.")


class OwnRecommendation(Refusal):
    """Nobody recommends their own organization."""

    code = "programs.own_recommendation"
    text = _("소속된 곳은 추천할 수 없습니다. 직접 신청해 주십시오.")
