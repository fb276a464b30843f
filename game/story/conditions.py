"""The condition language: parsed with Python's `ast`, whitelisted node by node, then resolved.

Names, whole numbers, comparisons, `and` `or` `not`, `is`, parentheses and the functions below;
nothing is evaluated.
"""

from __future__ import annotations

import ast
import operator
import re
from collections.abc import Callable

from game.story import diagnostics as diag
from game.story.locate import solids
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
HOLDS: dict[str, Callable[[int, int], bool]] = {
    "<": operator.lt,
    "<=": operator.le,
    "==": operator.eq,
    "!=": operator.ne,
    ">=": operator.ge,
    ">": operator.gt,
}
MIRRORED = {"<": ">", "<=": ">=", "==": "==", "!=": "!=", ">=": "<=", ">": "<"}
_SIGNS = (ast.Lt, ast.LtE, ast.Eq, ast.NotEq, ast.GtE, ast.Gt)
OPERATORS: dict[type[ast.cmpop], str] = dict(zip(_SIGNS, HOLDS, strict=True))
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
                one.before = solids(source[: one.before])
            raise
        except RecursionError:
            raise _too_large() from None
        uses = (use._replace(before=solids(source[: use.before])) for use in resolver.uses)
        found = names.parsed[names.playing, source] = Parsed(expression, gives, tuple(uses))
    return found


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
    """Size and depth of an expression, derived variables written out; raises Fault past a limit."""
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
    size = 1 + sum(size for size, _ in inner)
    depth = 1 + max((depth for _, depth in inner), default=0)
    if size > MOST_PARTS or depth > DEEPEST:
        raise _too_large()
    return size, depth


def _too_large() -> Fault:
    return Fault(diag.CONDITION_TOO_LARGE, parts=MOST_PARTS, depth=DEEPEST)


