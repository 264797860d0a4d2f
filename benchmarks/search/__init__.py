"""How well forms of words find one another, and what a search costs."""
