"""Orders, budgets, powers and positions, rewritten to plain choices with deeds."""
