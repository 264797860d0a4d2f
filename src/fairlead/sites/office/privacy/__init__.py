"""The record of changes, texts of consents, times of keeping, a person's data."""
