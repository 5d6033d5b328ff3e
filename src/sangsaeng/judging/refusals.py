"""What judging declines to do."""

from django.utils.translation import gettext_lazy as _

from sangsaeng.kernel.refusals import Refusal


class StandsStill(Refusal):
    """Judging of the call is sealed."""

    code = "judging.sealed"
    text = _(
        "사고 조사로 이 회차의 심사를 잠시 멈추었습니다. 다시 시작하면 알려 드리니 그때 이어서 해 주십시오."
    )


class NotBeingJudged(Refusal):
    """The call is not in judging, or the entry no longer is."""

    code = "judging.not_now"
    text = _(
        "이 신청은 지금 심사하는 중이 아니어서 평가를 고칠 수 없습니다. 일정을 확인해 주십시오."
    )


class ReviewIsIn(Refusal):
    """The review was submitted; only an officer hands it back."""

    code = "review.is_in"
    text = _("이미 제출한 평가입니다. 고치려면 담당자에게 다시 평가하겠다고 요청해 주십시오.")


class VisitorIsOfTheTeam(Refusal):
    """Who belongs to a team does not check it."""

    code = "visit.own_case"
    status = 422
    text = _("신청한 기업에 속한 사람은 확인자가 될 수 없습니다. 다른 사람을 지정해 주십시오.")


class VisitorJudgesIt(Refusal):
    """A visit tells names that a blind judge must not know."""

    code = "visit.judges_it"
    status = 422
    text = _(
        "이 신청을 가리고 평가하는 심사위원은 현장에 갈 수 없습니다. 다른 사람을 지정해 주십시오."
    )


class NotWhatWasRead(Refusal):
    """The form changed after the signer read it."""

    code = "visit.other_form"
    text = _("읽으신 뒤에 확인서가 바뀌었습니다. 새 확인서를 읽고 서명해 주십시오.")


class NotTheSignersName(Refusal):
    """What was typed is not the signer's name."""

    code = "visit.other_name"
    status = 422
    text = _("서명은 본인의 이름으로 합니다. ‘%(name)s’(이)라고 적어 주십시오.")


class VisitSignedByThatSide(Refusal):
    """The side signed already."""

    code = "visit.signed"
    text = _("이쪽은 이미 서명했습니다. 상대가 서명하면 확인서가 완성됩니다.")


class PhotoUnreadable(Refusal):
    """The picture cannot be freed of what the camera wrote into it."""

    code = "visit.photo"
    status = 422
    text = _("사진을 읽을 수 없습니다. JPG나 PNG 사진으로 다시 올려 주십시오.")


class ReviewsMissing(Refusal):
    """The ranking would leave out judges whose word is still to come."""

    code = "judging.reviews_missing"
    text = _(
        "아직 제출되지 않은 평가가 %(count)s건 있습니다. 기다리거나, 그대로 계산하는 까닭을 적어 주십시오."
    )


class NothingToRank(Refusal):
    """No entry of the stage has a submitted review."""

    code = "judging.nothing_to_rank"
    text = _("제출된 평가가 없어 순위를 계산할 수 없습니다. 평가가 제출된 뒤 다시 시도해 주십시오.")


class RankingOutdated(Refusal):
    """Scores changed since the ranking was computed, or there is none."""

    code = "judging.ranking_outdated"
    text = _("지금 점수로 계산한 순위가 없습니다. 순위를 계산한 뒤 다시 시도해 주십시오.")


class RulesDiffer(Refusal):
    """What would be applied is not what was announced."""

    code = "judging.rules_differ"
    text = _(
        "지금 설정이 공고할 때 고정한 심사 기준과 다릅니다. 공고의 개정 이력을 확인해 주십시오."
    )


class NotJudgingNow(Refusal):
    """The call is not being judged at this moment."""

    code = "judging.not_judging"
    text = _("이 회차는 지금 심사 중이 아닙니다. 회차의 상태를 확인해 주십시오.")


class StageBeforeOpen(Refusal):
    """The stage before is not decided for every entry."""

    code = "judging.stage_before_open"
    text = _("앞 단계(%(stage)s)의 결정이 끝나지 않았습니다. 앞 단계부터 결정해 주십시오.")


class CutNotDiscussed(Refusal):
    """Entries across the cut were not discussed in minutes that are closed."""

    code = "judging.cut_not_discussed"
    text = _(
        "경계에 걸친 신청 %(count)s건의 논의가 아직 심의록에 없습니다. 논의를 적고 심의록을 마친 뒤 결정해 주십시오."
    )


class NotDeliberated(CutNotDiscussed):
    """A deliberation is decided although nobody met: there are no closed minutes of it."""

    code = "judging.not_deliberated"
    text = _("심의 단계는 심의록을 마친 뒤에 결정합니다. 심의록을 열어 논의를 적고 마쳐 주십시오.")


class MinutesClosed(Refusal):
    """What was closed stays as it was."""

    code = "judging.minutes_closed"
    text = _("마친 심의록은 고칠 수 없습니다. 더 논의했으면 새 심의록을 여십시오.")


class MinutesIncomplete(Refusal):
    """Minutes that say nothing are not closed."""

    code = "judging.minutes_incomplete"
    status = 422
    text = _("참석자와 심의 내용을 모두 적은 뒤 심의록을 마쳐 주십시오.")


