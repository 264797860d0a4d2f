"""What people agreed to, by purpose and by the text they read."""
