"""Django audiences: addresses, views and templates only."""
