"""Floor 2: what is learnt: the glossary as one player has unlocked it."""
