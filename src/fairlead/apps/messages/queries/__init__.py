"""What is asked of messages."""
