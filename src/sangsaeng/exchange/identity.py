"""Whether a text that names nobody still tells whose it is.

What is looked for: the owner's names in any spelling, its registration number in any form, its site,
its people, and what leads to anybody: addresses, telephone numbers, numbers of rights.
"""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final
from urllib.parse import urlsplit

from sangsaeng.organizations.models import Membership, Organization
from sangsaeng.organizations.names import letters, name_key, shorter_keys, unbracketed_keys

# A name of fewer syllables may stand inside another word; it counts only as a word of its own.
_WHOLE: Final = 4
_SHORTEST_HOST, _SHORTEST_PERSON = 3, 3
_NATION: Final = ("한국", "대한")
_PARTICLES: Final = "은는이가을를의에와과도로만"
_TITLES: Final = (
    "대표|이사|부장|차장|과장|대리|팀장|실장|센터장|소장|박사|교수|책임|선임|연구원|매니저|님|씨"
)
_LEADS: Final = (
    re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+"),
    re.compile(r"(?:https?://|www\.)\S+"),
    re.compile(r"(?<!\d)\(?0\d{1,2}\)?[-. )]{0,2}\d{3,4}[-. ]\d{4}(?!\d)"),
    re.compile(r"(?<!\d)01[016789]\d{7,8}(?!\d)"),
    re.compile(r"(?<!\d)1[568]\d{2}[-. ]\d{4}(?!\d)"),
    # Korean application and registration numbers of patents, utility models, designs and marks
    re.compile(r"(?<!\d)[1-4]0[- ]?(?:(?:19|20)\d{2}[- ]?)?\d{7}(?!\d)"),
)
_HINTS: Final = (
    re.compile(r"㈜|\(주\)|주식회사|유한회사|\bco\.,?\s*ltd\b|\binc\b", re.IGNORECASE),
    re.compile(r"[®™]"),
    re.compile(r"(?:세계|국내|업계)\s*(?:최초|유일|1위|최대)"),
    re.compile(r"(?:당사|저희 회사|우리 회사)의\s*\S+"),
)


@dataclass(frozen=True)
class Identity:
    """What would tell that a text is one organization's."""

    # Keys of names that count anywhere, and those that count as words only, each with its name
    anywhere: tuple[tuple[str, str], ...]
    words: tuple[tuple[str, str], ...]
    number: str
    hosts: tuple[str, ...]
    people: tuple[str, ...]

    def found_in(self, texts: Iterable[str]) -> list[str]:
        """Return the words of the texts that tell who it is, each once."""
        return list(dict.fromkeys(word for text in texts if text for word in self._found(text)))

    def _found(self, text: str) -> Iterable[str]:
        plain = unicodedata.normalize("NFKC", text).casefold()
        for lead in _LEADS:
            yield from (found.group() for found in lead.finditer(plain))
        if self.number and (found := re.search(r"[\W_]*".join(self.number), plain)):
            yield found.group()
        yield from (host for host in self.hosts if _stands(host, plain, after=""))
        packed, spaced = letters(text), letters(text, " ")
        yield from (name for key, name in self.anywhere if key in packed)
        yield from (name for key, name in self.words if _stands(key, spaced, after=_PARTICLES))
        yield from (name for name in self.people if _names(name, plain))


def identity_of(organization: Organization) -> Identity:
    """Return what would tell that a text is the organization's."""
    named = {organization.name, organization.name_en, *_other_names(organization)} - {""}
    anywhere: dict[str, str] = {}
    words: dict[str, str] = {}
    for name in sorted(named):
        key = name_key(name)
        (anywhere if len(key) >= _WHOLE else words).setdefault(key, name)
        without_nation = shorter_keys(key) if key.startswith(_NATION) else ()
        for part in (*unbracketed_keys(name), *without_nation):
            words.setdefault(part, name)
    words.pop("", None)
    people = Membership.objects.filter(organization=organization).select_related("person")
    return Identity(
        tuple(anywhere.items()),
        tuple(words.items()),
        organization.business_number or "",
        _hosts(organization.homepage),
        tuple(sorted({one.person.name for one in people})),
    )


def hints_in(texts: Iterable[str]) -> list[str]:
    """Return what may tell whose a text is and a person should look at."""
    return list(
        dict.fromkeys(
            found.group() for text in texts for hint in _HINTS for found in hint.finditer(text)
        )
    )


def _other_names(organization: Organization) -> set[str]:
    return set(organization.names.values_list("name", flat=True))


def _hosts(homepage: str) -> tuple[str, ...]:
    """Return the site's name, and the part of it that is the owner's own word."""
    host = (urlsplit(homepage).hostname or "").removeprefix("www.")
    own = host.split(".", maxsplit=1)[0]
    return tuple(one for one in (host, own) if len(one) >= _SHORTEST_HOST)


def _stands(word: str, text: str, *, after: str) -> bool:
    """Tell whether a word stands by itself in a text, a particle aside."""
    ends = f"(?=[^0-9a-z가-힣]|$|[{after}])" if after else r"(?![0-9a-z])"
    return bool(re.search(rf"(?<![0-9a-z가-힣]){re.escape(word)}{ends}", text))


def _names(person: str, text: str) -> bool:
    """Tell whether a person is named: a name of two syllables is a word, but for its title."""
    name = re.escape(unicodedata.normalize("NFKC", person).casefold())
    title = "" if len(person) >= _SHORTEST_PERSON else rf"\s*(?:{_TITLES})"
    return bool(person) and bool(re.search(rf"(?<![0-9a-z가-힣]){name}{title}", text))
