"""One subject studied: its critical imports, suppliers, curve and producers."""
