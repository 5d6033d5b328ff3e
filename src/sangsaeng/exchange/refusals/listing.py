"""Refusals about needs and offers."""

from django.utils.translation import gettext_lazy as _

from sangsaeng.kernel.refusals import Refusal


class TellsWhoItIs(Refusal):
    """The public text of an unnamed owner names the owner."""

    code = "exchange.tells_who_it_is"
    status = 422
    text = _(
        "이름을 밝히지 않기로 하셨지만 공개되는 글에 ‘%(words)s’이(가) 들어 있습니다. 이 말을 지우거나 이름 밝히기를 고르십시오."
    )


class NotComplete(Refusal):
    """Something is missing that has to be there before the text is checked."""

    code = "exchange.not_complete"
    status = 422
    text = _("아직 빠진 항목이 있습니다: %(missing)s. 채운 뒤 다시 확인을 요청해 주십시오.")


class LifeOutOfBounds(Refusal):
    """The last day of being out is too near or too far."""

    code = "exchange.life_out_of_bounds"
    status = 422
    text = _("공개 기한은 %(first)s부터 %(last)s 사이의 날로 정해 주십시오.")


class NoteNeeded(Refusal):
    """Whoever sends something back says what is to be added."""

    code = "exchange.note_needed"
    status = 422
    text = _("무엇을 보완하면 되는지 적어 주십시오.")


class SomeCannot(Refusal):
    """Among many, some are not in a state for this; nothing was done."""

    code = "exchange.some_cannot"
    status = 422
    text = _(
        "고르신 것 가운데 %(count)s건(%(titles)s)은 지금 상태에서 ‘%(verb)s’을(를) 할 수 없어 아무것도 바꾸지 않았습니다. 그것을 빼고 다시 고르십시오."
    )


class SomeNotReady(Refusal):
    """Among many, some lack something or tell whose they are; nothing was done."""

    code = "exchange.some_not_ready"
    status = 422
    text = _(
        "고르신 것 가운데 %(count)s건을 먼저 고쳐야 해서 아무것도 바꾸지 않았습니다. ‘%(title)s’: %(why)s"
    )


class NothingChosen(Refusal):
    """Nothing was chosen, or nothing of it is there any more."""

    code = "exchange.nothing_chosen"
    status = 422
    text = _("고르신 수요·제안이 없습니다. 목록에서 하나 이상 고르십시오.")


class OwnOrganization(Refusal):
    """An organization is neither let in to its own text nor its own competitor."""

    code = "exchange.own_organization"
    status = 422
    text = _("스스로를 고를 수는 없습니다. 다른 기업·기관을 고르십시오.")


class OnTheQuietList(Refusal):
    """An organization that is to see nothing is not let in."""

    code = "exchange.on_the_quiet_list"
    text = _(
        "이 기업은 보이지 않게 할 곳의 목록에 있습니다. 먼저 그 목록에서 지운 뒤 열어 주십시오."
    )


class TooManyFiles(Refusal):
    """More files than anybody would read."""

    code = "exchange.too_many_files"
    text = _("파일은 %(limit)s개까지 붙일 수 있습니다. 쓰지 않는 파일을 지운 뒤 올려 주십시오.")


class ListingsFaulty(Refusal):
    """A sheet of needs or offers holds a fault; nothing was entered."""

    code = "exchange.import_faulty"
    status = 422
    text = _(
        "고칠 곳이 %(count)s건 있어 아무것도 반영하지 않았습니다. 미리 보기에서 확인해 주십시오."
    )
