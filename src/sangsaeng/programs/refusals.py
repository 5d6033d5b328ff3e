"""What programs, calls and entries decline to do."""

from django.utils.translation import gettext_lazy as _

from sangsaeng.kernel.refusals import Refusal


class CallNotOpen(Refusal):
    """Entries are not taken at this moment."""

    code = "programs.not_open"
    text = _("지금은 접수 기간이 아닙니다. 공고의 접수 기간을 확인해 주십시오.")


class SlugTaken(Refusal):
    """Another program or call has this address."""

    code = "programs.slug_taken"
    text = _("주소 ‘%(slug)s’은(는) 이미 쓰이고 있습니다. 다른 주소를 정해 주십시오.")


class LastOfficer(Refusal):
    """Somebody must run the program."""

    code = "programs.last_officer"
    text = _("마지막 담당자는 물러날 수 없습니다. 먼저 다른 담당자를 정해 주십시오.")


class AlreadyOfficer(Refusal):
    """The person runs the program already."""

    code = "programs.already_officer"
    text = _("이미 이 사업의 담당자입니다. 아래 목록을 확인해 주십시오.")


class WindowRefused(Refusal):
    """The window has no length, or lies behind us."""

    code = "programs.window"
    text = _("접수 마감은 접수 시작과 지금보다 뒤여야 합니다. 날짜와 시각을 고쳐 주십시오.")


class WindowPromised(Refusal):
    """What was announced may be lengthened, not shortened."""

    code = "programs.window_promised"
    text = _(
        "공고한 접수 기간은 줄일 수 없습니다. 지금 마감보다 늦은 때로 연장하거나 그대로 두십시오."
    )


class NotReady(Refusal):
    """Something is missing before the call can be announced."""

    code = "programs.not_ready"
    text = _("공고하려면 먼저 고칠 것이 %(count)s가지 있습니다. 첫 번째: %(first)s")


class ReasonNeeded(Refusal):
    """Announced rules change only with a reason that everybody reads."""

    code = "programs.reason_needed"
    status = 422
    text = _("이미 공고한 내용을 바꾸려면 까닭을 적어야 합니다. 바꾼 까닭은 누구나 볼 수 있습니다.")


class JudgingBegun(Refusal):
    """The rules are fixed from the beginning of judging on."""

    code = "programs.judging_begun"
    text = _(
        "심사가 시작되었거나 끝난 공고의 규칙은 바꿀 수 없습니다. 다음 회차는 이 공고를 복사해 고쳐 주십시오."
    )


class RulesDiffer(Refusal):
    """The rules are not those announced."""

    code = "programs.rules_differ"
    text = _(
        "지금의 규칙이 공고한 판과 다릅니다. 까닭을 적어 다시 공고한 뒤 심사를 시작해 주십시오."
    )


class EntriesRelyOnIt(Refusal):
    """Entries are being written to this form."""

    code = "programs.entries_rely_on_it"
    text = _(
        "접수를 시작한 뒤에는 역할과 질문을 지우거나 답의 형식을 바꿀 수 없고, 꼭 답해야 하는 질문을 더할 수 없습니다. 꼭 답하지 않아도 되는 질문을 더하거나 도움말을 고쳐 주십시오."
    )


class ScopePromised(Refusal):
    """Answers were written under a promise of who reads them."""

    code = "programs.scope_promised"
    text = _(
        "접수를 시작한 뒤에는 답을 읽는 사람을 넓힐 수 없습니다. 공개 범위를 그대로 두거나 좁혀 주십시오."
    )
