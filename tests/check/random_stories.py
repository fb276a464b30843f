"""Small random stories, as the bytes of their files: loops, hubs, sub-scenes, votes, ledgers, `once`, guarded ways; and,
in some of them each, menus that are stayed in, effects under conditions, orders, divisions, powers and positions.
"""

from __future__ import annotations

from random import Random

from hypothesis import assume
from hypothesis import strategies as st

from game.story.builder import build
from game.story.model import Story
from game.story.problems import StoryProblems

STORY = "title: Random\nedition: 1\nleads:\n  clerk: {name: Clerk, start: s0, history: end0}\n  porter: {name: Porter}\n"
STATE = (
    "n: {range: 0..2, start: 0}\nk: {range: -1..1, start: 0}\nf: {flag: no}\nw: {one of: [low, high], start: low}\n"
    "d: {means: n >= 1 and f}\nv: {means: votes(m)}\n"
)
MEANS = (
    "h1: {one of: [kept, open, spent]}\nh2: {one of: [kept, open, spent], start: open}\np: {one of: [silent, aye, nay]}\n"
    "o1: {range: 0..2}\no2: {range: 0..2}\no3: {range: 0..3}\nd1: {range: 0..3}\nd2: {range: 0..3}\nd3: {range: 0..4}\n"
)
PEOPLE = (
    "anna: {name: Anna, chairs: [{body: council, from: 1900-01-01}]}\n"
    "boris: {name: Boris, chairs: [{body: council, from: 1900-01-01, to: 1901-06-01}]}\n"
    "clara: {name: Clara}\n"
)
GLOSSARY = "t1: {name: One, stub: A., definition: B., curriculum: T01}\nt2: {name: Two, stub: A., definition: B.}\n"
CURRICULUM = "facts: {F01: {claim: A.}, F02: {claim: B.}}\nterms: {T01: {name: One}}\n"
NUMBERS = [
    "n > k",
    "k < 0",
    "v >= 2",
    "n >= 1",
    "n == 2",
    "n < 2",
    "support(anna) >= 1",
    "support(boris) < 0",
    "votes(m) >= 1",
    "votes(m) < 2",
]
FLAGS = [
    "f",
    "not f",
    "w is high",
    "d",
    "seen(s1)",
    "chose(s0.a)",
    "met(t1)",
    "met(t2)",
    "carried(m)",
    "seated(boris)",
    "seated(clara)",
]


