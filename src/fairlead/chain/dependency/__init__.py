"""The fair's and a file's flows to critical imports and complexity."""
