"""The loops over all pairs, each twice: compiled, and in plain numpy for small fairs."""
