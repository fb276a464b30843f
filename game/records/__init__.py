"""Floor 2: what is kept of a player, step by step."""
