"""What a person follows: new results of a saved search, and changes of a watched text."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from sangsaeng.notices.facts import Facts
from sangsaeng.notices.wording.text import Text


def found(facts: Facts) -> Text:
    """A saved search has new results."""
    count = facts["count"]
    lines = [f"· {title}" for title in facts["titles"]]
    if count > len(lines):
        lines.append(_("그 밖에 %(count)s건이 더 있습니다.") % {"count": count - len(lines)})
    return Text(
        ngettext(
            "저장한 검색 ‘%(name)s’에 새 글 %(count)s건이 올라왔습니다",
            "저장한 검색 ‘%(name)s’에 새 글 %(count)s건이 올라왔습니다",
            count,
        )
        % {"name": facts["name"], "count": count},
        tuple(lines),
        _("검색 결과를 열어 맞는 글에 관심을 보여 주십시오."),
    )


def watched_changed(facts: Facts) -> Text:
    """A watched need or offer changed, or is out no more."""
    if facts["is_out"]:
        line = _("내용이나 기한이 바뀌었습니다.")
        next_step = _("글을 열어 바뀐 내용을 확인해 주십시오.")
    else:
        line = _("이 글은 더는 공개되지 않습니다.")
        next_step = _("비슷한 글을 찾아보십시오.")
    title = _("지켜보는 글 ‘%(title)s’이(가) 바뀌었습니다") % {"title": facts["title"]}
    return Text(title, (line,), next_step)
