"""Refusals about saved searches and watched texts."""

from django.utils.translation import gettext_lazy as _

from sangsaeng.kernel.refusals import Refusal


class SearchNameTaken(Refusal):
    """The person keeps another search under this name."""

    code = "exchange.search_name_taken"
    text = _("‘%(name)s’이라는 이름으로 저장한 검색이 이미 있습니다. 다른 이름을 적어 주십시오.")


class TooManySearches(Refusal):
    """The person keeps as many searches as anyone may."""

    code = "exchange.too_many_searches"
    text = _(
        "저장할 수 있는 검색은 %(limit)s개까지입니다. 쓰지 않는 검색을 지운 뒤 다시 저장해 주십시오."
    )
