"""Readers of published trade statistics: each yields flows row by row, saying what stays apart."""
