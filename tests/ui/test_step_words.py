"""What a run found, said again in the language of the reader."""

from __future__ import annotations

import json

from fairlead.chain.matching.empty_lists import FILTER_NAMES, FILTER_WORDS
from fairlead.chain.sentences import Amount, Economies, pack_sentences, say_count, say_text
from fairlead.ui.list_words import name_filter
from fairlead.ui.step_words import say_sentences
from fairlead.ui.texts import speaking

SAID = (
    say_text(
        "%(chosen)s of %(projects)s projects chosen, %(amount)s to invest.",
        chosen=3,
        projects=1200,
        amount=Amount(25e6, "USD"),
    ),
    say_count(
        "%(count)s more request asks an exhibitor without staff.",
        "%(count)s more requests ask exhibitors without staff.",
        2,
    ),
    say_text("No imports reported by %(names)s.", names=Economies(("BLR", "KAZ"))),
)


def test_a_command_says_it_in_english() -> None:
    assert " ".join(map(str, SAID)) == (
        "3 of 1,200 projects chosen, 25 million USD to invest. 2 more requests ask exhibitors "
        "without staff. No imports reported by Belarus, Kazakhstan."
    )


def test_a_page_says_it_in_the_readers_language() -> None:
    recorded = json.loads(json.dumps(pack_sentences(SAID)))
    found = {}
    for language in ("en", "ru", "zh", "ar"):
        with speaking(language):
            found[language] = say_sentences(recorded)
    assert found["en"].startswith("3 of 1,200 projects chosen, US$25M to invest. 2 more")
    assert "Выбрано проектов: 3 из 1\xa0200" in found["ru"]
    assert "Ещё 2 запроса обращены" in found["ru"]
    assert found["ru"].endswith("Об импорте не сообщают: Беларусь, Казахстан.")
    assert "。另有 2 个请求" in found["zh"], "Chinese sentences stand without blanks"
    assert "طلبان آخران" in found["ar"]


def test_every_filter_has_words_in_every_language() -> None:
    assert tuple(FILTER_WORDS) == FILTER_NAMES
    for language in ("ru", "zh", "ar"):
        with speaking(language):
            assert all(name_filter(name) != FILTER_WORDS[name] for name in FILTER_NAMES)
