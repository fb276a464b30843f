"""What a story is once read: frozen values, every name resolved, every condition parsed.

Structs are array-like so that the compiled cache stays small and decodes fast. Lines count from 1 and
belong to the file of the value around them; they are kept for messages only. Beside each field that an
author fills stands what its key takes and what it is for (`game.story.model.kinds`).
"""

from game.story.model.effects import (
    HERE,
    KINDS,
    RETURN,
    STAY,
    ConditionalEffects,
    Deed,
    Effect,
    LedgerLine,
    Need,
    Seating,
    Way,
)
from game.story.model.library import (
    Account,
    ChronicleEntry,
    Curriculum,
    Ending,
    Fact,
    KeyTerm,
    Lesson,
    Source,
    Term,
)
from game.story.model.scenes import (
    CERTAINTIES,
    ORDINALS,
    Choice,
    Division,
    Draw,
    Evidence,
    Item,
    Order,
    Recall,
    Scene,
    Share,
)
from game.story.model.story import Story, Tracked, World
from game.story.model.text import (
    All,
    Alternative,
    Call,
    Cite,
    Compare,
    Condition,
    Either,
    Expression,
    FirstAgain,
    LeadIs,
    Name,
    Not,
    Number,
    Prose,
    Segment,
    Show,
    Span,
    Value,
    walk_expression,
    walk_prose,
)
from game.story.model.world import (
    HOLDS,
    KEPT,
    NUMBERS,
    OPEN,
    SPENT,
    SUPPORT_RANGE,
    WIDEST,
    WORDS,
    Act,
    Chair,
    Hold,
    Lead,
    Motion,
    Person,
    Position,
    Power,
    Variable,
    Voice,
)
