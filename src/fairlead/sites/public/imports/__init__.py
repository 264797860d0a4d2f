"""What the pages show, read with a fixed number of queries, in the visitor's language."""
