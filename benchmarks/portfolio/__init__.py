"""Speed and quality of the choice of projects."""
