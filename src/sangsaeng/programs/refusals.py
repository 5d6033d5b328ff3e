"""What programs, calls and entries decline to do."""

from django.utils.translation import gettext_lazy as _

from sangsaeng.kernel.refusals import Refusal


class CallNotOpen(Refusal):
    """Entries are not taken at this moment."""

    code = "programs.not_open"
    text = _("지금은 접수 기간이 아닙니다. 공고의 접수 기간을 확인해 주십시오.")


class SlugTaken(Refusal):
    """Another program or call has this address."""

    code = "programs.slug_taken"
    text = _("주소 ‘%(slug)s’은(는) 이미 쓰이고 있습니다. 다른 주소를 정해 주십시오.")


class LastOfficer(Refusal):
    """Somebody must run the program."""

    code = "programs.last_officer"
    text = _("마지막 담당자는 물러날 수 없습니다. 먼저 다른 담당자를 정해 주십시오.")


class AlreadyOfficer(Refusal):
    """The person runs the program already."""

    code = "programs.already_officer"
    text = _("이미 이 사업의 담당자입니다. 아래 목록을 확인해 주십시오.")


class WindowRefused(Refusal):
    """The window has no length, or lies behind us."""

    code = "programs.window"
    text = _("접수 마감은 접수 시작과 지금보다 뒤여야 합니다. 날짜와 시각을 고쳐 주십시오.")


class WindowPromised(Refusal):
    """What was announced may be lengthened, not shortened."""

    code = "programs.window_promised"
    text = _(
        "공고한 접수 기간은 줄일 수 없습니다. 지금 마감보다 늦은 때로 연장하거나 그대로 두십시오."
    )


class NotReady(Refusal):
    """Something is missing before the call can be announced."""

    code = "programs.not_ready"
    text = _("공고하려면 먼저 고칠 것이 %(count)s가지 있습니다. 첫 번째: %(first)s")


class ReasonNeeded(Refusal):
    """Announced rules change only with a reason that everybody reads."""

    code = "programs.reason_needed"
    status = 422
    text = _("이미 공고한 내용을 바꾸려면 까닭을 적어야 합니다. 바꾼 까닭은 누구나 볼 수 있습니다.")


class JudgingBegun(Refusal):
    """The rules are fixed from the beginning of judging on."""

    code = "programs.judging_begun"
    text = _(
        "심사가 시작되었거나 끝난 공고의 규칙은 바꿀 수 없습니다. 다음 회차는 이 공고를 복사해 고쳐 주십시오."
    )


class RulesDiffer(Refusal):
    """The rules are not those announced."""

    code = "programs.rules_differ"
    text = _(
        "지금의 규칙이 공고한 판과 다릅니다. 까닭을 적어 다시 공고한 뒤 심사를 시작해 주십시오."
    )


class EntriesRelyOnIt(Refusal):
    """Entries are being written to this form."""

    code = "programs.entries_rely_on_it"
    text = _(
        "접수를 시작한 뒤에는 역할과 질문을 지우거나 답의 형식을 바꿀 수 없고, 꼭 답해야 하는 질문을 더할 수 없습니다. 꼭 답하지 않아도 되는 질문을 더하거나 도움말을 고쳐 주십시오."
    )


class ScopePromised(Refusal):
    """Answers were written under a promise of who reads them."""

    code = "programs.scope_promised"
    text = _(
        "접수를 시작한 뒤에는 답을 읽는 사람을 넓힐 수 없습니다. 공개 범위를 그대로 두거나 좁혀 주십시오."
    )


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
