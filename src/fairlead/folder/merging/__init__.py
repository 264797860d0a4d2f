"""What a folder says, what is here, and what the folder said last: one fair out of the three."""
