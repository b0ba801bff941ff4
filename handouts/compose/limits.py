"""What rendering one template may cost: steps and text, far more than a sheet of two pages takes.

A template is a program, and the sandbox only keeps it from the machine. A loop in a loop, a power,
or a text that doubles itself would take all the time or memory there is. So loops, calls and the
growth of numbers and texts are counted, and the filters, functions and methods that make a large
thing from a small number are left out.
"""

from __future__ import annotations

import operator
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from jinja2 import TemplateRuntimeError, nodes, pass_context
from jinja2.runtime import Context
from jinja2.sandbox import SandboxedEnvironment

#: Turns of loops, calls and included templates, all together.
MAX_STEPS = 5_000
#: Characters of a text, of all that is written, and items of a list.
MAX_LENGTH = 1_000_000
#: Bits of a number.
MAX_BITS = 64

FILTERS = (
    "abs", "capitalize", "count", "d", "default", "e", "escape", "first", "int", "join", "last",
    "length", "list", "lower", "max", "min", "reverse", "round", "safe", "sort", "string", "sum",
    "title", "trim", "unique", "upper",
)  # fmt: skip
_COUNTED, _LIMITED = "counted steps", "limited text"
_OPERATORS: dict[str, Callable[[Any, Any], Any]] = {"*": operator.mul, "+": operator.add}


class LimitError(TemplateRuntimeError):
    """A template goes beyond its limits."""


class LimitedEnvironment(SandboxedEnvironment):
    """An environment in which a template has limits. `begin` gives it all of them again."""

    intercepted_binops = frozenset({"*", "**", "+", "%"})

    def __init__(self, **options: Any) -> None:
        super().__init__(**options, finalize=self._written)
        self.filters = {name: self.filters[name] for name in FILTERS}
        self.filters |= {_COUNTED: _counted, _LIMITED: _limited}
        self.globals = {"range": self.globals["range"]}
        self.begin()

    def begin(self) -> None:
        """A new template is about to be rendered."""
        self._steps = self._length = 0

    def step(self) -> None:
        """Counts a turn of a loop, a call or an included template. Raises `LimitError`."""
        self._steps += 1
        if self._steps > MAX_STEPS:
            raise LimitError(f"the template takes more than {MAX_STEPS} steps")

    def _written(self, value: Any) -> Any:
        self.write(value if isinstance(value, str) else "")
        return value

    def write(self, text: str) -> str:
        """Counts what is written, and gives it back. Raises `LimitError`."""
        self._length += len(text)
        if self._length > MAX_LENGTH:
            raise LimitError(f"the template writes more than {MAX_LENGTH} characters")
        return text

    def call(self, context: Context, obj: Any, /, *args: Any, **kwargs: Any) -> Any:
        """A call from a template."""
        self.step()
        return super().call(context, obj, *args, **kwargs)

    def call_binop(self, context: Context, name: str, left: Any, right: Any) -> Any:
        """An operation that makes something larger than its parts."""
        del context
        if name == "**" or (name == "%" and isinstance(left, str)):
            raise LimitError(f"{name} may not be used in a template")
        if name == "%":
            return left % right
        if name == "*":
            _must_fit_product(left, right)
        return limited(_OPERATORS[name](left, right))

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:
        """Texts have no methods here: some make a text of any length."""
        return not isinstance(obj, str | bytes) and super().is_safe_attribute(obj, attr, value)

    def wrap_str_format(self, value: Any) -> None:
        """The sandbox lets a template format texts; here it may not."""
        del value

    def join_path(self, template: str, parent: str) -> str:
        """The name of a template that another one uses."""
        self.step()
        return super().join_path(template, parent)

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        tree = super()._parse(source, name, filename)
        for loop in tree.find_all(nodes.For):
            loop.iter = _filtered(loop.iter, _COUNTED)
        _limit_texts(tree)
        return tree


def limited(value: Any) -> Any:
    """A value, if it is not too large. Raises `LimitError`."""
    if isinstance(value, int) and value.bit_length() > MAX_BITS:
        raise LimitError(f"a number of more than {MAX_BITS} bits")
    if isinstance(value, str | bytes | list | tuple) and len(value) > MAX_LENGTH:
        raise LimitError(f"a text or list longer than {MAX_LENGTH}")
    return value


def _must_fit_product(left: Any, right: Any) -> None:
    for many, count in ((left, right), (right, left)):
        sized = isinstance(many, str | bytes | list | tuple) and isinstance(count, int)
        if sized and len(many) * max(0, count) > MAX_LENGTH:
            raise LimitError(f"a text or list longer than {MAX_LENGTH}")
    limited(left)
    limited(right)


@pass_context
def _counted(context: Context, items: Iterable[Any]) -> Iterator[Any]:
    environment = context.environment
    assert isinstance(environment, LimitedEnvironment)
    for item in items:
        environment.step()
        yield item


@pass_context
def _limited(context: Context, value: Any) -> Any:
    del context
    return limited(value)


def _filtered(node: nodes.Node, name: str) -> nodes.Filter:
    assert isinstance(node, nodes.Expr)
    wrapped = nodes.Filter(node, name, [], [], None, None, lineno=node.lineno)
    wrapped.set_environment(node.environment)  # type: ignore[arg-type]
    return wrapped


def _limit_texts(node: nodes.Node) -> None:
    """Limits what `~` makes, wherever it stands."""
    for field, value in list(node.iter_fields()):
        if isinstance(value, nodes.Node):
            _limit_texts(value)
            if isinstance(value, nodes.Concat):
                setattr(node, field, _filtered(value, _LIMITED))
        elif isinstance(value, list):
            for place, item in enumerate(value):
                if isinstance(item, nodes.Node):
                    _limit_texts(item)
                    if isinstance(item, nodes.Concat):
                        value[place] = _filtered(item, _LIMITED)
