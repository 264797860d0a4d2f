"""Lists of who takes part: searched, narrowed, exported, invited."""
