"""Django data apps."""
