"""How soon a killed database is back."""
