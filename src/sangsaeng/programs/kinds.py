"""The kinds a call is put together from: questions, scopes, stages, rules, recommenders, benefits."""

from typing import Final

from django.db import models
from django.utils.translation import gettext_lazy as _

# How scores become a ranking: the plain mean where every judge scores every entry, a two-way mixed
# model with shrinkage where each judge scores some. Which version was announced stands in the call.
METHOD: Final = "mean-or-mixed-1"


class QuestionForm(models.TextChoices):
    """How a question is answered."""

    LINE = "line", _("한 줄 글")
    TEXT = "text", _("긴 글")
    NUMBER = "number", _("숫자")
    WON = "won", _("금액(원)")
    DATE = "date", _("날짜")
    CHOICE = "choice", _("하나 고르기")
    CHOICES = "choices", _("여럿 고르기")
    YES_NO = "yes_no", _("예·아니요")
    FILE = "file", _("파일")
    ROWS = "rows", _("표")


class Scope(models.TextChoices):
    """Who reads an answer besides those who enter: each scope includes the ones below it."""

    PUBLIC = "public", _("누구나(선정을 발표한 뒤)")
    JUDGES = "judges", _("심사위원까지")
    OFFICERS = "officers", _("담당자까지")


class StageKind(models.TextChoices):
    """What happens in a stage of judging."""

    DOCUMENTS = "documents", _("서류 검토")
    FIELD = "field", _("현장 확인")
    EVALUATION = "evaluation", _("전문가 평가")
    DELIBERATION = "deliberation", _("심의")


class RuleKind(models.TextChoices):
    """What an eligibility rule asks; its parameters say of which answer or partner."""

    RECENT = "recent", _("활동이 끝난 날이 기준 안이거나 진행 중")
    DECLARED = "declared", _("확인 문항에 ‘예’")
    AT_MOST = "at_most", _("금액·숫자의 한도")
    NOT_SAME_GROUP = "not_same_group", _("함께 신청하는 기업이 같은 기업집단이 아님")
    HOLDS_CREDENTIAL = "holds_credential", _("필요한 이력·인증이 있음")
    ENTRIES_PER_LEAD = "entries_per_lead", _("한 기업이 대표로 낼 수 있는 건수")
    NO_SAME_MERIT = "no_same_merit", _("같은 공적으로 이미 상을 받지 않음")


# What each kind of rule cannot do without: the key of a question, a number, a kind of credential.
RULE_PARAMS: Final[dict[str, tuple[str, ...]]] = {
    RuleKind.RECENT: ("question", "months"),
    RuleKind.DECLARED: ("question",),
    RuleKind.AT_MOST: ("question", "most"),
    RuleKind.NOT_SAME_GROUP: (),
    RuleKind.HOLDS_CREDENTIAL: ("kind",),
    RuleKind.ENTRIES_PER_LEAD: ("most",),
    RuleKind.NO_SAME_MERIT: (),
}


class RecommenderKind(models.TextChoices):
    """Who may recommend an organization that did not enter by itself."""

    ASSOCIATION = "association", _("협회·단체")
    COMPANY = "company", _("기업")
    CITIZEN = "citizen", _("국민")


class BenefitKind(models.TextChoices):
    """What an honor, or a selection, entitles to."""

    PUBLICITY = "publicity", _("홍보")
    EVALUATION = "evaluation", _("평가 우대")
    IMMIGRATION = "immigration", _("출입국 우대카드")
    AWARD = "award", _("포상 우대")
    SURVEY_EXEMPTION = "survey_exemption", _("실태조사 면제")
    FUNDING = "funding", _("자금 지원")
    SALES_CHANNEL = "sales_channel", _("판로 지원")
    LICENSE = "license", _("기술·특허 이전")
    CERTIFICATE = "certificate", _("확인서·수료증")
    OTHER = "other", _("그 밖의 혜택")
