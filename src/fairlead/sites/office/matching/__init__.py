"""How the released lists stand, for the organiser."""