class _Resolver:
    """One condition being resolved; `faults` and `uses` gather what is found on the way."""

    def __init__(self, names: Names, source: str) -> None:
        self.names, self.source = names, source
        self.faults: list[Fault] = []
        self.uses: list[Use] = []

    def resolve(self, node: ast.expr) -> tuple[Expression, str]:
        """The expression and whether it gives a flag, a number or a word."""
        match node:
            case ast.BoolOp():
                return self.joined(node), FLAG
            case ast.UnaryOp(ast.Not(), operand):
                return Not(self.flag(operand)), FLAG
            case ast.Constant(value=bool()) | ast.UnaryOp(ast.USub(), ast.Constant(value=bool())):
                pass
            case ast.UnaryOp(ast.USub(), ast.Constant(value=int(value))):
                return self.number_from(-value, node), NUMBER
            case ast.Constant(value=int(value)):
                return self.number_from(value, node), NUMBER
            case ast.Compare():
                return self.compared(node), FLAG
            case ast.Call():
                return self.called(node)
            case ast.Name() | ast.Attribute():
                return self.named(node)
        raise self.fault(diag.STRANGE_PART, node, functions=_FUNCTIONS)

    def fault(self, what: Diagnostic, node: ast.expr, hint: str = "", /, **values: object) -> Fault:
        """A fault of a part of the condition, with that part as it is written."""
        part = ast.get_source_segment(self.source, node) or ""
        return Fault(what, node.col_offset, hint, part=part, **values)

    def number_from(self, value: int, node: ast.expr) -> Number:
        if abs(value) > LARGEST:
            raise self.fault(diag.NUMBER_TOO_LARGE, node, limit=LARGEST)
        return Number(value)

    def check_known(self, kind: str, name: str, node: ast.expr) -> None:
        """Refuse a name that the story does not declare; what scenes declare is looked up later."""
        if kind in DECLARED_IN_SCENES:
            self.uses.append(Use(kind, name, node.col_offset))
        elif not self.names.knows(kind, name):
            raise self.names.unknown(kind, name).moved(node.col_offset)

    def flag(self, node: ast.expr) -> Expression:
        expression, kind = self.resolve(node)
        if kind != FLAG:
            raise self.fault(diag.PART_NO_FLAG, node, kind=kind)
        return expression

    def number(self, node: ast.expr) -> Expression:
        expression, kind = self.resolve(node)
        if kind != NUMBER:
            raise self.fault(diag.FLAG_NO_NUMBER if kind == FLAG else diag.WORD_NO_NUMBER, node)
        return expression

    def tried(self, read: Callable[[ast.expr], Expression], part: ast.expr) -> Expression:
        """A part of a larger expression; a fault is kept, and the other parts are read too."""
        try:
            return read(part)
        except Fault as fault:
            self.faults.append(fault)
            return _FAULTY

    def joined(self, node: ast.BoolOp) -> Expression:
        for part in node.values:
            if isinstance(part, ast.BoolOp) and not self.parenthesised(part):
                raise self.fault(diag.AND_BESIDE_OR, part)
        parts = tuple(self.tried(self.flag, part) for part in node.values)
        return All(parts) if isinstance(node.op, ast.And) else Either(parts)

    def parenthesised(self, part: ast.BoolOp) -> bool:
        """Whether parentheses stand right around `part` (the tree itself does not keep them)."""
        before = self.source[: part.col_offset].rstrip()
        after = self.source[part.end_col_offset :].lstrip()
        return before.endswith("(") and after.startswith(")")

    def compared(self, node: ast.Compare) -> Expression:
        if len(node.ops) != 1:
            raise self.fault(diag.CHAINED, node)
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
            bound = other.value if isinstance(other, Number) else MOST_VISITS
            count_visits(side, bound, self.names)
        return Compare(sign, *sides)

    def word_test(self, left: ast.expr, right: ast.expr) -> Expression:
        word, name = _dotted(right), _dotted(left)
        if not word:
            raise self.fault(diag.IS_WITHOUT_WORD, right)
        if name == "lead":
            self.check_known("lead", word, right)
            return LeadIs(word)
        expression, kind = self.named(left)
        if kind == FLAG and word in WORDS_OF_A_FLAG:
            return expression if WORDS_OF_A_FLAG[word] else Not(expression)
        variable = self.names.variables[name]
        words = variable.words
        if not words:
            raise self.fault(diag.NO_WORDS, left, name=name)
        if word not in words:
            hint, known = did_you_mean(word, words), one_of(words)
            raise self.fault(diag.NO_SUCH_WORD, right, hint, name=name, word=word, words=known)
        return Compare("==", expression, Number(variable.low + words.index(word)))

    def named(self, node: ast.expr) -> tuple[Expression, str]:
        if not (name := _dotted(node)):
            raise self.fault(diag.STRANGE_NAME, node)
        try:
            variable = self.names.variable(name)
        except Fault as fault:
            raise fault.moved(node.col_offset) from None
        return Name(name), variable.kind

    def called(self, node: ast.Call) -> tuple[Expression, str]:
        function = _dotted(node.func)
        if function not in FUNCTIONS:
            hint = did_you_mean(function, FUNCTIONS)
            name = function or ast.get_source_segment(self.source, node.func)
            raise self.fault(diag.NO_FUNCTION, node, hint, name=name, functions=_FUNCTIONS)
        kind, gives = FUNCTIONS[function]
        argument = _dotted(node.args[0]) if len(node.args) == 1 and not node.keywords else ""
        if not argument:
            raise self.fault(diag.ONE_ARGUMENT, node, function=function, kind=kind)
        self.check_known(kind, argument, node.args[0])
        self.names.asked.add((function, argument))
        return Call(function, argument), gives

    def check_range(self, left: Expression, sign: str, right: Expression, at: ast.Compare) -> None:
        """Refuse a comparison that the declared range already answers."""
        limits = self.range_of(left)
        if limits is None or not isinstance(right, Number):
            return
        low, high = limits
        near = (value for value in range(right.value - 1, right.value + 2) if low <= value <= high)
        answers = {HOLDS[sign](value, right.value) for value in (low, high, *near)}
        if len(answers) == 1:
            answer = "always" if answers.pop() else "never"
            raise self.fault(diag.DECIDED_BY_RANGE, at, answer=answer, low=low, high=high)

    def range_of(self, expression: Expression) -> tuple[int, int] | None:
        """The lowest and highest value; None where they are not known beforehand."""
        match expression:
            case Number(value):
                return value, value
            case Name(id):
                variable = self.names.variables[id]
                return None if variable.means else (variable.low, variable.high)
            case Call(function):
                return RANGES[function]
        return None


def count_visits(expression: Expression, bound: int, names: Names) -> None:
    """Remember up to which number visits of a scene must be told apart."""
    if isinstance(expression, Call) and expression.function == "visits":
        scene, most = expression.argument, min(bound, MOST_VISITS)
        names.counted[scene] = max(names.counted.get(scene, 0), most)


def _dotted(node: ast.expr) -> str:
    """`a`, `a.b` or `a.b.c` as written, or an empty string for anything else."""
    if isinstance(node, ast.Name):
        return node.id
    if isinstance(node, ast.Attribute):
        before = _dotted(node.value)
        return f"{before}.{node.attr}" if before else ""
    return ""
