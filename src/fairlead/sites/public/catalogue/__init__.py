"""One module for each kind of page: reads the address, asks the selectors, fills the template."""
