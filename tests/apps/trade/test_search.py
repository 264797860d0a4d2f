"""What a visitor types finds what an exhibitor wrote, and nothing else.

``search_pairs.csv`` holds what is written, what is asked and whether it is found;
``russian_forms.txt`` holds words in their forms, a word a line, no two of which find one another.
"""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from django.db import connection
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from fairlead.apps.fairs.models import Edition
from fairlead.apps.people.models import Organisation
from fairlead.apps.trade.domain.find_words import find_words
from fairlead.apps.trade.models import CatalogueEntry, Need, NeedEntry, Offer, Product
from fairlead.folder.localized_text import LocalizedText

pytestmark = pytest.mark.django_db
HERE = Path(__file__).parent
with (HERE / "search_pairs.csv").open(encoding="utf-8", newline="") as _file:
    PAIRS = list(csv.DictReader(_file))
FORMS = [
    line.split() for line in (HERE / "russian_forms.txt").read_text(encoding="utf-8").splitlines()
]
LANGUAGES = ("en", "ru", "zh", "ar", "uk", "kk")


def ask(statement: str, *values: str | list[str]) -> object:
    """Return the single value that a statement gives."""
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        row = cursor.fetchone()
    assert row is not None
    return row[0]


def with_own(language: str) -> list[str]:
    """Return the languages asked in, and this one."""
    return [*dict.fromkeys((*LANGUAGES, language))]


def is_found(language: str, written: str, asked: str) -> bool:
    """Return whether a text holds what is asked for in any of the languages."""
    return bool(
        ask(
            "SELECT search_document(%s, %s) @@ search_query(%s::text[], %s)",
            language,
            written,
            with_own(language),
            asked,
        )
    )


def test_there_are_pairs_of_both_kinds_in_four_languages() -> None:
    for language in ("en", "ru", "zh", "ar"):
        kinds = [pair["found"] for pair in PAIRS if pair["language"] == language]
        assert kinds.count("yes") >= 20, language
        assert kinds.count("no") >= 8, language
    assert len(PAIRS) >= 1000


def test_pairs_of_what_is_written_and_asked(edition: Edition) -> None:
    """In the catalogue itself: a firm for every text, which its offer has as its title."""
    texts = sorted({(pair["language"], pair["written"]) for pair in PAIRS})
    firms = Organisation.objects.bulk_create(
        Organisation(
            edition=edition, code=f"firm-{number}", name=LocalizedText({"en": "-"}), country="DEU"
        )
        for number in range(len(texts))
    )
    Offer.objects.bulk_create(
        Offer(
            edition=edition,
            code=f"offer-{number}",
            organisation=firm,
            title=LocalizedText({language: written}),
            products=[],
            cooperation=["supply"],
        )
        for number, (firm, (language, written)) in enumerate(zip(firms, texts, strict=True))
    )
    places = {text: firm.pk for firm, text in zip(firms, texts, strict=True)}
    wrong = []
    for pair in PAIRS:
        holds = find_words(pair["asked"], with_own(pair["language"]))
        found = set(CatalogueEntry.objects.filter(holds).values_list("pk", flat=True))
        if (places[pair["language"], pair["written"]] in found) != (pair["found"] == "yes"):
            wrong.append(pair)
    assert wrong == []


