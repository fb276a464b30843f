"""What a condition comes to when nothing but the lead is known."""

from __future__ import annotations

from game.story.model import All, Condition, Either, Expression, LeadIs, Name, Not, Story


def evaluate_for_lead(expression: Expression, lead: str, story: Story) -> bool | None:
    """The answer for every play of a lead; None where who is played does not decide it."""
    match expression:
        case LeadIs(other):
            return other == lead
        case Name(id) if (means := story.variables[id].means) is not None:
            return evaluate_for_lead(means.expression, lead, story)
        case Not(part):
            inner = evaluate_for_lead(part, lead, story)
            return None if inner is None else not inner
        case All(parts) | Either(parts):
            answers = [evaluate_for_lead(part, lead, story) for part in parts]
            decisive = isinstance(expression, Either)
            if decisive in answers:
                return decisive
            return None if None in answers else not decisive
    return None


def condition_for_lead(condition: Condition | None, lead: str, story: Story) -> bool | None:
    """As `evaluate_for_lead`; True where there is no condition."""
    return True if condition is None else evaluate_for_lead(condition.expression, lead, story)
