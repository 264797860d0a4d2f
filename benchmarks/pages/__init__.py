"""What a page costs: processor time, queries, bytes, requests a second."""
