"""Every code has one polite sentence in each language, made from the same facts."""

import re
import string
from pathlib import Path

import pytest

from sangsaeng.kernel.sheets import messages

pytestmark = pytest.mark.engine

SOURCES = Path(messages.__file__).parent.glob("*.py")
RAISED = {
    code
    for path in SOURCES
    if path.name != "messages.py"
    for code in re.findall(r'"((?:sheet|cell|row)\.[a-z_]+)"', path.read_text(encoding="utf-8"))
}


def facts(text):
    return {name.removesuffix("_en") for _, name, _, _ in string.Formatter().parse(text) if name}


def test_every_code_in_use_has_a_sentence_and_none_is_left_over():
    assert set(messages.SENTENCES) == RAISED


@pytest.mark.parametrize("code", messages.SENTENCES)
def test_both_sentences_are_complete_and_state_the_same_facts(code):
    korean, english = messages.SENTENCES[code]
    assert facts(korean) == facts(english)
    assert korean.endswith(".")
    assert re.search(r"[가-힣]", korean)
    assert english.endswith(".")
