"""Speed and quality of matching beside its peers."""
