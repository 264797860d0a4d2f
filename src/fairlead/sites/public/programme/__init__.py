"""The programme by day, its sessions and speakers, and its files."""
