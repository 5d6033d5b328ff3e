"""Korean comes first and English is complete: the catalog and the pages that need no sign-in."""

import re
from html.parser import HTMLParser
from importlib.machinery import SourceFileLoader
from importlib.util import module_from_spec, spec_from_loader
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from django.test import override_settings
from django.urls import reverse

from sangsaeng.cli.preparing import LOCALE

ROOT = Path(__file__).resolve().parents[2]
CATALOG = LOCALE / "en/LC_MESSAGES/django.po"
HANGUL = re.compile("[가-힣]")
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|\{\w*\}|</?\w+[^>]*>")
# Names of languages stand in their own writing, so that those who read them find them.
OWN_NAMES = {"한국어"}
PAGES = ("home", "organizations", "fairs", "account_login", "account_signup")


def collector():
    """The script that collects the texts, as a module."""
    loader = SourceFileLoader("collect_messages", str(ROOT / "scripts/collect-messages"))
    module = module_from_spec(spec_from_loader(loader.name, loader))
    loader.exec_module(module)
    return module


def keys(catalog: Catalog) -> set[tuple[object, object]]:
    """The texts of a catalog, each with its context."""
    return {(message.context, message.id) for message in catalog if message.id}


def committed() -> Catalog:
    """The English catalog of the repository."""
    with CATALOG.open("rb") as kept:
        return read_po(kept, locale="en")


def texts(value: str | tuple[str, ...] | list[str]) -> list[str]:
    """The forms of a text: one, or singular and plural."""
    return [value] if isinstance(value, str) else list(value)


def faults(message: Message) -> list[str]:
    """What is wrong with the English of one message."""
    forms = texts(message.string)
    found = []
    if not all(forms) or message.fuzzy:
        found.append("without English")
    for form in forms:
        wanted = PLACEHOLDER.findall(texts(message.id)[0])
        if sorted(PLACEHOLDER.findall(form)) != sorted(wanted):
            found.append("other placeholders")
        if HANGUL.search(form) and form not in OWN_NAMES:
            found.append("Korean left in English")
    return found


class Shown(HTMLParser):
    """What a page shows or speaks in Hangul outside of elements that say they are Korean."""

    SPOKEN = frozenset({"title", "aria-label", "placeholder", "alt", "content"})
    VOID = frozenset({"area", "br", "hr", "img", "input", "link", "meta", "source", "wbr"})

    def __init__(self, page: bytes) -> None:
        super().__init__()
        self.found: list[str] = []
        self._within: list[bool] = []
        self.feed(page.decode())

    def handle_starttag(self, tag, attributes):
        korean = tag != "html" and dict(attributes).get("lang") == "ko"
        silent = korean or tag in {"script", "style"}
        if not (silent or any(self._within)):
            spoken = [text or "" for name, text in attributes if name in self.SPOKEN]
            self.found += filter(HANGUL.search, spoken)
        if tag not in self.VOID:
            self._within.append(silent)

    def handle_startendtag(self, tag, attributes):
        self.handle_starttag(tag, attributes)
        if tag not in self.VOID:
            self.handle_endtag(tag)

    def handle_endtag(self, tag):
        if tag not in self.VOID and self._within:
            self._within.pop()

    def handle_data(self, data):
        if HANGUL.search(data) and not any(self._within):
            self.found.append(data.strip())


def test_every_text_has_english_with_the_same_placeholders():
    wrong = {str(one.id): faults(one) for one in committed() if one.id and faults(one)}

    assert wrong == {}


def test_catalog_holds_exactly_the_texts_of_the_code():
    assert keys(committed()) == keys(collector().collect())


@pytest.mark.parametrize(
    ("korean", "english", "fault"),
    [
        ("상담회", "", "without English"),
        ("%(name)s 상담", "A meeting", "other placeholders"),
        ("상담회", "Fair 상담회", "Korean left in English"),
    ],
)
def test_fault_in_the_english_is_seen(korean, english, fault):
    assert faults(Message(korean, english)) == [fault]


@pytest.fixture
def english(tmp_path):
    """The committed catalog compiled, whatever an earlier installation has compiled."""
    compiled = tmp_path / "en/LC_MESSAGES/django.mo"
    compiled.parent.mkdir(parents=True)
    with compiled.open("wb") as out:
        write_mo(out, committed())
    with override_settings(LOCALE_PATHS=[tmp_path]):
        yield


@pytest.mark.django_db
@pytest.mark.usefixtures("english")
@pytest.mark.parametrize("name", PAGES)
def test_page_in_english_shows_no_korean(client, name):
    page = client.get(reverse(name), HTTP_ACCEPT_LANGUAGE="en")

    assert page.status_code == 200
    assert b'<html lang="en"' in page.content
    assert Shown(page.content).found == []


@pytest.mark.django_db
def test_page_in_korean_would_be_noticed(client):
    page = client.get(reverse("home"), HTTP_ACCEPT_LANGUAGE="ko")

    assert "상담회" in Shown(page.content).found
