"""The relations that the dependency table is made of."""
