"""Rules of people and accounts, each a function named by a verb."""
