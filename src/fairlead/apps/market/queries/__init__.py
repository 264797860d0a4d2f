"""What people may see of the marketplace."""
