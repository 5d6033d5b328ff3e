"""Rows of the ledger; the database lets them be added and read, never changed or taken away."""

import json
from typing import Any, ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from sangsaeng.kernel.models import Person
from sangsaeng.ledger.notes import Note, Step


class LedgerEventQuerySet(models.QuerySet["LedgerEvent"]):
    """How events are picked; whoever keeps a stream asks its own rules who may read it."""

    def of(self, stream: str) -> "LedgerEventQuerySet":
        """Return the events of one stream, in their order."""
        return self.filter(stream=stream).order_by("seq")


class LedgerEvent(models.Model):
    """Something that both sides must be able to prove later.

    The body is the canonical text of everything that is claimed, the moment and the actor among
    it; the columns beside it are there to search by, and are checked against it.
    """

    seq = models.PositiveBigIntegerField(_("순번"), primary_key=True)
    at = models.DateTimeField(_("일시"))
    kind = models.CharField(_("종류"), max_length=60)
    stream = models.CharField(_("묶음"), max_length=80)
    actor = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    body = models.TextField(_("내용"))
    salt = models.CharField(max_length=32)
    leaf = models.CharField(max_length=64)
    prev = models.CharField(max_length=64, unique=True)
    hash = models.CharField(max_length=64)

    objects: ClassVar[LedgerEventQuerySet] = LedgerEventQuerySet.as_manager()  # type: ignore[assignment] # the stubs know no own class here

    class Meta:
        indexes = [models.Index(fields=["stream", "seq"])]
        verbose_name = _("원장 기록")

    def __str__(self) -> str:
        return f"{self.seq} {self.kind}"

    @property
    def facts(self) -> dict[str, Any]:
        """What the context wrote down."""
        facts: dict[str, Any] = json.loads(self.body)["facts"]
        return facts


class Subtree(models.Model):
    """The hash over a complete part of the tree, kept so that a proof needs few rows.

    Parts are numbered from left to right: the part of level ``l`` at place ``i`` has the number
    (2i + 1)·2^l − 1. Leaves are not repeated here. All of this can be made anew from the events.
    """

    number = models.PositiveBigIntegerField(primary_key=True)
    hash = models.CharField(max_length=64)


class Checkpoint(models.Model):
    """The state of the whole ledger at a moment, signed with a key outside the database."""

    size = models.PositiveBigIntegerField(_("기록 수"), primary_key=True)
    at = models.DateTimeField(_("일시"))
    origin = models.CharField(_("원장 이름"), max_length=200)
    root = models.CharField(_("뿌리 해시"), max_length=64)
    key = models.CharField(_("열쇠"), max_length=16)
    signature = models.CharField(_("서명"), max_length=128)
    previous = models.PositiveBigIntegerField(_("앞선 기록 수"))
    consistency = models.JSONField(default=list)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(size__gt=models.F("previous")), name="checkpoint_has_grown"
            ),
            models.UniqueConstraint(fields=["previous"], name="checkpoint_follows_one"),
        ]
        verbose_name = _("체크포인트")

    @property
    def note(self) -> Note:
        """What was signed, with the signature."""
        return Note(
            self.origin,
            self.size,
            bytes.fromhex(self.root),
            self.at.strftime("%Y-%m-%dT%H:%M:%SZ"),
            self.key,
            bytes.fromhex(self.signature),
        )

    @property
    def step(self) -> Step:
        """The checkpoint as it stands in the public list."""
        proof = tuple(bytes.fromhex(one) for one in self.consistency)
        return Step(self.note, self.previous, proof)
