"""A generated story of any size, written twice: as a folder of YAML for this engine, and as one ink file.

Both have the same scenes, variables, conditions, effects, words and choices in the same order, so that walks over
them can be compared step by step. About 120 words a scene, 12 variables, a third of the choices conditional.
"""

from __future__ import annotations

import argparse
import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

VARIABLES = 12
HIGH = 9
TERMS = 20
WORDS = (
    "the a of and to in he was that his it had with for as on at by they be from or which this but not were are one all would there what who said "
    "will no if out so up into them time could then its only now other some over after made also did many before must through much where your way well "
    "down should because each just those people how too little state good very make world still see own men work long here get both between life being "
    "under never day same another know while last might us great old year off come since against go came right used take three paper table door window "
    "clerk minister corridor telephone signature harvest ministry railway winter letter stamp folder office street lamp bread list chair"
).split()


@dataclass
class Option:
    label: str
    target: int
    effects: list[tuple[int, int]]
    condition: tuple[int, str, int] | None
    outcome: str


@dataclass
class Scene:
    number: int
    before: str
    inline: tuple[int, str, int, str, str] | None
    shows: int | None
    term: int | None
    after: str
    ends: bool
    options: list[Option] = field(default_factory=list)


def plan(scenes: int, seed: int) -> Iterator[Scene]:
    """The scenes, the same for the same number and seed."""
    chance = random.Random(seed)

    def words(count: int) -> str:
        return " ".join(chance.choice(WORDS) for _ in range(count))

    for number in range(scenes):
        ends = number >= scenes - max(1, scenes // 100)
        inline = (
            (
                chance.randrange(VARIABLES),
                chance.choice([">=", "<"]),
                chance.randint(2, 7),
                words(10),
                words(8),
            )
            if chance.random() < 0.5
            else None
        )
        scene = Scene(
            number,
            words(60),
            inline,
            chance.randrange(VARIABLES) if chance.random() < 0.25 else None,
            chance.randrange(TERMS) if chance.random() < 0.33 else None,
            words(50),
            ends,
        )
        for index in range(0 if ends else chance.randint(2, 4)):
            condition = (
                (chance.randrange(VARIABLES), chance.choice([">=", "<"]), chance.randint(2, 7))
                if index and chance.random() < 0.5
                else None
            )
            effects = [
                (variable, chance.choice([-2, -1, 1, 2]))
                for variable in chance.sample(range(VARIABLES), chance.randint(1, 2))
            ]
            scene.options.append(
                Option(
                    words(6),
                    chance.randrange(scenes),
                    effects,
                    condition,
                    words(15) if chance.random() < 0.3 else "",
                )
            )
        yield scene


def generate(folder: Path, scenes: int, seed: int = 1) -> Path:
    """Write the story as a folder and return it."""
    root = Path(folder)
    (root / "clerk" / "1_act").mkdir(parents=True, exist_ok=True)
    (root / "glossary").mkdir(exist_ok=True)
    (root / "story.yaml").write_text(
        "title: Generated\nedition: 1\nleads:\n  clerk: {name: The Clerk, start: s0}\nacts:\n  1_act: {title: One}\n"
    )
    (root / "state.yaml").write_text(
        "".join(f"v{n}: {{range: 0..{HIGH}, start: {n % 5}}}\n" for n in range(VARIABLES))
    )
    (root / "glossary" / "terms.yaml").write_text(
        "".join(
            f"term_{n}: {{name: Term {n}, stub: A word., definition: A word.}}\n"
            for n in range(TERMS)
        )
    )
    for scene in plan(scenes, seed):
        (root / "clerk" / "1_act" / f"s{scene.number}.yaml").write_text(_yaml(scene))
    return root


def generate_ink(path: Path, scenes: int, seed: int = 1) -> Path:
    """Write the same story as one ink file and return its path."""
    parts = [f"VAR v{n} = {n % 5}\n" for n in range(VARIABLES)]
    parts.append("-> s0\n")
    parts += [_ink(scene) for scene in plan(scenes, seed)]
    Path(path).write_text("".join(parts))
    return Path(path)


def _yaml(scene: Scene) -> str:
    lines = [f"title: Scene {scene.number}", "text: |", f"  {scene.before}"]
    if scene.inline:
        variable, sign, bound, yes, no = scene.inline
        lines.append(f"  {{if v{variable} {sign} {bound}: {yes} | {no}}}")
    if scene.shows is not None:
        lines.append(f"  {{v{scene.shows}}}")
    if scene.term is not None:
        lines.append(f"  [[term_{scene.term}|some term]]")
    lines += ["", f"  {scene.after}"]
    if scene.ends:
        return "\n".join([*lines, "ending: done", ""])
    lines.append("choices:")
    for index, option in enumerate(scene.options):
        lines += [f"  c{index}:", f"    label: {option.label}"]
        if option.condition:
            lines.append("    if: v{} {} {}".format(*option.condition))
        lines.append(
            "    do: {"
            + ", ".join(f"v{variable}: {amount:+d}" for variable, amount in option.effects)
            + "}"
        )
        if option.outcome:
            lines += ["    text: |", f"      {option.outcome}"]
        lines.append(f"    go: s{option.target}")
    return "\n".join([*lines, ""])


def _ink(scene: Scene) -> str:
    text = scene.before
    if scene.inline:
        variable, sign, bound, yes, no = scene.inline
        text += f" {{v{variable} {sign} {bound}:{yes}|{no}}}"
    if scene.shows is not None:
        text += f" {{v{scene.shows}}}"
    if scene.term is not None:
        text += " some term"
    lines = [f"=== s{scene.number}", text, scene.after]
    if scene.ends:
        return "\n".join([*lines, "-> END", ""])
    for option in scene.options:
        condition = "{{v{} {} {}}} ".format(*option.condition) if option.condition else ""
        lines.append(f"+ {condition}[{option.label}]")
        lines += [
            f"  ~ v{variable} = MAX(0, MIN({HIGH}, v{variable} + {amount}))".replace("+ -", "- ")
            for variable, amount in option.effects
        ]
        if option.outcome:
            lines.append(f"  {option.outcome}")
        lines.append(f"  -> s{option.target}")
    return "\n".join([*lines, ""])


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--scenes", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=1)
    chosen = parser.parse_args()
    generate(chosen.folder, chosen.scenes, chosen.seed)
    generate_ink(chosen.folder / "story.ink", chosen.scenes, chosen.seed)
