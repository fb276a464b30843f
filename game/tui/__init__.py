"""Floor 3: the full-screen game, on Textual. The only room that knows of a screen."""
