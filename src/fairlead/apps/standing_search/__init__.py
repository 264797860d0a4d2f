"""The standing search: months of trade flows judged, and the needs that they propose."""
