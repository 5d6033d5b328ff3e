"""Needs and offers: what waits to be checked, what came of it, and whose time ends."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from sangsaeng.exchange.kinds import Side
from sangsaeng.notices.facts import Facts
from sangsaeng.notices.wording.text import Text, day, name


def to_check(facts: Facts) -> Text:
    """Something waits for whoever checks."""
    count = facts["count"]
    return Text(
        ngettext(
            "확인을 기다리는 수요·제안이 %(count)s건 있습니다",
            "확인을 기다리는 수요·제안이 %(count)s건 있습니다",
            count,
        )
        % {"count": count},
        (_from(facts), *_titles(facts)),
        _("확인 목록에서 공개될 모습을 보고 확인하거나 보완을 요청해 주십시오."),
    )


def sent_back(facts: Facts) -> Text:
    """Something is to be added first."""
    return Text(
        _("%(side)s의 보완 요청을 받았습니다") % {"side": _side(facts)},
        (*_titles(facts), _("보완할 점: %(note)s") % {"note": facts["note"]}),
        _("내용을 고친 뒤 다시 확인을 요청해 주십시오."),
    )


def checked(facts: Facts) -> Text:
    """It may be published."""
    count = facts["count"]
    return Text(
        ngettext(
            "수요·제안 %(count)s건이 확인되었습니다",
            "수요·제안 %(count)s건이 확인되었습니다",
            count,
        )
        % {"count": count},
        _titles(facts),
        _("기한을 정하고 공개해 주십시오."),
    )


def expiring(facts: Facts) -> Text:
    """The time of what is out ends soon."""
    count = facts["count"]
    return Text(
        ngettext(
            "%(day)s에 공개 기한이 끝나는 수요·제안이 %(count)s건 있습니다",
            "%(day)s에 공개 기한이 끝나는 수요·제안이 %(count)s건 있습니다",
            count,
        )
        % {"day": day(facts["expires_on"]), "count": count},
        _titles(facts),
        _("더 알리려면 기한을 늘리고, 다 되었으면 마감해 주십시오."),
    )


def expired(facts: Facts) -> Text:
    """The time of what was out is over."""
    count = facts["count"]
    return Text(
        ngettext(
            "수요·제안 %(count)s건의 공개 기한이 끝났습니다",
            "수요·제안 %(count)s건의 공개 기한이 끝났습니다",
            count,
        )
        % {"count": count},
        (*_titles(facts), _("이제 다른 기업에 보이지 않습니다.")),
        _("아직 유효하면 기한을 늘려 다시 공개해 주십시오."),
    )


def let_in(facts: Facts) -> Text:
    """An owner opened the detail."""
    return Text(
        _("%(name)s이(가) 상세 내용을 열어 주었습니다") % {"name": name(facts, "owner")},
        _titles(facts),
        _("상세 내용과 연락할 곳을 읽고 다음 이야기를 시작해 주십시오."),
    )


def _from(facts: Facts) -> str:
    """Name whose they are."""
    said = {"name": name(facts, "owner"), "others": facts["owners"] - 1}
    if said["others"]:
        return _("올린 곳: %(name)s 외 %(others)s곳") % said
    return _("올린 곳: %(name)s") % said


def _side(facts: Facts) -> str:
    return str(Side(facts["side"]).label)


def _titles(facts: Facts) -> tuple[str, ...]:
    """Name the first of them."""
    return (_("제목: %(title)s") % {"title": facts["title"]},)
