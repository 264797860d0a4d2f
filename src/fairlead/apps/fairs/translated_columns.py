"""Bilingual columns and alphabetical order, done by the database and the same on every server."""

from __future__ import annotations

from django.db.models import CharField, F, Func, Value
from django.db.models.functions import Coalesce, Left, NullIf, Upper
from django.utils.translation import get_language

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


def russian() -> bool:
    """Return whether the active language is Russian."""
    return (get_language() or "").startswith("ru")


def spoken_column(field: str) -> Coalesce:
    """Return the column in the active language, the other language where it is empty."""
    path, _, name = field.rpartition("__")
    english = f"{path}__{name}" if path else name
    first, second = (f"{english}_ru", english) if russian() else (english, f"{english}_ru")
    return Coalesce(NullIf(F(first), Value("")), F(second), output_field=CharField())


def first_letter(field: str) -> Upper:
    """Return the letter a text is found under: without opening marks, case and accents."""
    letter = Left(Func(F(field), Value(OPENING_MARKS), function="ltrim"), 1)
    return Upper(Func(letter, Value(MARKED), Value(PLAIN), function="translate"))


def alphabetical(field: str) -> tuple[Func, Func]:
    """Return what texts are sorted by: the letter they are found under, then all of it."""
    bare = Func(F(field), Value(OPENING_MARKS), function="ltrim")
    return (
        Func(first_letter(field), template='(%(expressions)s) COLLATE "C"'),
        Func(bare, template='lower(%(expressions)s) COLLATE "C"', output_field=CharField()),
    )
