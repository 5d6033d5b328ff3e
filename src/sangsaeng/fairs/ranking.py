"""In which order a participant reads the requests it received, and why: the sum of its parts.

What counts is known to whoever reads it: how much the asking side wishes the meeting, how well its
texts fit, whether the two have met at an earlier fair, and how complete the asking side's profile
is. Only the side that was asked sees the order.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sangsaeng.fairs.profiles import Completeness
from sangsaeng.fairs.weights import FULL_FIT
from sangsaeng.kernel.particles import settled

WISH_MOST, FIT_MOST, MET_MOST, PROFILE_MOST = 40, 30, 10, 20
WISH_POINTS: Mapping[str, int] = MappingProxyType(
    {"must": 40, "want": 28, "possible": 16, "unstated": 8, "no_thanks": 0}
)
_WISH_WORDS: Mapping[str, str | Promise] = MappingProxyType(
    {
        "must": gettext_lazy("꼭 만나고 싶어 합니다"),
        "want": gettext_lazy("만나고 싶어 합니다"),
        "possible": gettext_lazy("가능하면 만나고 싶어 합니다"),
        "unstated": gettext_lazy("희망을 따로 적지 않았습니다"),
        "no_thanks": gettext_lazy("원하지 않습니다"),
    }
)


@dataclass(frozen=True)
class Met:
    """How often two organizations met at earlier fairs, and at which one last."""

    times: int = 0
    last: str = ""


@dataclass(frozen=True)
class Fitting:
    """How well the asking side's texts fit, of a hundred, and the terms that tie them."""

    score: int | None = None
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True)
class Part:
    """One reason: what it gives, what it could give, and the same in words."""

    key: str
    label: str
    points: int
    most: int
    words: str


@dataclass(frozen=True)
class Rank:
    """Where a request stands, with its reasons."""

    parts: tuple[Part, ...]

    @property
    def points(self) -> int:
        """The sum of the parts."""
        return sum(part.points for part in self.parts)

    @property
    def most(self) -> int:
        """What the parts could give together."""
        return sum(part.most for part in self.parts)


def rank(wish: str, fitting: Fitting, met: Met, profile: Completeness) -> Rank:
    """Return where a request stands for the side that was asked."""
    parts = (_wish_part(wish), _fit_part(fitting), _met_part(met), _profile_part(profile))
    return Rank(parts)


def _wish_part(wish: str) -> Part:
    return Part("wish", _("상대의 희망"), WISH_POINTS[wish], WISH_MOST, str(_WISH_WORDS[wish]))


def _fit_part(fitting: Fitting) -> Part:
    points = FIT_MOST * (fitting.score or 0) // FULL_FIT
    if fitting.score is None:
        words = _("소개가 비어 있거나 아직 견주지 않았습니다")
    elif not fitting.reasons:
        words = _("두 기업의 글에 함께 나오는 말이 없습니다")
    else:
        words = _("두 기업의 글을 이은 말: %(terms)s") % {"terms": ", ".join(fitting.reasons)}
    return Part("fit", _("잘 맞음"), points, FIT_MOST, words)


def _met_part(met: Met) -> Part:
    if not met.times:
        return Part("met", _("만난 적"), 0, MET_MOST, _("앞선 상담회에서 만난 적이 없습니다"))
    words = _("앞선 상담회에서 %(times)s번 만났습니다(%(last)s)") % vars(met)
    return Part("met", _("만난 적"), MET_MOST, MET_MOST, words)


def _profile_part(profile: Completeness) -> Part:
    points = PROFILE_MOST * profile.percent // 100
    words = (
        _("소개가 모두 작성되어 있습니다")
        if not profile.missing
        else settled(_("소개에 %(missing)s이(가) 모자랍니다") % {"missing": profile.missing_names})
    )
    return Part("profile", _("소개의 완성도"), points, PROFILE_MOST, words)
