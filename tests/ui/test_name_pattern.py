"""A name is found however it is spelled, by Python and by the database alike."""

from __future__ import annotations

import re

import pytest
from django.db import connection

from fairlead.ui.lists.name_pattern import holds_words, write_pattern

PAIRS = """
fedor:Фёдор fyodor:Фёдор федор:Фёдор Ёлкин:Елкин ivanov:Иванов Иванов:Ivanov olga:Ольга tsoi:Цой
Щербаков:Shcherbakov shcherbakov:Щербаков ольга:Olga julia:Юлия alexey:Алексей Алексей:Aleksei
muller:Müller Wąsowicz:wasowicz strasse:Straße kilic:Kılıç anna:Ana oneill:O'Neill o'neill:O’Neill
мтз82:МТЗ-82 機械:机械 机械:機械 احمد:أحمد १२:12 Oktam:Oʻktam a.b@c.org:A.B@c.org 10%:10% [x:[X
"""
FOUND = PAIRS.split()
NOT_FOUND = ["anna:Иан", "83:82", "petrov:Pavlov", "10_:10%", "a.b:axb", "ivanova:Иванов"]


@pytest.mark.parametrize("pair", [*FOUND, *NOT_FOUND])
@pytest.mark.django_db
def test_a_name_is_found_however_it_is_spelled(pair: str) -> None:
    asked, written = pair.rsplit(":", 1)
    pattern = write_pattern(asked)
    by_python = re.search(pattern, written) is not None
    with connection.cursor() as cursor:
        cursor.execute("SELECT %s ~ %s", [written, pattern])
        by_database = cursor.fetchone()[0]
    expected = pair in FOUND
    assert (by_python, by_database) == (expected, expected)


@pytest.mark.django_db
def test_of_an_endless_word_the_beginning_is_looked_for() -> None:
    word = "shchabvgdzhe" * 1_000
    assert holds_words(word, word[:60])
    with connection.cursor() as cursor:
        cursor.execute("SELECT %s ~ %s", [word[:60], write_pattern(word)])
        assert cursor.fetchone() == (True,)


def test_each_word_is_found_in_one_of_the_texts() -> None:
    assert holds_words("saint gobain", "Saint-Gobain")
    assert holds_words("Gobain petrov", "Saint-Gobain", "Пётр Петров")
    assert not holds_words("Gobain ivanov", "Saint-Gobain", "Пётр Петров")
    assert not holds_words("anna", "Ian Nash")
    assert holds_words("", "anything")
