"""`sangsaeng verify`: a receipt or a plaque off-line, or the whole ledger of a running site.

Exit 0: everything holds. 1: something does not, or was altered. 2: the file is neither a receipt
nor a plaque. A plaque also ends with 3: revoked, 4: unknown issuer, 5: not checked for revocation.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import click
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from sangsaeng.cli.reporting import read_bytes, refuse
from sangsaeng.cli.verifying_plaques import tell_of_plaques
from sangsaeng.honors.bundles import is_plaque
from sangsaeng.ledger.comparing import (
    Proofs,
    check_list,
    compare_keys,
    compare_receipts,
    compare_with_list,
)
from sangsaeng.ledger.findings import Finding
from sangsaeng.ledger.notes import Keys, Step, Unreadable, from_pem, key_id
from sangsaeng.ledger.receipts import FORMAT, Receipt, check_receipt

FILE = click.Path(path_type=Path, dir_okay=False)
PROMISE = (
    "서명된 뒤에 바뀐 것은 드러납니다. 바꿀 수 없다는 뜻도, 적힌 내용이 참이라는 뜻도 아닙니다 / "
    "a change after the signature shows; it is neither impossible nor is what was written proved true"
)


@click.command()
@click.argument("file", required=False, type=FILE)
@click.option("--key", "keys", multiple=True, type=FILE, help="원장의 공개 키(PEM), 여러 번 가능")
@click.option(
    "--against",
    multiple=True,
    type=FILE,
    help="견줄 checkpoints.txt, 다른 영수증 또는 consistency.json, 여러 번 가능",
)
@click.option(
    "--keys", "issuer_keys", multiple=True, type=FILE, help="기념패 발행자의 did.json 또는 JWKS"
)
@click.option("--status", "lists", multiple=True, type=FILE, help="기념패의 서명된 취소 목록")
@click.option("--site", is_flag=True, help="운영 중인 사이트의 원장 전체를 확인")
@click.option("--since", multiple=True, type=FILE, help="--site 와 함께: 견줄 영수증, 여러 번 가능")
def verify(file: Path | None, **options: Any) -> None:
    """Check a receipt or a plaque (FILE) off-line, or with --site the whole ledger."""
    site, since = options["site"], options["since"]
    beside = [options[name] for name in ("keys", "against", "issuer_keys", "lists")]
    if site is (file is not None) or (since and not site) or (site and any(beside)):
        message = "FILE 하나, 또는 --site [--since FILE] / one FILE, or --site [--since FILE]"
        raise click.UsageError(message)
    if file is None:
        _tell(_check_site(since))
    elif is_plaque(content := read_bytes(file)):
        tell_of_plaques(file, content, options["issuer_keys"], options["lists"])
    else:
        _tell(_check_file(file, options["keys"], options["against"]))


def _check_file(file: Path, key_files: Sequence[Path], against: Sequence[Path]) -> list[Finding]:
    receipt = _receipt(file)
    given = {key_id(key): key for key in map(_key, key_files)} if key_files else None
    findings = check_receipt(receipt, given)
    beside = _Beside.read(against)
    for other in beside.receipts:
        findings += check_receipt(other, given)
        findings += [] if given else compare_keys(receipt, other)
        findings += compare_receipts(receipt, other, beside.proofs)
    for steps in beside.lists:
        findings += check_list(steps, _known(receipt, given))
        findings += compare_with_list(receipt, steps)
    return findings


@dataclass
class _Beside:
    """What a receipt is compared with."""

    receipts: list[Receipt] = field(default_factory=list)
    lists: list[list[Step]] = field(default_factory=list)
    proofs: Proofs = field(default_factory=Proofs)

    @classmethod
    def read(cls, paths: Sequence[Path]) -> "_Beside":
        """Tell the kinds of files apart by their content."""
        beside = cls()
        for path in paths:
            content = read_bytes(path)
            try:
                form = json.loads(content)
            except (ValueError, RecursionError):
                beside.lists.append(_list(path, content))
                continue
            if isinstance(form, dict) and "from" in form:
                beside.proofs.known.update(_proofs(path, form).known)
            else:
                beside.receipts.append(_receipt(path))
        return beside


def _known(receipt: Receipt, given: Keys | None) -> Keys:
    return receipt.own_key if given is None else given


def _receipt(path: Path) -> Receipt:
    try:
        return Receipt.from_json(json.loads(read_bytes(path).decode("utf-8-sig")))
    except (Unreadable, ValueError, RecursionError):
        refuse(
            [f"{path}: 상생 원장의 영수증이 아닙니다({FORMAT}) / is not a receipt of the ledger"]
        )


def _key(path: Path) -> Ed25519PublicKey:
    try:
        return from_pem(read_bytes(path))
    except Unreadable:
        refuse([f"{path}: Ed25519 공개 키(PEM)가 아닙니다 / is not an Ed25519 public key"])


def _list(path: Path, content: bytes) -> list[Step]:
    steps = []
    for number, line in enumerate(content.decode(errors="replace").splitlines(), 1):
        try:
            steps.append(Step.from_line(line))
        except Unreadable:
            refuse([f"{path}:{number}: 체크포인트가 아닙니다 / is not a checkpoint"])
    return steps


def _proofs(path: Path, form: object) -> Proofs:
    try:
        return Proofs.from_json(form)
    except Unreadable:
        refuse([f"{path}: 이어짐 증명이 아닙니다 / is not a consistency proof"])


def _check_site(since: Sequence[Path]) -> list[Finding]:
    receipts = [_receipt(path) for path in since]
    from sangsaeng.cli.running import set_up

    set_up()
    from sangsaeng.ledger.checking import check_ledger

    return check_ledger(receipts)


def _tell(findings: Sequence[Finding]) -> None:
    for finding in findings:
        click.echo(str(finding))
    wrong = sum(not finding.is_sound for finding in findings)
    if wrong:
        click.echo(f"맞지 않는 것이 {wrong}가지 있습니다 / {wrong} do not hold", err=True)
        raise SystemExit(1)
    click.echo(f"모두 맞습니다 / everything holds. {PROMISE}")
