"""Refusals about interest and the talks it leads to."""

from django.utils.translation import gettext_lazy as _

from sangsaeng.kernel.refusals import Refusal


class OwnListing(Refusal):
    """An organization shows interest in what it put up itself."""

    code = "exchange.own_listing"
    text = _("우리 기업이 올린 글입니다. 관심은 다른 기업이 올린 수요나 제안에 보내십시오.")


class NotOut(Refusal):
    """What one is interested in is not published."""

    code = "exchange.not_out"
    text = _("지금은 공개되지 않은 글이라 관심을 보낼 수 없습니다. 공개된 글을 찾아보십시오.")


class InterestRuns(Refusal):
    """The organization's interest waits for an answer or was accepted already."""

    code = "exchange.interest_runs"
    text = _("이미 관심을 보낸 글입니다. ‘주고받은 관심’에서 이어 가십시오.")


class AnswersWithNothing(Refusal):
    """What the interest comes from is not a published need or offer of the other side's kind."""

    code = "exchange.answers_with_nothing"
    status = 422
    text = _(
        "함께 보낼 글은 우리 기업이 공개한 것으로, 수요에는 제안을, 제안에는 수요를 고르십시오."
    )


class AnswerTellsWho(Refusal):
    """An unnamed owner declines with words that name it."""

    code = "exchange.answer_tells_who"
    status = 422
    text = _(
        "거절하는 답에 ‘%(words)s’이(가) 들어 있어 밝히지 않은 우리 기업이 드러납니다. 이 말을 지우고 보내십시오."
    )


class TalkNeedsAcceptance(Refusal):
    """A talk is proposed before the interest was accepted."""

    code = "exchange.talk_needs_acceptance"
    text = _("관심이 수락된 뒤에 만날 시간을 정할 수 있습니다. 답을 기다려 주십시오.")


class TalkRuns(Refusal):
    """A talk is proposed or agreed already."""

    code = "exchange.talk_runs"
    text = _("이미 제안했거나 정한 시간이 있습니다. 그 시간에 먼저 답하거나 취소하십시오.")


class TalkIsPast(Refusal):
    """A talk is proposed for, or agreed after, a time that is over."""

    code = "exchange.talk_is_past"
    status = 422
    text = _("이미 지난 시간입니다. 앞으로 만날 시간을 고르십시오.")


class TalkIsFar(Refusal):
    """A talk is proposed for a time nobody plans for yet."""

    code = "exchange.talk_is_far"
    status = 422
    text = _("만날 시간은 앞으로 한 해 안에서 고르십시오.")


class TalkEndsFirst(Refusal):
    """A talk ends before it begins, or lasts longer than a day."""

    code = "exchange.talk_ends_first"
    status = 422
    text = _("끝나는 시간이 시작보다 늦고 하루를 넘지 않게 고르십시오.")


class TalkNeedsPlace(Refusal):
    """Nobody could come to a talk without a place."""

    code = "exchange.talk_needs_place"
    status = 422
    text = _("만날 장소나 접속 주소를 적어 주십시오.")
