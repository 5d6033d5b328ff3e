"""What a timetable reaches beside what is proved possible, ready to be shown."""

from dataclasses import dataclass

from django.utils.formats import number_format
from django.utils.translation import gettext as _

from sangsaeng.fairs.models import Population, Timetable
from sangsaeng.fairs.weights import SCALE


@dataclass(frozen=True)
class Figure:
    """One figure with its proven bound, empty where nothing is proved."""

    label: str
    value: str
    unit: str = ""
    bound: str = ""
    bound_label: str = ""
    tone: str = "neutral"
    note: str = ""


@dataclass(frozen=True)
class Proof:
    """What is proved of a timetable, in a sentence."""

    tone: str
    sentence: str


def figures_of(timetable: Timetable, requests: int, parties: int) -> list[Figure]:
    """Return the figures of a timetable made of the requests of so many parties."""
    met_all = timetable.suppliers_met >= timetable.bound_suppliers_met
    idle_least = timetable.gaps <= timetable.bound_gaps
    return [
        Figure(
            met_label(timetable),
            number(timetable.suppliers_met),
            _("개사"),
            number(timetable.bound_suppliers_met),
            tone="success" if met_all else "neutral",
            note=_("신청에 오른 %(number)s개사 가운데") % {"number": number(parties)},
        ),
        Figure(
            _("상담"),
            number(timetable.meeting_count),
            _("건"),
            note=_("신청 %(requests)s건 가운데") % {"requests": number(requests)},
        ),
        Figure(
            _("희망도 합계"),
            weight(timetable.weight),
            bound=weight(timetable.bound_weight),
            tone="success" if timetable.weight >= timetable.bound_weight else "neutral",
        ),
        Figure(
            _("상담 사이 빈 시간"),
            number(timetable.gaps),
            _("칸"),
            number(timetable.bound_gaps),
            _("증명된 하한"),
            tone="success" if idle_least else "neutral",
            note=_("첫 상담과 마지막 상담 사이에 기다리는 칸"),
        ),
    ]


def proof_of(timetable: Timetable) -> Proof:
    """Say in a sentence how good the timetable is proved to be."""
    if timetable.is_proved_best and timetable.gaps == 0:
        return Proof("success", _("더 나은 시간표는 없음이 증명되었습니다."))
    if timetable.is_proved_best:
        # Idle slots are bounded for these meetings only; others as good might leave fewer.
        proved = _("만나는 기업 수와 희망도 합계에서 더 나은 시간표는 없음이 증명되었습니다.")
        return Proof("success", proved)
    missing = timetable.bound_suppliers_met - timetable.suppliers_met
    parts = []
    if missing > 0:
        parts.append(_("만나는 기업 %(number)s개사") % {"number": missing})
    if timetable.weight < timetable.bound_weight:
        parts.append(_("희망도 %(share)s %%") % {"share": shortfall(timetable)})
    if timetable.gaps > timetable.bound_gaps:
        parts.append(_("빈 시간 %(number)s칸") % {"number": timetable.gaps - timetable.bound_gaps})
    return Proof("info", _("증명된 상한과의 차이: %(parts)s") % {"parts": ", ".join(parts)})


def shortfall(timetable: Timetable) -> str:
    """Return by how many percent the weight falls short of its bound."""
    if not timetable.bound_weight:
        return "0"
    missing = max(0, timetable.bound_weight - timetable.weight)
    return number_format(100 * missing / timetable.bound_weight, decimal_pos=2)


def met_label(timetable: Timetable) -> str:
    """Name those whose meetings count first."""
    if timetable.fair.population == Population.ONE:
        return _("상담하는 참가기업")
    return _("상담하는 공급기업")


def number(value: int) -> str:
    """Write a number with its thousands parted."""
    return number_format(value, force_grouping=True)


def weight(hundredths: int) -> str:
    """Write a weight in its own unit, without needless decimals."""
    whole, rest = divmod(hundredths, SCALE)
    decimals = 0 if not rest else 1 if rest % 10 == 0 else 2
    return number_format(
        whole + rest / SCALE if rest else whole, decimal_pos=decimals, force_grouping=True
    )


def seconds(milliseconds: int) -> str:
    """Write how long planning took."""
    return number_format(milliseconds / 1000, decimal_pos=2)
