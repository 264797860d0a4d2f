r"""A word is found by its other number where the stemmer takes the two for two words.

French tuyau, tuyaux; Spanish luz, luces; Portuguese avião, aviões; Italian arco, archi;
German Datum, Daten; English gas, gases, radius, radii; Russian зуб, зубья. An
oxide is no plural of its metal: alumina, aluminum. Only what is asked is
read anew; what texts are found by stays as it is.
"""

from importlib import import_module

from django.db import migrations

_GLUED = import_module("fairlead.apps.fairs.migrations.0027_search_glued")
_BEFORE: str = _GLUED._find_function("search_asked")

# Words whose plural follows no rule, by language.
_IRREGULAR = {
    "en": "man:men child:children mouse:mice louse:lice goose:geese ox:oxen datum:data medium:media"
    " stratum:strata spectrum:spectra bacterium:bacteria criterion:criteria",
    "fr": "oeil:yeux",
    "it": "uomo:uomini",
    "de": "datum:daten",
}
# What a word ends in, and what it ends in in its other number, by language; one may be more than
# the other: matériaux may be of a matérial or a matériau, and travaux of a travail.
_ENDINGS = {
    "en": "s:ses s:es men:man us:i z:zzes",
    "fr": "au:aux eu:eux ou:oux eu:eus ail:aux al:aux",
    "es": "z:ces d:des",
    "pt": "ao:oes ao:aes ao:aos al:ais el:eis ol:ois ul:uis il:is il:eis m:ns",
    "it": "co:chi go:ghi ca:che ga:ghe",
    "de": "um:en us:en ma:men is:en",
}
# So many letters come before an ending at least.
_LETTERS_BEFORE = {"en:us:i": 3, "en:s:es": 2, "en:s:ses": 2, "de:us:en": 3,
                   "de:is:en": 3, "de:um:en": 3}  # fmt: skip


def _write_plurals() -> str:
    """Return the function of a word's forms in the other number."""
    cases = []
    for language, endings in _ENDINGS.items():
        forms = [
            f"CASE WHEN word IN ('{one}', '{many}')"
            f" THEN CASE word WHEN '{one}' THEN '{many}' ELSE '{one}' END END"
            for one, many in (pair.split(":") for pair in _IRREGULAR.get(language, "").split())
        ]
        for pair in endings.split():
            one, many = pair.split(":")
            before = "_" * _LETTERS_BEFORE.get(f"{language}:{pair}", 1)
            forms += [
                f"CASE WHEN word LIKE '{before}%{old}' THEN left(word, -{len(old)}) || '{new}' END"
                for old, new in ((one, many), (many, one))
            ]
        listed = ",\n        ".join(forms)
        cases.append(f"    WHEN '{language}' THEN ARRAY[\n        {listed}]")
    return (
        "\n-- What a word in Latin letters may be in its other number; most are no words at all.\n"
        "CREATE FUNCTION search_plurals(language text, word text) RETURNS text[]\n"
        "LANGUAGE sql IMMUTABLE PARALLEL SAFE RETURN array_remove(\n"
        "    CASE lower(split_part(language, '-', 1))\n" + "\n".join(cases) + "\n"
        "    ELSE '{}' END, NULL);\n"
    )


_CHANGES = (
    (
        "        IF others <> '{}' AND stems <> '{}' THEN\n"
        "            FOREACH guess IN ARRAY others LOOP\n",
        "        IF others IS NOT NULL AND stems <> '{}' THEN\n"
        "            FOREACH guess IN ARRAY others || search_plurals(language, word) LOOP\n",
    ),
    (
        "    ELSIF word ~ '^[а-я]' THEN\n        found := found ||",
        "    ELSIF word ~ '^[а-я]' THEN\n"
        "        -- зуб, зубья; перо, перья: what comes before is too short for a rule.\n"
        "        IF word ~ '^(зуб|кол|шило|перо)$' THEN\n"
        "            found := found || (left(word, 3) || 'ьs');\n"
        "        ELSIF word ~ '^(зуб|кол|шил|пер)ь(я|ев|ям|ями|ях)$' THEN\n"
        "            found := found || (left(word, 3) || 'h');\n"
        "        END IF;\n"
        "        found := found ||",
    ),
)


def _write_asked() -> str:
    """Return `search_asked` with the changes."""
    body = _BEFORE
    for before, after in _CHANGES:
        if body.count(before) != 1:
            raise LookupError(before)
        body = body.replace(before, after)
    return body


class Migration(migrations.Migration):
    """Replaces the function."""

    dependencies = (("fairs", "0032_columns_withheld"),)
    operations = (
        migrations.RunSQL(
            _write_plurals() + _write_asked(),
            f"{_BEFORE}\nDROP FUNCTION search_plurals(text, text);",
        ),
    )
