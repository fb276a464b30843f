"""The condition language: parsed with Python's `ast`, whitelisted node by node, resolved against the story's names.

Names, whole numbers, comparisons, `and` `or` `not`, `is`, parentheses and the functions below; nothing is evaluated.
"""

from __future__ import annotations

import ast
from collections.abc import Container, Iterable
from dataclasses import dataclass, field
from functools import lru_cache

from game.story.model import SUPPORT_RANGE, All, Call, Compare, Either, Expression, LeadIs, Name, Not, Number, Variable
from game.story.problems import did_you_mean, one_of

MAX_LENGTH = 1000
MOST_VISITS = 99
FLAG, NUMBER, WORD = "flag", "number", "word"

# function -> (what its argument names, what it gives)
FUNCTIONS = {
    "seen": ("scene", FLAG),
    "visits": ("scene", NUMBER),
    "chose": ("choice", FLAG),
    "met": ("term", FLAG),
    "support": ("person", NUMBER),
    "votes": ("motion", NUMBER),
    "carried": ("motion", FLAG),
    "seated": ("person", FLAG),
}
UNKNOWN = {"scene": "TC0301", "variable": "TC0302", "term": "TC0303", "person": "TC0304", "motion": "TC0305", "choice": "TC0309", "lead": "TC0311"}
OPERATORS: dict[type[ast.cmpop], str] = {ast.Lt: "<", ast.LtE: "<=", ast.Eq: "==", ast.NotEq: "!=", ast.GtE: ">=", ast.Gt: ">"}
MIRRORED = {"<": ">", "<=": ">=", "==": "==", "!=": "!=", ">=": "<=", ">": "<"}
WORDS_OF_A_FLAG = {"yes": 1, "no": 0}


class Fault(Exception):
    """A condition cannot be used: code, message, hint, and the column (from 0) inside its text."""

    def __init__(self, code: str, message: str, hint: str = "", offset: int = 0) -> None:
        self.code, self.message, self.hint, self.offset = code, message, hint, offset
        super().__init__(message)


@dataclass(slots=True)
class Names:
    """Every name that a condition, an effect or a passage may use.

    `asked` gathers what conditions ask of the past, as (function, argument); `counted` the highest number that the
    visits of each scene are compared with.
    """

    variables: dict[str, Variable] = field(default_factory=dict)
    known: dict[str, Container[str]] = field(default_factory=dict)
    asked: set[tuple[str, str]] = field(default_factory=set)
    counted: dict[str, int] = field(default_factory=dict)

    def knows(self, kind: str, name: str) -> bool:
        return name in self.known.get(kind, ())

    def unknown(self, kind: str, name: str, offset: int = 0) -> Fault:
        """The fault of using a name that the story does not declare."""
        names: Iterable[str] = self.variables if kind == "variable" else self.known.get(kind, ())  # type: ignore[assignment]
        hint = did_you_mean(name, names) or f"Declare the {kind}, or use one that exists."
        return Fault(UNKNOWN[kind], f"There is no {kind} `{name}`.", hint, offset)


def parse(source: str, names: Names) -> Expression:
    """The condition in `source`; raises Fault."""
    expression, kind = parse_value(source, names)
    if kind != FLAG:
        raise Fault("TC0404", "This is not a yes or no.", "Compare it: `name >= 2`, `name is word`.")
    return expression


def parse_value(source: str, names: Names) -> tuple[Expression, str]:
    """An expression of any kind, for derived variables; raises Fault."""
    source = " ".join(source.split())
    tree = _tree(source)
    if isinstance(tree, Fault):
        raise tree
    return _Resolver(names, source).resolve(tree)


@lru_cache(maxsize=4096)
def _tree(source: str) -> ast.expr | Fault:
    if len(source) > MAX_LENGTH:
        return Fault("TC0402", f"A condition has at most {MAX_LENGTH} characters.", "Give a part of it a name: a variable with `means:`.")
    try:
        return ast.parse(source, mode="eval").body
    except (SyntaxError, ValueError, RecursionError, MemoryError) as fault:
        offset = max((getattr(fault, "offset", None) or 1) - 1, 0)
        return Fault("TC0401", "This condition cannot be read.", "Write it like `terror >= 2 and not plot.open`.", offset)


