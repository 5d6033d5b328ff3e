"""What is declined of requests, answers and profiles."""

from django.utils.translation import gettext_lazy as _

from sangsaeng.kernel.refusals import Refusal


class WishUnknown(Refusal):
    """Not one of the wishes or purposes there are."""

    code = "fair.wish_unknown"
    status = 422
    text = _("희망 정도나 상담 목적을 보기 가운데에서 골라 주십시오.")


class AlreadyRequested(Refusal):
    """The two have a standing request."""

    code = "fair.already_requested"
    text = _("두 기업의 상담 신청이 이미 있습니다. 그 신청의 희망을 고쳐 주십시오.")


class NotForThisClass(Refusal):
    """The fair's table says that this class does not ask that one."""

    code = "fair.not_for_this_class"
    text = _(
        "이 상담회에서는 %(asking)s이(가) %(asked)s에 먼저 신청하지 않습니다. "
        "상대가 신청하면 ‘받은 신청’에서 답해 주십시오."
    )


class AskedEnough(Refusal):
    """The participant has asked as many as the fair allows."""

    code = "fair.asked_enough"
    text = _(
        "신청은 %(quota)s건까지 할 수 있습니다. ‘보낸 신청’에서 하나를 거두거나 답을 기다려 주십시오."
    )


class AnswersOver(Refusal):
    """The time to answer is over, so nobody could answer a new request."""

    code = "fair.answers_over"
    text = _("답변 기한이 지나 새로 신청할 수 없습니다. 꼭 만나야 하면 담당자에게 알려 주십시오.")


class AnswerByRefused(Refusal):
    """A time to answer that is over already would end every open request at once."""

    code = "fair.answer_by"
    status = 422
    text = _("답변 기한이 이미 지난 시각입니다. 앞으로의 시각을 적어 주십시오.")


class WithdrawInstead(Refusal):
    """Who asked does not decline its own request."""

    code = "fair.withdraw_instead"
    status = 422
    text = _("우리가 신청한 상담입니다. 원하지 않으면 신청을 거두어 주십시오.")


class ProfileThin(Refusal):
    """The profile lacks what the other side reads first."""

    code = "fair.profile_thin"
    status = 422
    text = _("아직 %(missing)s이(가) 모자랍니다. 채운 뒤 ‘작성 완료’를 눌러 주십시오.")


class NoteMissing(Refusal):
    """A profile is sent back with a word on what is missing."""

    code = "fair.note_missing"
    status = 422
    text = _("무엇을 보완해야 하는지 적어 주십시오.")
