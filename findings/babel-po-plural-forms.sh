#!/usr/bin/env bash
# Babel 2.19.0: a PO file with a plural form more than its language has is read with that form
# dropped, and written without it; what is said is a line on standard output that names no file.
# A form fewer is filled with an empty text, and nothing is said. So a translation is lost in one
# read and write. Fairlead reads PO itself and refuses both with file and line.
# Seen: "too many: 1 of 2 forms kept; too few: 6 forms, 4 of them empty"; ends with 1 otherwise.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install -q --disable-pip-version-check babel==2.19.0
"$work/venv/bin/python" - <<'PYTHON'
import io
import sys

from babel.messages.pofile import read_po, write_po

TEXT = '''msgid ""
msgstr ""
"Content-Type: text/plain; charset=utf-8\\n"
"Language: {language}\\n"
"Plural-Forms: {rule}\\n"

msgid "%(n)s hall"
msgid_plural "%(n)s halls"
{forms}
'''
ARABIC = (
    "nplurals=6; plural=(n==0 ? 0 : n==1 ? 1 : n==2 ? 2 : n%100>=3 && n%100<=10 ? 3 : "
    "n%100>=11 && n%100<=99 ? 4 : 5);"
)


def forms_after(language: str, rule: str, forms: list[str]) -> list[str]:
    written = "\n".join(f'msgstr[{n}] "{form}"' for n, form in enumerate(forms))
    text = TEXT.format(language=language, rule=rule, forms=written)
    catalog = read_po(io.BytesIO(text.encode()), locale=language)
    again = io.BytesIO()
    write_po(again, catalog)
    kept = read_po(io.BytesIO(again.getvalue()), locale=language)
    return list(kept["%(n)s hall"].string)


many = forms_after("zh_Hans", "nplurals=1; plural=0;", ["%(n)s 个展馆", "%(n)s 个展厅"])
few = forms_after("ar", ARABIC, ["لا قاعات", "قاعة واحدة"])
empty = few.count("")
print(f"too many: {len(many)} of 2 forms kept; too few: {len(few)} forms, {empty} of them empty")
sys.exit(0 if (len(many), len(few), empty) == (1, 6, 4) else 1)
PYTHON