class _Resolver:
    def __init__(self, names: Names, source: str) -> None:
        self.names = names
        self.source = source.encode()  # ast counts columns in bytes

    def resolve(self, node: ast.expr) -> tuple[Expression, str]:
        """The expression and whether it gives a flag, a number or a word."""
        match node:
            case ast.BoolOp():
                return self.joined(node)
            case ast.UnaryOp(op=ast.Not(), operand=operand):
                return Not(self.flag(operand)), FLAG
            case ast.UnaryOp(op=ast.USub(), operand=ast.Constant(value=int(value))) if not isinstance(value, bool):
                return Number(-value), NUMBER
            case ast.Constant(value=int(value)) if not isinstance(value, bool):
                return Number(value), NUMBER
            case ast.Compare():
                return self.compared(node), FLAG
            case ast.Call():
                return self.called(node)
            case ast.Name() | ast.Attribute():
                return self.named(node)
        raise Fault(
            "TC0402",
            f"`{ast.unparse(node)}` cannot stand in a condition.",
            "Use names, whole numbers, comparisons, `and`, `or`, `not`, `is` and the functions " + one_of(list(FUNCTIONS)) + ".",
            node.col_offset,
        )

    def flag(self, node: ast.expr) -> Expression:
        expression, kind = self.resolve(node)
        if kind != FLAG:
            raise Fault("TC0404", f"`{ast.unparse(node)}` is a {kind}, not a yes or no.", "Compare it: `name >= 2`, `name is word`.", node.col_offset)
        return expression

    def joined(self, node: ast.BoolOp) -> tuple[Expression, str]:
        for part in node.values:
            if isinstance(part, ast.BoolOp) and not self.parenthesised(part):
                raise Fault("TC0403", "`and` and `or` stand side by side.", "Put parentheses around the one that belongs together.", part.col_offset)
        parts = tuple(self.flag(part) for part in node.values)
        return (All(parts) if isinstance(node.op, ast.And) else Either(parts)), FLAG

    def parenthesised(self, part: ast.BoolOp) -> bool:
        """Whether parentheses stand right around `part` (the tree itself does not keep them)."""
        before = self.source[: part.col_offset].rstrip()
        after = self.source[part.end_col_offset :].lstrip()
        return before.endswith(b"(") and after.startswith(b")")

    def compared(self, node: ast.Compare) -> Expression:
        if len(node.ops) != 1:
            raise Fault("TC0402", "Comparisons cannot be chained.", "Write `a >= 1 and a <= 3`.", node.col_offset)
        operator, left, right = node.ops[0], node.left, node.comparators[0]
        if isinstance(operator, ast.Is | ast.IsNot):
            equal = self.word_test(left, right)
            return Not(equal) if isinstance(operator, ast.IsNot) else equal
        if type(operator) not in OPERATORS:
            raise Fault("TC0402", f"`{ast.unparse(node)}` cannot stand in a condition.", "Compare with < <= == != >= > or `is`.", node.col_offset)
        sides = [self.number(left), self.number(right)]
        sign = OPERATORS[type(operator)]
        if isinstance(sides[0], Number) and not isinstance(sides[1], Number):
            sides.reverse()
            sign = MIRRORED[sign]
        self.check_range(sides[0], sign, sides[1], node)
        if isinstance(sides[0], Call) and sides[0].function == "visits":
            bound = sides[1].value if isinstance(sides[1], Number) else MOST_VISITS
            self.names.counted[sides[0].argument] = max(self.names.counted.get(sides[0].argument, 0), min(bound, MOST_VISITS))
        return Compare(sign, sides[0], sides[1])

    def number(self, node: ast.expr) -> Expression:
        expression, kind = self.resolve(node)
        if kind != NUMBER:
            hint = "A flag stands alone: `plot.open`, `not plot.open`." if kind == FLAG else "Compare a word with `is`."
            raise Fault("TC0404", f"`{ast.unparse(node)}` is a {kind}, not a number.", hint, node.col_offset)
        return expression

    def word_test(self, left: ast.expr, right: ast.expr) -> Expression:
        word = _dotted(right)
        if not word:
            raise Fault("TC0402", "`is` compares with a word.", "For numbers use `==`.", right.col_offset)
        name = _dotted(left)
        if name == "lead":
            if not self.names.knows("lead", word):
                raise self.names.unknown("lead", word, right.col_offset)
            return LeadIs(word)
        expression, kind = self.named(left)
        if kind == FLAG and word in WORDS_OF_A_FLAG:
            return expression if WORDS_OF_A_FLAG[word] else Not(expression)
        variable = self.names.variables[name]
        if not variable.words:
            raise Fault("TC0404", f"`{name}` has no words.", "Compare it with a number.", left.col_offset)
        if word not in variable.words:
            raise Fault(
                "TC0312", f"`{name}` is never `{word}`.", did_you_mean(word, variable.words) or f"It is {one_of(variable.words)}.", right.col_offset
            )
        return Compare("==", expression, Number(variable.low + variable.words.index(word)))

    def named(self, node: ast.expr) -> tuple[Expression, str]:
        name = _dotted(node)
        if not name:
            raise Fault("TC0402", f"`{ast.unparse(node)}` cannot stand in a condition.", "A name is letters, digits, `_` and dots.", node.col_offset)
        variable = self.names.variables.get(name)
        if variable is None:
            raise self.names.unknown("variable", name, node.col_offset)
        return Name(name), variable.kind if variable.kind in (FLAG, WORD) else NUMBER

    def called(self, node: ast.Call) -> tuple[Expression, str]:
        function = _dotted(node.func)
        if function not in FUNCTIONS:
            raise Fault(
                "TC0313",
                f"There is no function `{function or ast.unparse(node.func)}`.",
                did_you_mean(function, FUNCTIONS) or f"There are {one_of(list(FUNCTIONS))}.",
                node.col_offset,
            )
        kind, gives = FUNCTIONS[function]
        argument = _dotted(node.args[0]) if len(node.args) == 1 and not node.keywords else ""
        if not argument:
            raise Fault("TC0402", f"`{function}` takes one {kind}.", f"Write `{function}(name)`.", node.col_offset)
        if not self.names.knows(kind, argument):
            raise self.names.unknown(kind, argument, node.args[0].col_offset)
        self.names.asked.add((function, argument))
        return Call(function, argument), gives

    def check_range(self, left: Expression, sign: str, right: Expression, node: ast.Compare) -> None:
        """Refuse a comparison that the declared range already answers."""
        if not isinstance(right, Number):
            return
        low, high = self.range_of(left)
        if low is None or high is None:
            return
        answers = {_holds(value, sign, right.value) for value in range(low, high + 1)}
        if len(answers) == 1:
            always = "always" if answers.pop() else "never"
            raise Fault(
                "TC0405",
                f"`{ast.unparse(node)}` is {always} true: the value runs from {low} to {high}.",
                "Compare with a number inside the range.",
                node.col_offset,
            )

    def range_of(self, expression: Expression) -> tuple[int | None, int | None]:
        if isinstance(expression, Name):
            variable = self.names.variables[expression.id]
            return (None, None) if variable.means else (variable.low, variable.high)
        if isinstance(expression, Call) and expression.function == "support":
            return SUPPORT_RANGE
        return None, None


def _holds(value: int, sign: str, bound: int) -> bool:
    return {"<": value < bound, "<=": value <= bound, "==": value == bound, "!=": value != bound, ">=": value >= bound, ">": value > bound}[sign]


def _dotted(node: ast.expr) -> str:
    """`a`, `a.b` or `a.b.c` as written, or an empty string for anything else."""
    if isinstance(node, ast.Name):
        return node.id
    if isinstance(node, ast.Attribute):
        before = _dotted(node.value)
        return f"{before}.{node.attr}" if before else ""
    return ""
