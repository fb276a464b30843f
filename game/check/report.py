"""What a check has found: one frozen value, printed as JSON for tools or as text for people."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import Any

from game.story.problems import ERROR, Problem

WITNESSED, IMPOSSIBLE, UNKNOWN = "witnessed", "impossible", "unknown"


@dataclass(frozen=True, slots=True)
class Item:
    """One thing that a play of the lead should be able to show, and whether it can.

    A witness is a list of choice ids, from the start of the lead; it is empty where the first scene shows it already.
    """

    kind: str
    id: str
    lead: str
    status: str
    witness: tuple[str, ...] = ()

    def as_json(self) -> dict[str, Any]:
        return {
            "kind": self.kind,
            "id": self.id,
            "lead": self.lead,
            "status": self.status,
            "witness": list(self.witness),
        }


@dataclass(frozen=True, slots=True)
class Report:
    """The result of a check. `structure` and `leads` are as documented in docs/check.md."""

    problems: tuple[Problem, ...]
    items: tuple[Item, ...]
    structure: dict[str, Any]
    leads: dict[str, dict[str, Any]]
    runs: int
    states: int
    seconds: float

    @property
    def ok(self) -> bool:
        """Whether nothing is wrong: warnings do not count."""
        return not any(problem.severity == ERROR for problem in self.problems)

    def as_json(self) -> dict[str, Any]:
        """The one object that `check --json` prints."""
        return {
            "ok": self.ok,
            "problems": [problem.as_json() for problem in self.problems],
            "items": [item.as_json() for item in self.items],
            "structure": self.structure,
            "leads": self.leads,
            "runs": self.runs,
            "states": self.states,
            "seconds": round(self.seconds, 2),
        }

    def text(self) -> str:
        """For people: errors first, then warnings, then each lead in a few lines, and one line of sums."""
        ordered = sorted(self.problems, key=lambda problem: (problem.severity != ERROR, problem))
        parts = [str(problem) for problem in ordered]
        parts += [
            "\n".join(_lead_lines(lead, self.structure["leads"].get(lead, {}), found))
            for lead, found in self.leads.items()
        ]
        return "\n\n".join([*parts, self.sums()])

    def sums(self) -> str:
        """The last line: how many items are known in which way, and what it took."""
        counts = Counter(item.status for item in self.items)
        errors = sum(problem.severity == ERROR for problem in self.problems)
        warnings = len(self.problems) - errors
        return (
            f"{_many(errors, 'error')}, {_many(warnings, 'warning')}; {len(self.items):,} items: {counts[WITNESSED]:,} witnessed, "
            f"{counts[IMPOSSIBLE]:,} impossible, {counts[UNKNOWN]:,} unknown; {self.runs:,} runs, {self.states:,} states, {self.seconds:.1f} s."
        )


def _lead_lines(lead: str, built: dict[str, Any], found: dict[str, Any]) -> list[str]:
    words, decisions = found["words"], found["decisions"]
    lines = [
        f"{lead}: {words[1]:,} words and {decisions[1]} decisions a run ({words[0]:,}-{words[2]:,}, {decisions[0]}-{decisions[2]})"
    ]
    exact = found["exact"]
    for ending, (share, low, high) in sorted(
        found["endings"].items(), key=lambda entry: -entry[1][0]
    ):
        known = f", exactly {exact[ending]:.2%}" if exact and ending in exact else ""
        lines.append(f"  {share:6.1%}  {ending}  ({low:.1%} to {high:.1%}{known})")
    if built:
        sure = (
            "from every scene an ending can always be reached"
            if not built["unsure"]
            else f"no sure way out of {len(built['unsure'])} scenes"
        )
        lines.append(
            f"  {built['scenes']} scenes, {len(built['unavoidable']['scenes'])} of them in every run, as are "
            f"{len(built['unavoidable']['facts'])} facts and {len(built['unavoidable']['terms'])} terms; {sure}"
        )
    return lines


def _many(count: int, what: str) -> str:
    return f"{count:,} {what}{'' if count == 1 else 's'}"
