"""Floor 2: what can be known of a story, and in which of four ways."""
