"""One module for each kind of page: reads the address, asks the queries, fills the template."""
