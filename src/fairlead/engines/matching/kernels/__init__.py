"""Compiled loops over pairs. They check nothing: `Problem` has.

Matrices are right x left, so that a row lies together in memory and the inner loops run over the
left side. Every kernel works on a range of rows or columns, so ranges can run side by side.
"""
