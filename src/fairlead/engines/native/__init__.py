"""Machine code of the search: its functions translated to LLVM's language and kept as objects.

Translated is what the search is written in: whole numbers of 64 bits, doubles, truth values,
arrays, records of arrays, loops and calls of parts. Anything else is refused with file and line.
A general compiler for Python takes ten times as long to find out as much.
"""