class DecisionsFaulty(Refusal):
    """Some of the decisions cannot be made; none was."""

    code = "judging.decisions_faulty"
    status = 422
    text = _("결정할 수 없는 행이 %(count)s건 있어 아무것도 반영하지 않았습니다: %(first)s")


class NotAllDecided(Refusal):
    """Results are announced for everybody at one moment, so everybody needs one."""

    code = "judging.not_all_decided"
    text = _("아직 결정하지 않은 신청이 %(count)s건 있습니다. 모두 결정한 뒤 발표해 주십시오.")


class EntriesUnsettled(Refusal):
    """A supplement is still to come."""

    code = "judging.entries_unsettled"
    text = _("보완을 기다리는 신청이 %(count)s건 있습니다. 보완을 마친 뒤 발표해 주십시오.")


class PlacesDiffer(Refusal):
    """As many as were announced are chosen, or it is said why not."""

    code = "judging.places_differ"
    status = 422
    text = _(
        "공고한 선정 수는 %(places)s건인데 %(chosen)s건을 선정했습니다. 다른 까닭을 적어 주십시오."
    )


class AlreadyAnnounced(Refusal):
    """Results are announced once."""

    code = "judging.already_announced"
    text = _("이미 결과를 발표했습니다. 발표한 결과는 이의신청으로만 바꿀 수 있습니다.")


class MomentPassed(Refusal):
    """The moment set for the announcement lies in the past."""

    code = "judging.moment_passed"
    status = 422
    text = _("발표할 때가 이미 지났습니다. 앞으로 올 때를 골라 주십시오.")


class ObjectionTooLate(Refusal):
    """The days to object are over, or have not begun."""

    code = "judging.objection_too_late"
    text = _("지금은 이의신청 기간이 아닙니다. 결과 화면에서 기간을 확인해 주십시오.")


class ObjectedAlready(Refusal):
    """A team objects once."""

    code = "judging.objected_already"
    text = _("이미 이의를 신청했습니다. 답변을 기다려 주십시오.")


class SealedAlready(Refusal):
    """Judging stands still already."""

    code = "judging.sealed_already"
    text = _("이 회차의 심사는 이미 멈추어 있습니다. 사고 대응 화면에서 이어서 진행해 주십시오.")


class NotSealed(Refusal):
    """There is nothing to lift."""

    code = "judging.not_sealed"
    text = _("이 회차의 심사는 멈추어 있지 않습니다. 회차를 확인해 주십시오.")


class AlreadyJudge(Refusal):
    """The person is a judge of the call."""

    code = "judging.already_judge"
    text = _("이미 이 회차의 심사위원입니다. 심사위원 명단에서 확인해 주십시오.")


class NotInvitable(Refusal):
    """Somebody without a seat cannot be invited."""

    code = "judging.no_seat"
    text = _("맡을 단계가 없습니다. 심사위원이 맡을 단계를 먼저 정해 주십시오.")


class SeatHasReviews(Refusal):
    """A judge who has entries in a stage keeps the seat."""

    code = "judging.seat_has_reviews"
    text = _("이 단계에 배정된 신청이 있습니다. 배정을 먼저 거둔 뒤 자리를 빼 주십시오.")


class DeclarationIncomplete(Refusal):
    """The declaration does not fit what the call holds."""

    code = "judging.declaration_incomplete"
    text = _(
        "그사이 명단이 바뀌었거나 빠진 곳이 있습니다. 명단을 새로 연 뒤 처음부터 다시 밝혀 주십시오."
    )


class DeclaredStays(Refusal):
    """What a judge declared is not lifted by anybody."""

    code = "judging.declared_stays"
    text = _(
        "심사위원이 스스로 밝힌 이해충돌은 거둘 수 없습니다. 다른 심사위원에게 배정해 주십시오."
    )


class JudgeUnfit(Refusal):
    """The judge may not get the entry; the reason is named."""

    code = "judging.unfit"
    text = _("%(judge)s 위원에게 ‘%(entry)s’을(를) 배정할 수 없습니다. %(reason)s")


class AlreadyLifted(Refusal):
    """The conflict was lifted before."""

    code = "judging.already_lifted"
    text = _("이미 거둔 이해충돌입니다. 목록을 새로 고쳐 확인해 주십시오.")


class PlanChanged(Refusal):
    """What was to be assigned is no longer what was seen."""

    code = "judging.plan_changed"
    text = _(
        "미리 보신 뒤에 배정이나 이해충돌이 바뀌었습니다. 새 계획을 다시 살펴본 뒤 적용해 주십시오."
    )


class NothingToAssign(Refusal):
    """The plan holds nothing new."""

    code = "judging.nothing_to_assign"
    text = _("새로 배정할 것이 없습니다. 심사위원이나 최소 인원을 바꾼 뒤 다시 시도해 주십시오.")


class NotInJudging(Refusal):
    """Entries are not assigned before the call closed or after its results."""

    code = "judging.not_in_judging"
    text = _("접수를 마감한 뒤부터 결과를 발표하기 전까지만 배정할 수 있습니다.")
