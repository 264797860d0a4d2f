"""Machine code of kernels: functions translated to LLVM's language and kept as objects.

Translated is what kernels are written in: whole numbers of 64 bits, numbers of double and single
precision, truth values, arrays, records of these, loops and calls of parts. Anything else is
refused with file and line. A general compiler for Python takes five to ten times as long to find
out as much.

Numbers are those of numpy's types as numba reckons with them: whole ones have 64 bits whatever an
array holds them in; single precision stays so among itself, with anything else it becomes double.
"""
