"""Bilingual columns and alphabetical order, done by the database and the same on every server."""

from __future__ import annotations

from django.db.models import CharField, F, Func, Value
from django.db.models.functions import Coalesce, Left, NullIf, Upper
from django.utils.translation import get_language

# Marks a name may begin with, and letters that sort as another: the order must not depend on
# the collations of the server, of which the embedded one has none.
OPENING_MARKS = " \"'«»„“”‘’(-–—"
MARKED = "ёЁáàâäãåÁÀÂÄÃÅąĄçćčÇĆČďĎéèêëęěÉÈÊËĘĚğĞíìîïıÍÌÎÏİłŁñńňÑŃŇóòôöõøőÓÒÔÖÕØŐřŘśšşŚŠŞťŤúùûüůűÚÙÛÜŮŰýÿÝźżžŹŻŽ"
PLAIN = "еЕaaaaaaAAAAAAaAcccCCCdDeeeeeeEEEEEEgGiiiiiIIIIIlLnnnNNNoooooooOOOOOOOrRsssSSStTuuuuuuUUUUUUyyYzzzZZZ"


def russian() -> bool:
    """Return whether the active language is Russian."""
    return (get_language() or "").startswith("ru")


def spoken_column(field: str) -> Coalesce:
    """Return the column in the active language, the other language where it is empty."""
    path, _, name = field.rpartition("__")
    english = f"{path}__{name}" if path else name
    first, second = (f"{english}_ru", english) if russian() else (english, f"{english}_ru")
    return Coalesce(NullIf(F(first), Value("")), F(second), output_field=CharField())


def sort_key(field: str) -> Func:
    """Return what a text is sorted by: without opening marks, case and accents."""
    bare = Func(F(field), Value(OPENING_MARKS), function="ltrim")
    plain = Func(bare, Value(MARKED), Value(PLAIN), function="translate")
    return Func(plain, template='lower(%(expressions)s) COLLATE "C"', output_field=CharField())


def first_letter(field: str) -> Upper:
    """Return the letter a text is found under."""
    return Upper(Left(sort_key(field), 1))
