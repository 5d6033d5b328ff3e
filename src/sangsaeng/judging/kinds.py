"""The kinds judging knows: ties that make conflicts, verdicts, and what is looked at."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class TieKind(models.TextChoices):
    """How a judge is tied to an organization."""

    EMPLOYER = "employer", _("지금 속한 곳")
    FORMER_EMPLOYER = "former_employer", _("3년 안에 속했던 곳")
    GROUP = "group", _("같은 기업집단")
    TEAM = "team", _("함께 신청한 곳")
    DEAL = "deal", _("계약·협약을 맺은 곳")
    ADVICE = "advice", _("자문한 곳")
    FAMILY = "family", _("가족이 속한 곳")
    STAKE = "stake", _("지분이 있는 곳")
    RIVAL = "rival", _("경쟁 관계인 곳")
    OTHER = "other", _("그 밖의 이해관계")


class Origin(models.TextChoices):
    """How a conflict came to be known."""

    COMPUTED = "computed", _("자료에서 찾음")
    DECLARED = "declared", _("심사위원이 밝힘")
    ENTERED = "entered", _("담당자가 입력")


class Verdict(models.TextChoices):
    """What was decided of an entry in a stage."""

    PASS = "pass", _("통과")
    FAIL = "fail", _("통과하지 못함")
    SELECT = "select", _("선정")
    RESERVE = "reserve", _("예비")
    PASS_OVER = "pass_over", _("선정하지 않음")


class Glance(models.TextChoices):
    """What of an entry somebody looked at."""

    ENTRY = "entry", _("신청서")
    FILE = "file", _("첨부 파일")
    SCORES = "scores", _("점수")
    RANKING = "ranking", _("순위")
    EXPORT = "export", _("내려받기")
    SEARCH = "search", _("찾기")
