"""Between the network and Django: what is slow on the network's side never holds a thread."""
