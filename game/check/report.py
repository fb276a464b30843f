"""What a check has found: one frozen value, as JSON for tools or as text for people."""

from __future__ import annotations

from collections import Counter
from dataclasses import asdict, dataclass, field
from typing import Any

from game.story.problems import ERROR, Problem

WITNESSED, IMPOSSIBLE, UNKNOWN = "witnessed", "impossible", "unknown"


@dataclass(frozen=True, slots=True)
class GoalResult:
    """One thing that a play of the lead should be able to show, and whether it can.

    A witness is a list of choice ids, from the start of the lead; it is empty where the first
    scene shows it already.
    """

    kind: str
    id: str
    lead: str
    status: str
    witness: tuple[str, ...] = ()

    def as_json(self) -> dict[str, Any]:
        return asdict(self) | {"witness": list(self.witness)}


@dataclass(frozen=True, slots=True)
class Report:
    """The result of a check. `structure` and `leads` are as documented in docs/check.md."""

    problems: tuple[Problem, ...]
    items: tuple[GoalResult, ...] = ()
    structure: dict[str, Any] = field(default_factory=dict)
    leads: dict[str, dict[str, Any]] = field(default_factory=dict)
    runs: int = 0
    states: int = 0
    seconds: float = 0.0

    @property
    def ok(self) -> bool:
        """Whether nothing is wrong: warnings do not count."""
        return not any(problem.severity == ERROR for problem in self.problems)

    def as_json(self) -> dict[str, Any]:
        """The one object that `check --json` prints."""
        problems = [problem.as_json() for problem in self.problems]
        listed = {"problems": problems, "items": [item.as_json() for item in self.items]}
        return {"ok": self.ok} | asdict(self) | listed | {"seconds": round(self.seconds, 2)}

    def text(self) -> str:
        """For people: errors, then warnings, then each lead in a few lines, and a line of sums."""
        ordered = sorted(self.problems, key=lambda problem: (problem.severity != ERROR, problem))
        parts = [str(problem) for problem in ordered]
        for lead, found in self.leads.items():
            built = self.structure["leads"][lead]
            parts.append("\n".join([*_sampled_lines(lead, found), _structure_line(built)]))
        return "\n\n".join([*parts, self._sums()])

    def _sums(self) -> str:
        """The last line: how many items are known in which way, and what it took."""
        counts = Counter(item.status for item in self.items)
        errors = sum(problem.severity == ERROR for problem in self.problems)
        warnings = len(self.problems) - errors
        statuses = ", ".join(f"{counts[one]:,} {one}" for one in (WITNESSED, IMPOSSIBLE, UNKNOWN))
        found = f"{_many(errors, 'error')}, {_many(warnings, 'warning')}"
        work = f"{self.runs:,} runs, {self.states:,} states, {self.seconds:.1f} s."
        return f"{found}; {len(self.items):,} items: {statuses}; {work}"


def _sampled_lines(lead: str, found: dict[str, Any]) -> list[str]:
    """What the random runs of a lead came to: words, decisions and endings."""
    words, decisions, exact = found["words"], found["decisions"], found["exact"] or {}
    ranges = f"{words[0]:,}-{words[2]:,}, {decisions[0]}-{decisions[2]}"
    lines = [f"{lead}: {words[1]:,} words and {decisions[1]} decisions a run ({ranges})"]
    shares = sorted(found["endings"].items(), key=lambda entry: -entry[1][0])
    for ending, (share, low, high) in shares:
        known = f", exactly {exact[ending]:.2%}" if ending in exact else ""
        lines.append(f"  {share:6.1%}  {ending}  ({low:.1%} to {high:.1%}{known})")
    return lines


def _structure_line(built: dict[str, Any]) -> str:
    sure = "from every scene an ending can always be reached"
    if built["unsure"]:
        sure = f"no sure way out of {len(built['unsure'])} scenes"
    scenes, facts, terms = (len(built["unavoidable"][one]) for one in ("scenes", "facts", "terms"))
    always = f"{scenes} of them in every run, as are {facts} facts and {terms} terms"
    return f"  {built['scenes']} scenes, {always}; {sure}"


def _many(count: int, what: str) -> str:
    return f"{count:,} {what}{'' if count == 1 else 's'}"
