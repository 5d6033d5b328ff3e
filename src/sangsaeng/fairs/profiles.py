"""How complete a participant's profile is: four pieces, each with what it takes to be there."""

import re
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from sangsaeng.fairs.models import Participant

# Below this the other side learns too little to ask or to answer, and an officer may send it back.
THIN = 75
_BETWEEN_WORDS = re.compile(r"[\s,.;:·ㆍ/|()\[\]~、，]+")
_SHORTEST_WORD = 2


@dataclass(frozen=True)
class Piece:
    """One part of a profile, whether it says enough, and what to write."""

    key: str
    label: str | Promise
    is_there: bool
    hint: str | Promise


@dataclass(frozen=True)
class Completeness:
    """How far a profile is written."""

    pieces: tuple[Piece, ...]

    @property
    def percent(self) -> int:
        """The pieces that are there, in percent."""
        return 100 * sum(piece.is_there for piece in self.pieces) // len(self.pieces)

    @property
    def is_thin(self) -> bool:
        """Whether too much is missing."""
        return self.percent < THIN

    @property
    def missing(self) -> list[Piece]:
        """The pieces that are not there yet."""
        return [piece for piece in self.pieces if not piece.is_there]

    @property
    def missing_names(self) -> str:
        """The names of the pieces that are not there yet."""
        return ", ".join(str(piece.label) for piece in self.missing)


# Piece, its name, the shortest text that says something, and what to write.
_PIECES = (
    ("headline", _("한 줄 소개"), 5, _("무엇을 하는 기업인지 한 줄로 적습니다.")),
    ("about", _("소개"), 40, _("주력 제품·기술과 찾는 상대를 두세 문장으로 적습니다.")),
    ("interests", _("관심 분야·품목"), 2, _("상담하고 싶은 분야나 품목을 쉼표로 나누어 적습니다.")),
    ("strengths", _("실적·인증"), 2, _("납품 실적, 특허, 인증을 적습니다.")),
)


def completeness(participant: Participant) -> Completeness:
    """Return how far the participant's profile is written."""
    return Completeness(
        tuple(
            Piece(key, label, len(getattr(participant, key).strip()) >= least, hint)
            for key, label, least, hint in _PIECES
        )
    )


def words_of(*texts: str) -> frozenset[str]:
    """Return the words of texts that tell one interest from another, in small letters."""
    words = (word for text in texts for word in _BETWEEN_WORDS.split(text.casefold()))
    return frozenset(word for word in words if len(word) >= _SHORTEST_WORD)


def terms_of(interests: str) -> list[str]:
    """Return the interests that a participant lists, one by one."""
    return [term.strip() for term in re.split(r"[,;·ㆍ/、，]", interests) if term.strip()]
