"""The standing search: months of flows."""
