"""The office of the marketplace: texts to look at, its rules, and passes."""
