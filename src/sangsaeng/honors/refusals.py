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


class BenefitHeldAlready(Refusal):
    """The holder has this benefit of this honor."""

    code = "honors.benefit_held"
    text = _(
        "이 기업·기관은 같은 포상의 이 혜택을 이미 가지고 있습니다. 혜택 이름을 확인해 주십시오."
    )


class BenefitStopped(Refusal):
    """The benefit was stopped before."""

    code = "honors.benefit_stopped"
    text = _("이미 멈춘 혜택입니다. 멈춘 까닭은 혜택 화면에서 확인해 주십시오.")


class HonorRevokedBefore(Refusal):
    """Nothing more follows from an honor that was taken back."""

    code = "honors.revoked"
    text = _("취소된 포상입니다. 취소된 포상에는 혜택이나 시상을 더할 수 없습니다.")


class NotHeldThatDay(Refusal):
    """A benefit cannot be used on a day on which it does not hold."""

    code = "honors.not_held_that_day"
    text = _("그날은 혜택의 기간이 아닙니다. 쓴 날을 확인해 주십시오.")


class NotAnAuthority(Refusal):
    """Only public bodies ask about benefits."""

    code = "honors.not_an_authority"
    text = _("조회 키는 부처, 지방자치단체, 공공기관에만 줄 수 있습니다. 기관을 확인해 주십시오.")


class KeeperNotThere(Refusal):
    """Who keeps a key belongs to the authority."""

    code = "honors.keeper_not_there"
    text = _("키를 맡을 사람이 그 기관의 구성원이 아닙니다. 기관의 구성원을 골라 주십시오.")


class KeyExpiresTooLate(Refusal):
    """A key runs for a limited time, and not in the past."""

    code = "honors.key_expires"
    text = _("키의 유효 기한은 오늘부터 %(days)s일 안이어야 합니다. 기한을 다시 정해 주십시오.")


class KeyNotOpen(Refusal):
    """The key expired, was ended, or never was."""

    code = "honors.key_not_open"
    status = 401
    text = _("조회 키가 없거나 끝났습니다. 키를 준 담당자에게 새 키를 요청해 주십시오.")


class KindNotOpened(Refusal):
    """The key does not open this kind of benefit."""

    code = "honors.kind_not_opened"
    status = 403
    text = _("이 키로는 이 혜택을 물을 수 없습니다. 물을 수 있는 혜택을 확인해 주십시오.")


class AskedTooOften(Refusal):
    """The key asked as often as it may within a minute."""

    code = "honors.asked_too_often"
    status = 429
    text = _("너무 자주 물었습니다. %(seconds)s초 뒤에 다시 물어 주십시오.")

    @property
    def retry_after(self) -> int:
        """In how many seconds the next question is heard."""
        return int(self.params["seconds"])


class CeremonyNotReady(Refusal):
    """Nothing can be handed over where no honor was given."""

    code = "honors.ceremony_not_ready"
    text = _("아직 수여한 포상이 없습니다. 포상을 먼저 수여해 주십시오.")


class SeatTaken(Refusal):
    """Somebody sits there."""

    code = "honors.seat_taken"
    text = _("그 자리에는 이미 다른 손님이 있습니다. 빈자리를 골라 주십시오.")


class NoSuchSeat(Refusal):
    """The hall does not have this seat."""

    code = "honors.no_such_seat"
    text = _("좌석표에 없는 자리입니다. 줄과 자리 번호를 확인해 주십시오.")


class TooFewSeats(Refusal):
    """More guests than seats."""

    code = "honors.too_few_seats"
    text = _("손님은 %(guests)s명인데 자리는 %(seats)s개입니다. 줄이나 자리를 늘려 주십시오.")


class GuestListedAlready(Refusal):
    """The guest is on the list."""

    code = "honors.guest_listed"
    text = _("명단에 이미 있는 손님입니다. 명단을 확인해 주십시오.")
