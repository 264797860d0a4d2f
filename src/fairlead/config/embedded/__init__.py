"""PostgreSQL that starts by itself: a Django database backend over the server in the wheel."""
