"""The condition language: parsed with Python's `ast`, whitelisted node by node, resolved against the story's names.

Names, whole numbers, comparisons, `and` `or` `not`, `is`, parentheses and the functions below; nothing is evaluated.
"""

from __future__ import annotations

import ast
import operator
import re
from collections.abc import Callable

from game.story import diagnostics as diag
from game.story.model import (
    SUPPORT_RANGE,
    All,
    Call,
    Compare,
    Either,
    Expression,
    LeadIs,
    Name,
    Not,
    Number,
)
from game.story.names import DECLARED_IN_SCENES, Fault, Names, Parsed, Use, raise_all
from game.story.problems import Diagnostic
from game.story.suggestions import did_you_mean, one_of

MAX_LENGTH = 1000
MOST_PARTS, DEEPEST = 2000, 40
LARGEST = 9999
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
RANGES = {"support": SUPPORT_RANGE, "visits": (0, MOST_VISITS), "votes": (0, MOST_VISITS)}
OPERATORS: dict[type[ast.cmpop], str] = {
    ast.Lt: "<",
    ast.LtE: "<=",
    ast.Eq: "==",
    ast.NotEq: "!=",
    ast.GtE: ">=",
    ast.Gt: ">",
}
MIRRORED = {"<": ">", "<=": ">=", "==": "==", "!=": "!=", ">=": "<=", ">": "<"}
HOLDS: dict[str, Callable[[int, int], bool]] = {
    "<": operator.lt,
    "<=": operator.le,
    "==": operator.eq,
    "!=": operator.ne,
    ">=": operator.ge,
    ">": operator.gt,
}
WORDS_OF_A_FLAG = {"yes": 1, "no": 0}
_FAULTY = Compare("==", Number(0), Number(1))
_STRANGE = re.compile(r"[^A-Za-z0-9_.\s()<>=!-]|(?<![A-Za-z0-9_])[0-9]+[A-Za-z_]")
_LONE_EQUALS = re.compile(r"(?<![<>=!])=(?!=)")
_FUNCTIONS = one_of(list(FUNCTIONS))


def parse(source: str, names: Names) -> Parsed:
    """The condition in `source`; raises Fault."""
    parsed = parse_value(source, names)
    if parsed.gives != FLAG:
        raise Fault(diag.NO_FLAG)
    return parsed


def parse_value(source: str, names: Names) -> Parsed:
    """An expression of any kind, for derived variables; raises Fault."""
    source = " ".join(source.split())
    found = names.parsed.get((names.playing, source))
    if found is None:
        try:
            resolver = _Resolver(names, source)
            expression, gives = resolver.resolve(_tree(source))
            raise_all(resolver.faults)
            check_extent(expression, names)
        except Fault as fault:
            for one in fault.all():
                one.before = _solids(source, one.before)
            raise
        except RecursionError:
            raise _too_large() from None
        uses = (use._replace(before=_solids(source, use.before)) for use in resolver.uses)
        found = names.parsed[names.playing, source] = Parsed(expression, gives, tuple(uses))
    return found


def _solids(source: str, column: int) -> int:
    """How many characters other than white space come before a column."""
    return len(source[:column].replace(" ", ""))


def _tree(source: str) -> ast.expr:
    """The syntax tree. Only characters that a condition can need ever reach Python's parser."""
    if len(source) > MAX_LENGTH:
        raise Fault(diag.CONDITION_TOO_LONG, limit=MAX_LENGTH)
    if strange := _STRANGE.search(source):
        raise Fault(diag.STRANGE_PART, strange.start(), part=strange[0], functions=_FUNCTIONS)
    if lone := _LONE_EQUALS.search(source):
        raise Fault(diag.LONE_EQUALS, lone.start())
    try:
        return ast.parse(source, mode="eval").body
    except (SyntaxError, ValueError, RecursionError, MemoryError) as fault:
        column = max((getattr(fault, "offset", None) or 1) - 1, 0)
        raise Fault(diag.NOT_A_CONDITION, column) from None


def check_extent(expression: Expression, names: Names) -> tuple[int, int]:
    """How many parts an expression has and how deep they lie, derived variables written out; raises Fault where it is too much."""
    inner: list[tuple[int, int]] = []
    match expression:
        case Name(id):
            inner = [names.extents.get(id, (0, 0))]
        case Not(part):
            inner = [check_extent(part, names)]
        case All(parts) | Either(parts):
            inner = [check_extent(part, names) for part in parts]
        case Compare(_, left, right):
            inner = [check_extent(left, names), check_extent(right, names)]
    size, depth = (
        1 + sum(size for size, _ in inner),
        1 + max((depth for _, depth in inner), default=0),
    )
    if size > MOST_PARTS or depth > DEEPEST:
        raise _too_large()
    return size, depth


