"""Plaques on paper: Korean, ready to print, each with its credential attached.

Plaques are Korean whatever the reader's language: they are handed over in Korea.
"""

from collections.abc import Sequence
from datetime import date, datetime
from hashlib import sha256
from typing import Any, Final

import segno
from django.utils.translation import gettext as _
from django.utils.translation import override

from sangsaeng.honors.addresses import issuer, plaque_address
from sangsaeng.honors.models import Honor, Plaque
from sangsaeng.kernel.particles import settled
from sangsaeng.kernel.press import typeset

TEMPLATE: Final = "plaque"
_QUIET_ZONE: Final = 2


def plaques_paper(
    plaques: Sequence[Plaque], at: datetime, *, with_cut_marks: bool = False
) -> bytes:
    """Return plaques as one PDF, a page for each; with cut marks for a printing house if asked."""
    with override("ko"):
        first = plaques[0].holder.honor
        data = {
            "title": _("%(honor)s 기념패") % {"honor": _honor_name(first)},
            "organizer": first.program.host.name,
            "language": "ko",
            "is_sample": any(one.holder.honor.is_sample for one in plaques),
            "cut": with_cut_marks,
            "plaques": [_page(one) for one in plaques],
            "words": {
                "sample": _("예시 자료"),
                "seal": _("직인"),
                "fingerprint": _("서명된 증명의 지문(SHA-256)"),
                "issuer": _("서명"),
                "qr": _("기념패를 확인하는 주소의 QR 코드"),
                "check": _("QR로 진위와 취소 여부 확인"),
                "attached": _("Open Badges 3.0 증명(VC-JWT)"),
            },
        }
        return typeset(TEMPLATE, data, at)


def fingerprint(plaque: Plaque) -> str:
    """Return the beginning of the credential's digest, in fours, to be compared by eye."""
    digest = sha256(plaque.credential.encode()).hexdigest()[:24]
    return " ".join(digest[start : start + 4] for start in range(0, len(digest), 4))


def _page(plaque: Plaque) -> dict[str, Any]:
    holder = plaque.holder
    honor = holder.honor
    return {
        "number": _("제%(number)s호 · %(plaque)s")
        % {"number": honor.number, "plaque": plaque.number},
        "honor": honor.program.name,
        "round": " · ".join(text for text in (honor.round, honor.part) if text),
        "holder": holder.name,
        "person": honor.person_name,
        "together": _together(honor),
        "body": _body(honor),
        "date": _day(honor.awarded_on),
        "giver": honor.program.host.name,
        "fingerprint": fingerprint(plaque),
        "issuer": issuer(),
        "address": plaque_address(plaque),
        "qr": _qr(plaque_address(plaque)),
        "file": f"{plaque.number}.jwt",
        "credential": plaque.credential,
    }


def _honor_name(honor: Honor) -> str:
    return f"{honor.program.name} {honor.round}"


def _together(honor: Honor) -> str:
    names = [one.name for one in honor.holders.all()]
    if len(names) == 1:
        return ""
    return _("%(names)s 공동 수상") % {"names": " · ".join(names)}


def _body(honor: Honor) -> str:
    if honor.person_name:
        return settled(
            _("위 사람은 「%(title)s」에 힘써 상생협력에 이바지한 공이 크므로 이 패를 드립니다.")
            % {"title": honor.title}
        )
    return settled(
        _(
            "「%(title)s」을(를) 함께 이루어 서로의 성과를 키우고 상생협력의 본보기가 되었으므로 "
            "이 패를 드립니다."
        )
        % {"title": honor.title}
    )


def _day(day: date) -> str:
    return _("%(year)s년 %(month)s월 %(day)s일") % {
        "year": day.year,
        "month": day.month,
        "day": day.day,
    }


def _qr(address: str) -> str:
    """Return the square code as a picture without other colors than black."""
    code = segno.make(address, micro=False, error="m")
    picture = code.svg_inline(border=_QUIET_ZONE, omitsize=True)
    return picture.replace("<svg", '<svg xmlns="http://www.w3.org/2000/svg"', 1)
