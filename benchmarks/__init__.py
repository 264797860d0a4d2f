"""Speed and quality of the engines beside their peers."""
