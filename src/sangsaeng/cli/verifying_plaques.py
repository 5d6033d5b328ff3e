"""`sangsaeng verify` for plaques: a credential, our package of one, or the PDF of a plaque.

Everything is told from the files alone; nothing is asked of any site.
"""

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Final

import click

from sangsaeng.cli.reporting import read_bytes, read_json, refuse
from sangsaeng.honors.bundles import Bundle, read_bundle
from sangsaeng.honors.checking import Standing, Verdict, check, told_of
from sangsaeng.honors.proving import Key, Token, Unreadable, keys_in

EXITS: Final[Mapping[Standing, int]] = {
    "valid": 0,
    "altered": 1,
    "revoked": 3,
    "unknown_issuer": 4,
    "unchecked": 5,
}
# The worst of several decides.
_WORST: Final[Sequence[Standing]] = ("altered", "unknown_issuer", "revoked", "unchecked", "valid")
_WORDS: Final[Mapping[Standing, str]] = {
    "valid": "✔ 유효합니다 / valid",
    "altered": "✘ 변조되었습니다: 서명이 내용과 맞지 않습니다 / ALTERED: the signature does not fit the content",
    "revoked": "✘ 취소되었습니다 / REVOKED",
    "unknown_issuer": "✘ 발행자를 확인할 수 없습니다 / UNKNOWN ISSUER",
    "unchecked": "▲ 서명은 맞지만 취소 여부는 확인하지 않았습니다 / the signature holds; NOT CHECKED FOR REVOCATION",
}
_WHY: Final[Mapping[str, str]] = {
    "no_such_key": "넘겨받은 열쇠 가운데 이 기념패에 서명한 열쇠가 없습니다 / none of the given keys has signed it",
    "no_keys": "발행자의 열쇠가 필요합니다: --keys did.json / the issuer's keys are needed: --keys did.json",
    "carried_keys": "서명은 파일에 함께 든 열쇠와 맞지만, 그 열쇠가 발행자의 것인지는 이 파일로 알 수 없습니다. "
    "발행자의 did.json을 직접 받아 --keys로 주십시오 / the signature fits the keys that came in the file, which "
    "prove nothing about whose they are; fetch the issuer's did.json yourself and give it with --keys",
    "not_its_key": "서명한 열쇠의 주인과 발행자가 다릅니다 / the key is not the issuer's",
    "compromised": "유출된 열쇠로 유출된 뒤에 서명되었습니다 / signed with a stolen key after it was stolen",
    "no_list": "취소 목록을 --status로 주십시오 / give the list of what was revoked with --status",
    "list_unreadable": "취소 목록에 이 기념패의 자리가 없습니다 / the list has no place for it",
}
_LABELS: Final[Mapping[str, str]] = {
    "number": "번호 / number",
    "name": "포상 / honor",
    "holder": "받은 곳 / holder",
    "giver": "준 곳 / giver",
    "awarded": "수여 / awarded",
    "issuer": "발행자 / issuer",
    "address": "확인 주소 / address",
}


def tell_of_plaques(
    file: Path, content: bytes, key_files: Iterable[Path], list_files: Iterable[Path]
) -> None:
    """Say of every plaque in the file how it stands, and end with the exit code of the worst."""
    given = _bundle(file, content)
    keys = _keys(key_files)
    lists = [_list(path) for path in list_files] + given.lists
    verdicts = [_verdict(token, keys, given, lists) for token in given.tokens]
    for verdict in verdicts:
        _say(verdict)
    standings = {verdict.standing for verdict in verdicts}
    raise SystemExit(EXITS[next(one for one in _WORST if one in standings)])


def _verdict(
    token: Token, keys: Mapping[str, Key], given: Bundle, lists: Sequence[Token]
) -> Verdict:
    """Check by the given keys; keys that came in the same file only tell whether it was altered."""
    if keys:
        return check(token, keys, lists)
    by_its_own = check(token, given.keys, lists)
    if not given.keys or by_its_own.reason == "no_such_key":
        return Verdict("unknown_issuer", "no_keys", token)
    if by_its_own.standing in {"altered", "revoked"}:
        return by_its_own
    return Verdict("unknown_issuer", "carried_keys", token, key=by_its_own.key)


def _say(verdict: Verdict) -> None:
    for key, text in told_of(verdict.token).items():
        click.echo(f"  {_LABELS[key]}: {text}")
    is_bad = verdict.standing in {"altered", "revoked", "unknown_issuer"}
    listed = (
        f" ({verdict.listed_at} 목록 / list of {verdict.listed_at})" if verdict.listed_at else ""
    )
    click.echo(f"{_WORDS[verdict.standing]}{_plain(listed)}", err=is_bad)
    if verdict.reason in _WHY:
        click.echo(f"  {_WHY[verdict.reason]}", err=is_bad)
    if verdict.key is not None and verdict.reason != "signature":
        click.echo(f"  열쇠 지문 / key thumbprint: {verdict.key.thumbprint}")


def _plain(text: str) -> str:
    """Return the text where nothing in it could rewrite what stands on the terminal."""
    return text if text.isprintable() else ""


def _bundle(file: Path, content: bytes) -> Bundle:
    try:
        return read_bundle(content)
    except Unreadable:
        refuse([f"{file}: 상생의 기념패가 들어 있지 않습니다 / holds no plaque"])


def _keys(paths: Iterable[Path]) -> dict[str, Key]:
    known: dict[str, Key] = {}
    for path in paths:
        try:
            known |= keys_in(read_json(path))
        except Unreadable:
            refuse(
                [
                    f"{path}: did.json 또는 열쇠 묶음(JWKS)이 아닙니다 / is neither did.json nor a JWKS"
                ]
            )
    return known


def _list(path: Path) -> Token:
    try:
        return Token.read(read_bytes(path).decode("ascii", "replace"))
    except Unreadable:
        refuse([f"{path}: 서명된 취소 목록이 아닙니다 / is not a signed status list"])