@pytest.mark.parametrize(
    ("language", "pairs"),
    [
        ("fr", "canal:canaux cheval:chevaux matériau:matériaux tuyau:tuyaux travail:travaux "
         "essieu:essieux moyeu:moyeux bijou:bijoux pneu:pneus émail:émaux"),
        ("es", "luz:luces matriz:matrices red:redes pared:paredes camión:camiones"),
        ("pt", "avião:aviões pão:pães papel:papéis metal:metais túnel:túneis trem:trens "
         "fuzil:fuzis têxtil:têxteis lençol:lençóis"),
        ("it", "arco:archi lago:laghi barca:barche uomo:uomini"),
        ("de", "Datum:Daten Zahnrad:Zahnräder Museum:Museen Radius:Radien"),
        ("kk", "станок:станоктар машина:машиналар сорғы:сорғылар кран:крандар "
         "мотор:моторлар құбыр:құбырлар зауыт:зауыттар қазан:қазандар "
         "клапан:клапандар кабель:кабельдер датчик:датчиктер өнім:өнімдер "
         "құрал:құралдар қондырғы:қондырғылар жабдық:жабдықтар бөлшек:бөлшектер "
         "материал:материалдар сүзгі:сүзгілер болт:болттар робот:роботтар"),
        ("uz", "nasos:nasoslar dastgoh:dastgohlar mashina:mashinalar quvur:quvurlar "
         "kran:kranlar motor:motorlar kabel:kabellar zavod:zavodlar "
         "detal:detallar qurilma:qurilmalar asbob:asboblar robot:robotlar "
         "filtr:filtrlar klapan:klapanlar generator:generatorlar "
         "podshipnik:podshipniklar material:materiallar mahsulot:mahsulotlar "
         "uskuna:uskunalar bolt:boltlar"),
        ("fa", "پمپ:پمپها پمپ:پمپ‌ها ماشین:ماشین‌ها لوله:لوله‌ها شیر:شیرها "
         "موتور:موتورها کابل:کابل‌ها قطعه:قطعه‌ها دستگاه:دستگاه‌ها ابزار:ابزارها "
         "کارخانه:کارخانه‌ها ربات:ربات‌ها فیلتر:فیلترها پیچ:پیچ‌ها مخزن:مخزن‌ها "
         "سنسور:سنسورها محصول:محصول‌ها تجهیز:تجهیزات دستگاه:دستگاههای "
         "موتور:موتورهای"),
        ("he", "מנוע:מנועים משאבה:משאבות שסתום:שסתומים צינור:צינורות מכונה:מכונות "
         "כבל:כבלים רובוט:רובוטים מסנן:מסננים חיישן:חיישנים מפעל:מפעלים "
         "מוצר:מוצרים חומר:חומרים מחרטה:מחרטות מיכל:מיכלים גנרטור:גנרטורים "
         "מסב:מסבים ציוד:הציוד מנוע:המנועים משאבה:המשאבות"),
        ("en", "gas:gases bus:buses lens:lenses quiz:quizzes radius:radii craftsman:craftsmen"),
    ],
)  # fmt: skip
def test_a_noun_is_found_by_its_other_number(language: str, pairs: str) -> None:
    words = [pair.split(":") for pair in pairs.split()]
    both = [*words, *((many, one) for one, many in words)]
    found = ask(
        "SELECT array_agg(written || ' by ' || asked) FROM unnest(%s::text[], %s::text[])"
        " AS pair (written, asked)"
        " WHERE NOT search_document(%s, written) @@ search_query(ARRAY[%s], asked)",
        [one for one, _ in both],
        [many for _, many in both],
        language,
        language,
    )
    assert found is None


def test_pairs_in_the_language_they_are_written_in() -> None:
    assert [
        pair
        for pair in PAIRS
        if is_found(pair["language"], pair["written"], pair["asked"]) != (pair["found"] == "yes")
    ] == []


def test_forms_of_a_russian_word_find_one_another_and_no_other_word() -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT word, search_russian(search_fold(word)) FROM unnest(%s::text[]) AS word",
            [sorted({form for forms in FORMS for form in forms})],
        )
        stems = {word: set(found) for word, found in cursor.fetchall()}
    for forms in FORMS:
        for form in forms[1:]:
            assert stems[forms[0]] & stems[form], (forms[0], form)
    for forms in FORMS:
        for others in FORMS:
            for form in set(others) - set(forms):  # угле is of уголь and of угол
                assert not stems[forms[0]] & stems[form], (forms[0], form)


CODED = ("HS:854231", "HS:854239", "HS:8541", "HS:010121", "ISIC4:2811", "HS2017:85423110")


@pytest.mark.parametrize(
    ("asked", "codes"),
    [
        ("854231", {"HS:854231", "HS2017:85423110"}),
        ("8542.31", {"HS:854231", "HS2017:85423110"}),
        ("85 42 31", {"HS:854231", "HS2017:85423110"}),
        ("8542 31", {"HS:854231", "HS2017:85423110"}),
        ("８５４２３１", {"HS:854231", "HS2017:85423110"}),
        ("٨٥٤٢٣١", {"HS:854231", "HS2017:85423110"}),
        ("HS 8542.31", {"HS:854231", "HS2017:85423110"}),
        ("HS:854231", {"HS:854231", "HS2017:85423110"}),
        ("HS 85", {"HS:854231", "HS:854239", "HS:8541", "HS2017:85423110"}),
        ("ТН ВЭД 854231", {"HS:854231", "HS2017:85423110"}),
        ("8542", {"HS:854231", "HS:854239", "HS2017:85423110"}),
        ("85 42", {"HS:854231", "HS:854239", "HS2017:85423110"}),
        ("85.42", {"HS:854231", "HS:854239", "HS2017:85423110"}),
        ("85", {"HS:854231", "HS:854239", "HS:8541", "HS2017:85423110"}),
        ("8541", {"HS:8541"}),
        ("854110", set()),
        ("85423190", {"HS:854231"}),  # a national code lies below six digits
        ("8542311000", {"HS:854231"}),
        ("10121", {"HS:010121"}),  # a spreadsheet loses the first zero
        ("0101.21", {"HS:010121"}),
        ("281", {"ISIC4:2811"}),
        ("8", set()),
        ("5423", set()),
        ("42 31", set()),
        ("ISO 8542", set()),  # the number of a standard
        ("854231 chips", {"HS:854231"}),
        ("8542 chips", {"HS:854231"}),
        ("chips 854231", {"HS:854231"}),
        ("8541 or 0101", {"HS:8541", "HS:010121"}),
        ("85 -8541", {"HS:854231", "HS:854239", "HS2017:85423110"}),
        ("8542310000000000000000", set()),
    ],
)
def test_numbers_are_product_codes(edition: Edition, asked: str, codes: set[str]) -> None:
    Organisation.objects.all().delete()
    for number, code in enumerate(CODED):
        firm = Organisation.objects.create(
            edition=edition, code=f"firm-{number}", name=LocalizedText({"en": "-"}), country="DEU"
        )
        title = "Chips" if code == "HS:854231" else "-"
        Offer.objects.create(
            edition=edition, code=f"offer-{number}", organisation=firm,
            title=LocalizedText({"en": title}), products=[code], cooperation=["supply"],
        )  # fmt: skip
    found = CatalogueEntry.objects.filter(find_words(asked, ["en", "ru"])).values_list(
        "products", flat=True
    )
    assert {code for products in found for code in products} == codes


