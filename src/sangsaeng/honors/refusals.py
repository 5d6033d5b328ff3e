"""What honors decline to do."""

from django.utils.translation import gettext_lazy as _

from sangsaeng.kernel.refusals import Refusal


class HonorGivenAlready(Refusal):
    """The case has its honor."""

    code = "honors.given"
    text = _("이 사례에는 이미 상을 주었습니다. 포상 목록에서 확인해 주십시오.")


class NotSelected(Refusal):
    """Only a selected case is honored, and only once the results are out."""

    code = "honors.not_selected"
    text = _("선정된 사례에만 상을 줄 수 있습니다. 결과 발표를 마쳤는지 확인해 주십시오.")


class OwnCase(Refusal):
    """Nobody gives an honor to their own case."""

    code = "honors.own_case"
    text = _("본인이 속한 곳의 사례입니다. 다른 담당자에게 수여를 맡겨 주십시오.")


class NobodyJoined(Refusal):
    """The case has no partner that said it takes part."""

    code = "honors.nobody_joined"
    text = _("참여를 확인한 기업·기관이 없습니다. 신청서의 참여 기업을 확인해 주십시오.")


class NothingToGive(Refusal):
    """Every selected case of the call has its honor."""

    code = "honors.nothing_to_give"
    text = _("새로 상을 줄 사례가 없습니다. 이미 준 상은 아래 목록에서 확인해 주십시오.")


class KeyMissing(Refusal):
    """The private half of the key that signs is not where it should be."""

    code = "honors.key_missing"
    text = _(
        "기념패에 서명할 발행 열쇠를 찾을 수 없습니다. 운영자에게 열쇠 보관 위치(SANGSAENG_ISSUER_KEYS)를 "
        "확인해 달라고 요청해 주십시오."
    )


class PlaqueNotValid(Refusal):
    """A plaque that was revoked is not issued anew."""

    code = "honors.plaque_not_valid"
    text = _("이미 취소된 기념패입니다. 유효한 기념패를 골라 주십시오.")
