"""Who may see which proposal and which score."""
