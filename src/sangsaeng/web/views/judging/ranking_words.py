"""The method of a ranking in words: which policy applied, why, and how much hangs on the weights."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _


def method_in_words(method: Mapping[str, Any], names: Mapping[str, str]) -> list[str]:
    """Say by which policy the ranking was computed, and why that one."""
    said = [_why(method)]
    counts = {key: method.get(key, 0) for key in ("judges", "reviews", "entries")}
    said.append(
        _(
            "심사위원 %(judges)s명이 제출한 평가 %(reviews)s건으로 신청 %(entries)s건을 계산했습니다."
        )
        % counts
    )
    if method.get("drops_extremes") and method.get("kind") != "trimmed_mean":
        said.append(_("최고점과 최저점은 심사위원이 다섯 명이 되지 않아 제외하지 않았습니다."))
    if method.get("places"):
        said.append(_("경계는 %(places)s위입니다.") % {"places": method["places"]})
    breakers = [names.get(key, key) for key in method.get("tie_rule", [])]
    if breakers:
        said.append(
            _("동점이면 다음 항목의 점수를 차례로 봅니다: %(names)s")
            % {"names": ", ".join(breakers)}
        )
    said.append(
        _("난수의 씨앗 %(seed)s, 추출 %(draws)s회. 같은 점수와 설정이면 같은 결과가 나옵니다.")
        % {"seed": method.get("seed", "–"), "draws": method.get("draws", "–")}
    )
    return said


def variations_in_words(
    method: Mapping[str, Any], names: Mapping[str, str], titles: Mapping[str, str]
) -> list[dict[str, object]]:
    """Say what a fifth more or less on one weight would change."""
    return [
        {
            "criterion": names.get(one["criterion"], one["criterion"]),
            "change": f"{one['change']:+.0%}",
            "enters": [titles.get(code, code) for code in one["enters"]],
            "leaves": [titles.get(code, code) for code in one["leaves"]],
            "farthest": one["farthest"],
        }
        for one in method.get("sensitivity", [])
    ]


def _why(method: Mapping[str, Any]) -> str:
    kind = method.get("kind")
    if kind == "mixed_model":
        return _(
            "심사위원마다 다른 신청을 보았으므로, 후하고 박한 정도를 덜어 내고 평가가 적은 신청을 가운데로 "
            "조금 당기는 혼합모형으로 계산했습니다."
        )
    if kind == "trimmed_mean":
        return _(
            "거의 모든 심사위원이 모든 신청을 보았고 공고에 적은 대로, 신청마다 최고점과 최저점을 뺀 평균으로 "
            "계산했습니다. 산술평균을 나란히 둡니다."
        )
    return _("거의 모든 심사위원이 모든 신청을 보았으므로 산술평균으로 계산했습니다.")
