"""What technical material is, and how closely it is kept."""

from typing import Final

from django.db import models
from django.utils.translation import gettext_lazy as _

from sangsaeng.kernel.files import MEGABYTE, FileRule


class MaterialKind(models.TextChoices):
    """What sort of technical material it is."""

    DRAWING = "drawing", _("도면·회로도")
    SPECIFICATION = "specification", _("사양서·설계서")
    PROCESS = "process", _("공정·작업 표준")
    FORMULA = "formula", _("배합·조성")
    TEST = "test", _("시험·분석 자료")
    SOFTWARE = "software", _("소프트웨어·원시 코드")
    COST = "cost", _("원가·견적 산출 자료")
    OTHER = "other", _("그 밖의 기술자료")


class Classification(models.TextChoices):
    """How closely the owner keeps it."""

    TOP = "top", _("극비")
    SECRET = "secret", _("비밀")
    INTERNAL = "internal", _("대외비")


class Channel(models.TextChoices):
    """In which way material reaches a holder."""

    VIEW = "view", _("열람")
    DOWNLOAD = "download", _("내려받기")
    PRINT = "print", _("인쇄")


class Ending(models.TextChoices):
    """Why an agreement ended."""

    PERIOD_OVER = "period_over", _("사용 기간이 끝남")
    ENDED_EARLY = "ended_early", _("기간 전에 끝냄")
    RETURNED = "returned", _("자료를 먼저 반환·폐기함")


# Only what can be shown page by page, each page marked with who looks.
MATERIALS: Final = FileRule(frozenset({"pdf", "png", "jpg"}), 20 * MEGABYTE)
