"""A text's column in the reader's language, and alphabetical order, the same on every server."""

from __future__ import annotations

from django.db.models import CharField, F, Func, TextField, Value
from django.db.models.expressions import Combinable
from django.db.models.functions import Coalesce, Left, Upper

from fairlead.apps.fairs.models import Edition
from fairlead.ui.spoken import order_for_reader

# Marks a name may begin with, and letters that sort as another: the order must not depend on
# the collations of the server, of which the embedded one has none.
OPENING_MARKS = " \"'«»„“”‘’(-–—"
MARKED = (
    "ёЁáàâäãåÁÀÂÄÃÅąĄçćčÇĆČďĎéèêëęěÉÈÊËĘĚğĞíìîïıÍÌÎÏİłŁ"
    "ñńňÑŃŇóòôöõøőÓÒÔÖÕØŐřŘśšşŚŠŞťŤúùûüůűÚÙÛÜŮŰýÿÝźżžŹŻŽ"
)
PLAIN = (
    "еЕaaaaaaAAAAAAaAcccCCCdDeeeeeeEEEEEEgGiiiiiIIIIIlL"
    "nnnNNNoooooooOOOOOOOrRsssSSStTuuuuuuUUUUUUyyYzzzZZZ"
)


def choose_spoken_column(field: str, edition: Edition) -> Coalesce:
    """Return the text of a column in the reader's language, else in the next of the edition's.

    It is for the database to sort and to search by: what is shown also says its language, and is
    chosen by `fairlead.apps.fairs.language`.
    """
    texts: list[Combinable] = [
        Func(
            F(field),
            Value(tag),
            template="(%(expressions)s)",
            arg_joiner=" ->> ",
            output_field=TextField(),
        )
        for tag in order_for_reader(edition.languages)
    ]
    return Coalesce(*texts, Value(""), output_field=CharField())


def extract_first_letter(field: str) -> Upper:
    """Return the letter a text is found under: without opening marks, case and accents."""
    letter = Left(Func(F(field), Value(OPENING_MARKS), function="ltrim"), 1)
    return Upper(Func(letter, Value(MARKED), Value(PLAIN), function="translate"))


def order_alphabetically(field: str) -> tuple[Func, Func]:
    """Return what texts are sorted by: the letter they are found under, then all of it."""
    bare = Func(F(field), Value(OPENING_MARKS), function="ltrim")
    return (
        Func(extract_first_letter(field), template='(%(expressions)s) COLLATE "C"'),
        Func(bare, template='lower(%(expressions)s) COLLATE "C"', output_field=CharField()),
    )
