"""Calls for sessions and pitches: proposed, reviewed, decided, made sessions of."""
