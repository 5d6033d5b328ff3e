"""What disclosure declines to do."""

from typing import ClassVar

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from sangsaeng.kernel.refusals import Refusal


class GateClosed(Refusal):
    """The material may not be shown now; ``because`` says which condition fails."""

    code = "disclosure.gate_closed"
    status = 403
    text = _("지금은 이 자료를 볼 수 없습니다. %(because)s")

    REASONS: ClassVar[dict[str, str | Promise]] = {
        "not_granted": _("제공하기로 한 자료가 아닙니다. 요구한 자료의 목록을 확인해 주십시오."),
        "not_a_member": _("자료를 받은 기업의 구성원만 볼 수 있습니다. 소속을 확인해 주십시오."),
        "demand_incomplete": _("요구서가 갖추어지지 않았습니다. 요구서의 상태를 확인해 주십시오."),
        "not_in_force": _(
            "비밀유지계약이 효력을 갖고 있지 않습니다. 계약의 서명과 상태를 확인해 주십시오."
        ),
        "not_a_holder": _(
            "계약의 보유자 명단에 없습니다. 우리 기업의 관리자에게 명단 변경을 요청해 주십시오."
        ),
        "outside_period": _("오늘은 사용 기간이 아닙니다. 계약의 사용 기간을 확인해 주십시오."),
    }

    def __init__(self, why: str) -> None:
        self.why = why
        super().__init__(because=self.REASONS[why])


class TermsMissing(Refusal):
    """The law asks more than the paper says."""

    code = "disclosure.terms_missing"
    status = 422
    text = _("아직 비어 있는 항목이 있습니다: %(missing)s. 채운 뒤 다시 시도해 주십시오.")


class NoVersionChosen(Refusal):
    """Nothing was chosen to be provided."""

    code = "disclosure.no_version_chosen"
    status = 422
    text = _("제공할 자료를 고르지 않았습니다. 하나 이상 골라 주십시오.")


class OthersTurn(Refusal):
    """Who wrote the text cannot agree to it for the other side."""

    code = "disclosure.others_turn"
    text = _("이 문안은 우리가 썼습니다. 상대가 합의하거나 고칠 때까지 기다려 주십시오.")


class NotTheSamePaper(Refusal):
    """What is to be signed is not what was read."""

    code = "disclosure.not_the_same_paper"
    text = _("읽으신 계약서와 지금 계약서가 다릅니다. 계약서를 다시 읽은 뒤 서명해 주십시오.")


class NameDoesNotMatch(Refusal):
    """The typed name is not the signer's."""

    code = "disclosure.name_does_not_match"
    status = 422
    text = _("적은 이름이 내 이름(%(name)s)과 다릅니다. 내 이름을 그대로 적어 주십시오.")


class SignedAlready(Refusal):
    """The side, or the person for the other side, has signed."""

    code = "disclosure.signed_already"
    text = _("이미 서명했습니다. 양쪽은 서로 다른 사람이 한 번씩 서명합니다.")


class PeriodOver(Refusal):
    """The period of use would be over before it begins."""

    code = "disclosure.period_over"
    text = _("사용 기간이 이미 지났습니다. 문안을 다시 고쳐 기간을 정해 주십시오.")


class HolderUnknown(Refusal):
    """Who is to be taken off is not on the list, or who is to be added already is."""

    code = "disclosure.holder_unknown"
    text = _(
        "명단이 이미 그렇게 되어 있거나 같은 변경을 기다리고 있습니다. 명단을 확인해 주십시오."
    )


class NotStoredWhole(Refusal):
    """The bytes that are stored are not those that were sealed."""

    code = "disclosure.not_stored_whole"
    text = _(
        "보관된 파일이 봉인할 때의 지문과 다릅니다. 파일을 내보내지 않았습니다. 운영자에게 알려 주십시오."
    )


class BothAreSides(Refusal):
    """Two organizations that ask each other for material cannot become one."""

    code = "disclosure.both_are_sides"
    text = _(
        "두 기관이 서로에게 기술자료를 요구한 기록이 있어 하나로 합칠 수 없습니다. 기록을 확인해 주십시오."
    )
