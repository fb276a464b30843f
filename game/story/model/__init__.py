"""What a story is once read: frozen values, every name resolved, every condition parsed.

Structs are array-like so that the compiled cache stays small and decodes fast. Lines count from 1
and belong to the file of the value around them; they are kept for messages only. Beside each field
that an author fills stands what its key takes and what it is for (`game.story.model.kinds`).
"""

from game.story.model.effects import *
from game.story.model.library import *
from game.story.model.scenes import *
from game.story.model.story import *
from game.story.model.text import *
from game.story.model.world import *
