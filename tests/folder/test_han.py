"""The order of Chinese names, and the two ways of writing them."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from fairlead.folder.han import key_by_reading, read_letter, read_simplified, simplify

# By pinyin: A'an, Anhui, Bai, Beijing, De, E, Fa, Guang, Mei, Shang, Zhong.
ORDERED = [
    "阿联酋",
    "安徽",
    "白俄罗斯",
    "北京",
    "德国",
    "俄罗斯",
    "法国",
    "广州",
    "美国",
    "上海",
    "中国",
]


def test_names_are_ordered_by_their_reading() -> None:
    assert sorted(ORDERED, key=key_by_reading) == ORDERED
    assert [read_letter(name[0]) for name in ORDERED] == list("AABBDEFGMSZ")


def test_a_traditional_name_stands_with_its_simplified_one() -> None:
    assert simplify("廣州機械廠") == "广州机械厂"
    assert sorted(["上海", "廣州", "法国"], key=key_by_reading) == ["法国", "廣州", "上海"]
    assert read_letter("廣") == "G"


def test_a_rare_character_has_no_letter_and_stands_behind() -> None:
    assert read_letter("龘") == read_letter("鑫") == ""
    assert sorted(["龘", "中"], key=key_by_reading) == ["中", "龘"]


def test_the_table_leads_to_characters_that_are_simplified_already() -> None:
    traditional, simplified = read_simplified()
    assert len(traditional) == len(simplified) == len(set(traditional))
    assert not set(traditional) & set(simplified)


@given(st.text(st.characters(exclude_categories=["Lo"])))
def test_other_scripts_keep_their_order(text: str) -> None:
    assert key_by_reading(text) == text
