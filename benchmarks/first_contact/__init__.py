"""How soon a newcomer sees something: two builds side by side, in turn on one machine."""
