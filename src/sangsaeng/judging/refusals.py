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