def test_needs_are_found_by_words_codes_and_titles_of_products(edition: Edition) -> None:
    def found(words: str, *, unfinished: bool = False) -> list[str]:
        holds = find_words(words, ["en", "ru"], unfinished=unfinished)
        return sorted(NeedEntry.objects.filter(holds).values_list("need__code", flat=True))

    need = edition_need(edition)
    code = need.products[0].partition(":")[2]
    assert need.code in found(code[:4])
    need.title = LocalizedText({"ru": "Чугунные поршни"})
    need.save()
    assert found("поршень") == [need.code]
    assert found("порш") == []
    for begun in ("порш", "поршне", "чугунные порш"):
        assert found(begun, unfinished=True) == [need.code], begun
    assert found("чугунные корш", unfinished=True) == []
    product = Product.objects.create(
        edition=edition, code=need.products[0] + "99", title=LocalizedText({"en": "Sprocket"})
    )
    assert found("sprocket") == [], "a product below the one needed is another"
    product.delete()
    Product.objects.update_or_create(
        edition=edition,
        code=need.products[0],
        defaults={"title": LocalizedText({"en": "Sprocket"})},
    )
    assert need.code in found("sprockets")
    need.delete()
    assert found("sprockets") == []


def edition_need(edition: Edition) -> Need:
    """Return a need of the edition."""
    return Need.objects.filter(edition=edition).exclude(products=[]).order_by("code")[0]


WORDS = st.text(
    st.characters(categories=("L", "Nd", "Pd", "Po", "Zs", "Mn", "Sm"), exclude_characters="\0"),
    max_size=60,
)
QUICK = settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


@pytest.mark.parametrize("asked", ["pumps -Škoda", 'pumps -"Škoda works"', '"pumps"-Škoda'])
def test_an_excluded_word_is_not_let_in_by_another_spelling(asked: str) -> None:
    assert is_found("en", "pumps of the Škoda works", "pumps Škoda")
    assert not is_found("en", "pumps of the Škoda works", asked)
    assert is_found("en", "pumps of the Maier works", asked)


@QUICK
@given(WORDS)
def test_whatever_is_typed_is_answered(text: str) -> None:
    assert is_found("en", text, text) in (True, False)


@QUICK
@given(WORDS, st.sampled_from(LANGUAGES))
def test_a_text_is_found_by_each_of_its_words(text: str, language: str) -> None:
    words = ask("SELECT search_words(%s)", text)
    assert isinstance(words, list)
    for word in words:
        assert is_found(language, text, f'"{word}"'), word


@QUICK
@given(WORDS)
def test_words_read_once_stay_as_they_are(text: str) -> None:
    assert ask(
        "SELECT search_words(%s) = search_words(array_to_string(search_words(%s), ' '))", text, text
    )


_JOINED = """
SELECT array_agg(owner || document::text ORDER BY owner) FROM search_documents(array(
    SELECT ROW(owner, weight, language, body)::search_text FROM unnest(
        %s::bigint[], %s::text[]::"char"[], %s::text[], %s::text[]
    ) WITH ORDINALITY AS text (owner, weight, language, body, number) ORDER BY number
)) WHERE document <> ''
"""


@QUICK
@given(st.lists(
    st.tuples(st.integers(1, 3), st.sampled_from("ABC"), st.sampled_from(LANGUAGES), WORDS),
    max_size=6,
))  # fmt: skip
def test_a_few_texts_have_the_words_they_have_among_many(
    texts: list[tuple[int, str, str, str]],
) -> None:
    columns = [list(column) for column in zip(*texts, strict=True)] or [[], [], [], []]
    found = [
        ask(_JOINED.replace("documents", f"documents_of_{which}"), *columns)
        for which in ("few", "many")
    ]
    assert found[0] == found[1]


def test_very_long_texts_and_questions() -> None:
    long = " ".join(f"слово{number:05}" for number in range(5_000))
    assert is_found("ru", long, "слово00001")
    assert is_found("zh", "数控机床" * 10_000, "机床")
    assert is_found("en", "x" * 100_000, "x" * 100_000)
    assert not is_found("en", "pump", "pump " * 10 + "valve " * 1_000)
    assert is_found("en", "pump", "(" * 100_000) is False