class Writer:
    """Writes one story with a source of chance."""

    def __init__(self, chance: Random, loops: bool) -> None:
        self.chance, self.loops = chance, loops
        self.count = chance.randint(4, 8)
        self.subs = [f"u{n}" for n in range(chance.randint(0, 2))]
        self.errands = [f"x{n}" for n in range(chance.choice([0, 0, 2, 3]))]
        self.inner = chance.random() < 0.3
        self.tokens = 0
        self.staying, self.guarding, self.ordering = (chance.random() < 0.4 for _ in range(3))
        self.powers, self.positions = (chance.random() < 0.3 for _ in range(2))
        self.files: dict[str, str] = {}

    def contents(self) -> dict[str, bytes]:
        self.files = {
            "story.yaml": STORY,
            "state.yaml": STATE + MEANS,
            "people.yaml": PEOPLE,
            "curriculum.yaml": CURRICULUM,
        }
        self.files["glossary/all.yaml"] = GLOSSARY
        self.files["motions.yaml"] = self.motion()
        if self.powers:
            self.files["powers.yaml"] = self.power()
        if self.positions:
            self.files["positions.yaml"] = self.position()
        for number in range(self.count):
            self.files[f"s{number}.yaml"] = self.scene(number)
        self.files["e0.yaml"] = "title: E0\ntext: |\n  The first end.\nending: end0\n"
        self.files["e1.yaml"] = (
            "title: E1\nteaches: [F02]\ntext: |\n  The second end.\nending: end1\n"
        )
        for number, id in enumerate(self.subs):
            self.files[f"{id}.yaml"] = self.called(id, self.subs[number + 1 :], "sub: yes\n")
        for id in self.errands:
            self.files[f"{id}.yaml"] = self.called(
                id, self.subs, "pool: pool\n" + self.errand_head()
            )
        if self.inner and self.errands:
            for id in ("y0", "y1"):
                self.files[f"{id}.yaml"] = self.called(id, [], "pool: inner\n" + self.errand_head())
        return {file: text.encode() for file, text in sorted(self.files.items())}

    # -- pieces ---------------------------------------------------------------------------------------------

    def yes(self, share: float) -> bool:
        return self.chance.random() < share

    def condition(self) -> str:
        pick = self.chance.choice
        means = [
            "h1 is open",
            "h2 is spent",
            "p is aye",
            "p is not silent",
            "o1 == 1",
            "o2 >= 1",
            "o3 == 2",
            "d1 >= 2",
            "d2 < 2",
            "d3 == 1",
        ]
        one = pick(
            NUMBERS
            + FLAGS
            + ["visits(s1) >= 2"]
            + means * (self.ordering or self.powers or self.positions)
        )
        if self.yes(0.25):
            return f"{one} {pick(['and', 'or'])} {pick(NUMBERS + FLAGS)}"
        return f"not ({one})" if self.yes(0.1) else one

    def motion(self) -> str:
        lines = [f"{self.chance.choice(['+1', '-1', '+2'])} fear, a reason" for _ in range(2)]
        support = self.chance.choice(["for", "against", "none"])
        guard = self.chance.choice(["f", "n >= 1", "seen(s1)", "w is high"])
        return (
            f"m:\n  title: That it be done\n  body: council\n  accused: {self.chance.choice(['clara', 'boris'])}\n  support: {support}\n"
            f"  needs: {self.chance.choice(['majority', '1', '2'])}\n  leanings:\n    anna: {lines[0]}\n    boris:\n      - {lines[1]}\n"
            f'      - {{if: {guard}, line: "{self.chance.choice(["+3", "-2", "+1"])} belief, another reason"}}\n'
            "  voices:\n    anna: {for: VAF, against: VAA, abstains: VAO}\n    boris: {for: VBF, against: VBA, abstains: VBO}\n"
        )

    def effect(self) -> str:
        return self.chance.choice(
            ["n: +1", "n: -1", "n: = 2", "k: +1", "k: -1", "f: yes", "f: no", "w: high", "w: low"]
        )

    def deed(self, pad: str, seating: bool = True) -> str:
        parts = []
        if self.yes(0.4):
            parts.append(self.effect())
        if self.yes(0.08) and seating:
            parts.append(self.chance.choice(["seat: clara", "unseat: boris"]))
        text = f"{pad}do: {{{', '.join(parts)}}}\n" if parts else ""
        if self.guarding and self.yes(0.4):
            text = f"{pad}do:\n" + (f"{pad}  - {{{', '.join(parts)}}}\n" if parts else "")
            for _ in range(self.chance.randint(1, 2)):
                text += f"{pad}  - if: {self.condition()}\n{pad}    do: {{{self.effect()}}}\n"
        if self.yes(0.3):
            person, weight = (
                self.chance.choice(["anna", "boris"]),
                self.chance.choice(["+1", "-1", "+2", "-3"]),
            )
            line = (
                f'{{if: {self.condition()}, line: "{weight} debt, a reason"}}'
                if self.yes(0.3)
                else f"{weight} debt, a reason"
            )
            text += f"{pad}ledger:\n{pad}  {person}: {line}\n"
        return text

    def power(self) -> str:
        text = f"pw:\n  name: The files\n  motions: {'any' if 'support: none' in self.files['motions.yaml'] else self.chance.choice(['any', '[m]'])}\n"
        text += f"  each:\n{each}" if (each := self.deed("    ", seating=False)) else ""
        text += "  holds:\n"
        for person, state in (("anna", "h1"), ("boris", "h2")):
            text += f'    {person}:\n      label: "Open {self.fork() if self.yes(0.2) else ""}"\n      state: {state}\n      reason: BOUND\n'
            text += f"      if: {self.condition()}\n" if self.yes(0.2) else ""
            text += f"      needs:\n        {self.condition()}: LOCKED\n" if self.yes(0.2) else ""
            text += self.prose(f"file of {person}", "      ", outcome=True) if self.yes(0.4) else ""
            text += self.deed("      ")
        return text

    def position(self) -> str:
        cost = self.deed("      ", seating=False)
        costs = f"  contradicting:\n{cost}" if cost else ""
        return f"po:\n  title: On that\n  state: p\n  stances: {{aye: It is so., nay: It is not.}}\n{costs}"

    def order(self, then: str) -> str:
        """An ordered pick of one or two out of three; the third item may be closed."""
        text = f"order:\n  take: {self.chance.randint(1, 2)}\n  then: {then}\n  items:\n"
        for id in ("o1", "o2", "o3"):
            text += f'    i{id}:\n      label: "Item {id} {self.fork() if self.yes(0.15) else ""}"\n      place: {id}\n'
            if id == "o3" and self.yes(0.5):
                text += f"      if: {self.condition()}\n"
            if id == "o3" and self.yes(0.3):
                text += f"      needs:\n        {self.condition()}: LOCKED\n"
            text += self.prose(id, "      ", outcome=True) if self.yes(0.3) else ""
            text += self.deed("      ")
            left = self.deed("        ", seating=False) if self.yes(0.6) else ""
            text += f"      left:\n{left}" if left else ""
        return text

    def division(self, then: str) -> str:
        text = f"divide:\n  total: {self.chance.randint(4, 5)}\n  unit: sack\n  units: sacks\n  then: {then}\n  shares:\n"
        for id in ("d1", "d2", "d3")[: self.chance.randint(2, 3)]:
            text += f"    s{id}: {{label: Share {id}, amount: {id}, least: 1, most: 3}}\n"
        return text

    def token(self) -> str:
        """A word that stands in one branch of one passage only."""
        self.tokens += 1
        return f"TK{self.tokens}"

    def fork(self) -> str:
        other = f" | {self.token()}" if self.yes(0.7) else ""
        return f"{{if {self.condition()}: {self.token()} {self.link()}{other}}}"

    def prose(self, name: str, pad: str, outcome: bool = False) -> str:
        parts = [f"Words of {name}."]
        if self.yes(0.35):
            parts.append(self.fork())
        if self.yes(0.2) and not outcome:
            parts.append(f"{{first: {self.token()} | again: {self.token()} {self.link()}}}")
        if self.yes(0.2):
            parts.append(self.link() + self.chance.choice(["", " {n} {v}"]))
        if self.yes(0.1):
            block = f"{pad}  - if: {self.condition()}\n{pad}    text: |\n{pad}      {self.token()} {self.fork()}\n"
            block += (
                f"{pad}    else: |\n{pad}      {self.token()} {self.link()}\n"
                if self.yes(0.5)
                else ""
            )
            return f"{pad}text:\n{pad}  - |\n{pad}    {' '.join(parts)}\n{block}"
        return f"{pad}text: |\n{pad}  {' '.join(parts)}\n"

    def link(self) -> str:
        return self.chance.choice(["[[t1]]", "[[t2]]", ""])

    def target(self, here: int) -> str:
        """A scene further on, or any at all where loops are wanted."""
        if self.loops and self.yes(0.2):
            return f"s{self.chance.randrange(self.count)}"
        return self.further(here)

    def further(self, here: int) -> str:
        """One of the next scenes, or an end when there are none left."""
        near = [f"s{number}" for number in range(here + 1, min(here + 4, self.count))]
        return (
            self.chance.choice(near) if near and self.yes(0.9) else self.chance.choice(["e0", "e1"])
        )

    def ways(self, pick, pad: str) -> str:  # type: ignore[no-untyped-def]
        if self.yes(0.25):
            return f"{pad}go:\n{pad}  - {self.condition()}: {pick()}\n{pad}  - else: {pick()}\n"
        return f"{pad}go: {pick()}\n"

    def choice(self, id: str, name: str, pick, lasting: bool, play: bool) -> str:  # type: ignore[no-untyped-def]
        text = f'  {id}:\n    label: "Label {id} {self.fork() if self.yes(0.15) else ""}"\n'
        if self.yes(0.4):
            text += self.prose(name + id, "    ", outcome=True)
        if not lasting and self.yes(0.3):
            text += f"    if: {self.condition()}\n"
        if not lasting and self.yes(0.3):
            text += f"    needs:\n      {self.condition()}: LOCK{name}{id}\n"
            text += (
                f"      ({self.condition()}) and n < 2: MORE{name}{id}\n" if self.yes(0.2) else ""
            )
        if not lasting and self.yes(0.3):
            text += "    once: yes\n"
        if self.yes(0.15):
            text += f"    teaches: [{self.chance.choice(['F01', 'F02'])}]\n"
        text += self.deed("    ")
        if self.positions and self.yes(0.3):
            text += f"    says: {{po: {self.chance.choice(['aye', 'nay'])}}}\n"
        if self.positions and not lasting and self.yes(0.2):
            text += f"    cites: {{po: {self.chance.choice(['aye', 'nay'])}}}\n"
        if play and self.subs and self.yes(0.5):
            text += f"    play: {self.chance.choice(self.subs)}\n"
        if (
            self.staying
            and self.yes(0.1 if lasting else 0.4)
            and (self.loops or (not lasting and "once: yes" in text))
        ):
            if self.yes(0.2):
                return text + f"    go:\n      - {self.condition()}: stay\n      - else: {pick()}\n"
            return text + "    go: stay\n"
        return text + self.ways(pick, "    ")

    def menu(self, name: str, pick, play: bool) -> str:  # type: ignore[no-untyped-def]
        text, otherwise = "choices:\n", self.yes(0.2)
        for number in range(self.chance.randint(2, 4)):
            id = "abcd"[number]
            text += self.choice(id, name, pick, lasting=number == 0 and not otherwise, play=play)
        text += "powers: pw\n" if self.powers and self.yes(0.4) else ""
        return text + (f"otherwise: {pick(automatic=True)}\n" if otherwise else "")

    # -- scenes ---------------------------------------------------------------------------------------------

    def scene(self, number: int) -> str:
        name = f"s{number}"

        def pick(automatic: bool = False) -> str:
            if automatic:
                return self.further(number)
            return "here" if self.loops and self.yes(0.1) else self.target(number)

        text = (
            f"title: S{number}\ndate: 1901-0{number + 2}-01\n"
            + self.prose(name, "")
            + self.deed("")
        )
        text += "teaches: [F01]\n" if self.yes(0.2) else ""
        text += "vote: m\n" if self.yes(0.4 if self.powers else 0.15) else ""
        text += f"record: |\n  So it was. {self.fork()}\n" if self.yes(0.15) else ""
        kind = (
            "menu"
            if number == 0
            else "draw"
            if number == 1
            else self.chance.choice(["menu", "menu", "menu", "go", "draw"])
        )
        if kind == "draw" and self.errands:
            return (
                text
                + f"draw: {{from: pool, take: {self.chance.randint(1, len(self.errands))}, then: {pick(automatic=True)}}}\n"
            )
        if kind == "go":
            return text + self.ways(lambda: pick(automatic=True), "")
        if self.ordering and number and self.yes(0.4):
            return text + (self.order if self.yes(0.6) else self.division)(pick(automatic=True))
        return text + self.menu(name, pick, play=True)

    def errand_head(self) -> str:
        text = f"when: {self.condition()}\n" if self.yes(0.3) else ""
        text += f"needs:\n  {self.condition()}: LOCKED\n" if self.yes(0.2) else ""
        return text + ("keeps: no\n" if self.yes(0.2) else "")

    def called(self, name: str, subs: list[str], head: str) -> str:
        def pick(automatic: bool = False) -> str:
            return (
                "e1"
                if self.yes(0.05)
                else "here"
                if self.loops and not automatic and self.yes(0.1)
                else "return"
            )

        text = f"title: {name.upper()}\n{head}" + self.prose(name, "") + self.deed("")
        if self.yes(0.4) and not (self.inner and name == "x0"):
            return text + self.ways(lambda: pick(automatic=True), "")
        if self.inner and name == "x0":
            return (
                text + f"draw: {{from: inner, take: {self.chance.randint(1, 2)}, then: return}}\n"
            )
        saved, self.subs = self.subs, subs
        text += self.menu(name, pick, play=bool(subs))
        self.subs = saved
        return text


def story_of(contents: dict[str, bytes]) -> Story:
    """The story that these files make; raises StoryProblems."""
    world, scenes = build(contents)
    return Story(world, scenes, "random", "")


@st.composite
def random_stories(draw: st.DrawFn, loops: bool = True) -> Story:
    """A story that passes the builder."""
    chance = Random(draw(st.integers(0, 1 << 32)))
    contents = Writer(chance, loops).contents()
    try:
        return story_of(contents)
    except StoryProblems:
        assume(False)
        raise