def _too_large() -> Fault:
    return Fault(diag.CONDITION_TOO_LARGE, parts=MOST_PARTS, depth=DEEPEST)


class _Resolver:
    def __init__(self, names: Names, source: str) -> None:
        self.names = names
        self.source = source
        self.faults: list[Fault] = []
        self.uses: list[Use] = []

    def resolve(self, node: ast.expr) -> tuple[Expression, str]:
        """The expression and whether it gives a flag, a number or a word."""
        match node:
            case ast.BoolOp():
                return self.joined(node)
            case ast.UnaryOp(op=ast.Not(), operand=operand):
                return Not(self.flag(operand)), FLAG
            case ast.UnaryOp(op=ast.USub(), operand=ast.Constant(value=int(value))) if (
                not isinstance(value, bool)
            ):
                return self.whole(-value, node), NUMBER
            case ast.Constant(value=int(value)) if not isinstance(value, bool):
                return self.whole(value, node), NUMBER
            case ast.Compare():
                return self.compared(node), FLAG
            case ast.Call():
                return self.called(node)
            case ast.Name() | ast.Attribute():
                return self.named(node)
        raise self.fault(diag.STRANGE_PART, node, functions=_FUNCTIONS)

    def words(self, node: ast.expr) -> str:
        """A part of the condition as it is written."""
        return ast.get_source_segment(self.source, node) or ""

    def fault(self, what: Diagnostic, node: ast.expr, /, **values: object) -> Fault:
        """A fault of a part of the condition."""
        return Fault(what, node.col_offset, part=self.words(node), **values)

    def whole(self, value: int, node: ast.expr) -> Number:
        if abs(value) > LARGEST:
            raise Fault(diag.NUMBER_TOO_LARGE, node.col_offset, limit=LARGEST)
        return Number(value)

    def unknown(self, kind: str, name: str, node: ast.expr) -> Fault:
        fault = self.names.unknown(kind, name)
        fault.before = node.col_offset
        return fault

    def flag(self, node: ast.expr) -> Expression:
        expression, kind = self.resolve(node)
        if kind != FLAG:
            raise self.fault(diag.PART_NO_FLAG, node, kind=kind)
        return expression

    def joined(self, node: ast.BoolOp) -> tuple[Expression, str]:
        for part in node.values:
            if isinstance(part, ast.BoolOp) and not self.parenthesised(part):
                raise Fault(diag.AND_BESIDE_OR, part.col_offset)
        parts = tuple(self.tried(self.flag, part) for part in node.values)
        return (All(parts) if isinstance(node.op, ast.And) else Either(parts)), FLAG

    def tried(self, read: Callable[[ast.expr], Expression], part: ast.expr) -> Expression:
        """A part of a larger expression; its fault is kept, so that those of the other parts are found too."""
        try:
            return read(part)
        except Fault as fault:
            self.faults.append(fault)
            return _FAULTY

    def parenthesised(self, part: ast.BoolOp) -> bool:
        """Whether parentheses stand right around `part` (the tree itself does not keep them)."""
        before = self.source[: part.col_offset].rstrip()
        after = self.source[part.end_col_offset :].lstrip()
        return before.endswith("(") and after.startswith(")")

    def compared(self, node: ast.Compare) -> Expression:
        if len(node.ops) != 1:
            raise Fault(diag.CHAINED, node.col_offset)
        comparison, left, right = node.ops[0], node.left, node.comparators[0]
        if isinstance(comparison, ast.Is | ast.IsNot):
            equal = self.word_test(left, right)
            return Not(equal) if isinstance(comparison, ast.IsNot) else equal
        if type(comparison) not in OPERATORS:
            raise self.fault(diag.STRANGE_OPERATOR, node)
        sides = [self.tried(self.number, left), self.tried(self.number, right)]
        if _FAULTY in sides:
            return _FAULTY
        sign = OPERATORS[type(comparison)]
        if isinstance(sides[0], Number) and not isinstance(sides[1], Number):
            sides.reverse()
            sign = MIRRORED[sign]
        self.check_range(sides[0], sign, sides[1], node)
        for side, other in (sides, reversed(sides)):
            count_visits(
                side, other.value if isinstance(other, Number) else MOST_VISITS, self.names
            )
        return Compare(sign, sides[0], sides[1])

    def number(self, node: ast.expr) -> Expression:
        expression, kind = self.resolve(node)
        if kind != NUMBER:
            raise self.fault(diag.FLAG_NO_NUMBER if kind == FLAG else diag.WORD_NO_NUMBER, node)
        return expression

    def word_test(self, left: ast.expr, right: ast.expr) -> Expression:
        word = _dotted(right)
        if not word:
            raise Fault(diag.IS_WITHOUT_WORD, right.col_offset)
        name = _dotted(left)
        if name == "lead":
            if not self.names.knows("lead", word):
                raise self.unknown("lead", word, right)
            return LeadIs(word)
        expression, kind = self.named(left)
        if kind == FLAG and word in WORDS_OF_A_FLAG:
            return expression if WORDS_OF_A_FLAG[word] else Not(expression)
        variable = self.names.variables[name]
        if not variable.words:
            raise Fault(diag.NO_WORDS, left.col_offset, name=name)
        if word not in variable.words:
            raise Fault(
                diag.NO_SUCH_WORD,
                right.col_offset,
                did_you_mean(word, variable.words),
                name=name,
                word=word,
                words=one_of(variable.words),
            )
        return Compare("==", expression, Number(variable.low + variable.words.index(word)))

    def named(self, node: ast.expr) -> tuple[Expression, str]:
        name = _dotted(node)
        if not name:
            raise self.fault(diag.STRANGE_NAME, node)
        try:
            variable = self.names.variable(name)
        except Fault as fault:
            fault.before = node.col_offset
            raise
        return Name(name), variable.kind if variable.kind in (FLAG, WORD) else NUMBER

    def called(self, node: ast.Call) -> tuple[Expression, str]:
        function = _dotted(node.func)
        if function not in FUNCTIONS:
            raise Fault(
                diag.NO_FUNCTION,
                node.col_offset,
                did_you_mean(function, FUNCTIONS),
                name=function or self.words(node.func),
                functions=_FUNCTIONS,
            )
        kind, gives = FUNCTIONS[function]
        argument = _dotted(node.args[0]) if len(node.args) == 1 and not node.keywords else ""
        if not argument:
            raise Fault(diag.ONE_ARGUMENT, node.col_offset, function=function, kind=kind)
        if kind in DECLARED_IN_SCENES:
            self.uses.append(Use(kind, argument, node.args[0].col_offset))
        elif not self.names.knows(kind, argument):
            raise self.unknown(kind, argument, node.args[0])
        self.names.asked.add((function, argument))
        return Call(function, argument), gives

    def check_range(
        self, left: Expression, sign: str, right: Expression, node: ast.Compare
    ) -> None:
        """Refuse a comparison that the declared range already answers."""
        if not isinstance(right, Number):
            return
        low, high = self.range_of(left)
        if low is None or high is None:
            return
        bound = right.value
        holds = HOLDS[sign]
        telling = [
            low,
            high,
            *(value for value in (bound - 1, bound, bound + 1) if low <= value <= high),
        ]
        answers = {holds(value, bound) for value in telling}
        if len(answers) == 1:
            raise self.fault(
                diag.DECIDED_BY_RANGE,
                node,
                answer="always" if answers.pop() else "never",
                low=low,
                high=high,
            )

    def range_of(self, expression: Expression) -> tuple[int | None, int | None]:
        """The lowest and highest value; None where they are not known beforehand."""
        if isinstance(expression, Number):
            return expression.value, expression.value
        if isinstance(expression, Name):
            variable = self.names.variables[expression.id]
            return (None, None) if variable.means else (variable.low, variable.high)
        return RANGES[expression.function] if isinstance(expression, Call) else (None, None)


def count_visits(expression: Expression, bound: int, names: Names) -> None:
    """Remember up to which number visits of a scene must be told apart."""
    if isinstance(expression, Call) and expression.function == "visits":
        names.counted[expression.argument] = max(
            names.counted.get(expression.argument, 0), min(bound, MOST_VISITS)
        )


def _dotted(node: ast.expr) -> str:
    """`a`, `a.b` or `a.b.c` as written, or an empty string for anything else."""
    if isinstance(node, ast.Name):
        return node.id
    if isinstance(node, ast.Attribute):
        before = _dotted(node.value)
        return f"{before}.{node.attr}" if before else ""
    return ""
