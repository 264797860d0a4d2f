"""CSV lists in the sets of Windows from before Unicode, and in UTF-16."""

from __future__ import annotations

import pytest

from fairlead.folder.input_errors import InvalidInput
from fairlead.folder.sheets.read import read_sheets

_LISTS = {
    "cp1251": ("ФИО;Почта;Организация", "Иванов Иван;ivanov@example.org;ООО «Завод»"),
    "cp1252": ("Name;Mail;Société", "Zoë Müller;zoe@example.org;Société Générale d’Études"),
    "cp1256": ("الاسم;البريد;المؤسسة", "بدر الدين;badr@example.org;شركة الصناعات"),
    "gb18030": ("姓名;邮箱;单位", "王小明;wang@example.org;上海机械有限公司"),
    "utf-16": ("ФИО;Почта;单位", "Иванов;ivanov@example.org;上海机械"),
    "utf-8-sig": ("ФИО;Почта;单位", "Иванов;ivanov@example.org;上海机械"),
}


@pytest.mark.parametrize("name", _LISTS)
@pytest.mark.parametrize("separator", [";", ",", "\t"])
def test_a_list_is_read_in_the_set_it_was_written_in(name: str, separator: str) -> None:
    head, row = (line.replace(";", separator) for line in _LISTS[name])
    [sheet] = read_sheets(f"{head}\r\n{row}\r\n".encode(name), "people.csv")
    assert [separator.join(cells) for cells in sheet.rows] == [head, row]


def test_one_accent_among_many_plain_names_is_read() -> None:
    text = "Name,Firm\n" + "Ann Plain,Works\n" * 300 + "José Núñez,Peña\n"
    [sheet] = read_sheets(text.encode("cp1252"), "people.csv")
    assert sheet.rows[-1] == ("José Núñez", "Peña")


def test_what_is_no_text_is_refused() -> None:
    for content in (bytes(range(1, 256)) * 20, b"a\x00b\n"):
        with pytest.raises(InvalidInput, match="expected"):
            read_sheets(content, "people.csv")
