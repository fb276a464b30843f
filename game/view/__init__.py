"""Floor 2: how things are said. What both faces put into words, in one place; pure functions, nothing is read or written."""
