"""Parts of addresses that desk and office share."""

from __future__ import annotations

from django.urls import register_converter
from django.urls.converters import StringConverter

from fairlead.ui.table_download import FORMATS


class TableConverter(StringConverter):
    """A kind of file that a table is written as; no other is found."""

    regex = "|".join(FORMATS)


register_converter(TableConverter, "table")
