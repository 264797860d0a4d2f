"""Projects appraised, chosen within budgets, and shared among the parties."""
