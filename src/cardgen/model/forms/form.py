"""Mappings with known keys: forms whose attributes are read from the keys of their names."""

from __future__ import annotations

from typing import Any, ClassVar, TypeVar

from cardgen.model.forms.json_schema import Of, Schema, accepts
from cardgen.model.forms.node import Node
from cardgen.model.forms.readers import Reader, Unreadable, refuse
from cardgen.problems import Problems
from cardgen.value import Value

_NEEDED: Any = object()


class _Key(Value):
    name: str | None
    reader: Reader[Any]
    default: Any


def key(reader: Reader[Any], default: Any = _NEEDED, *, name: str | None = None) -> Any:
    """An attribute of a Form, read from the key of its name, with hyphens, or of the given name;
    needed unless it has a default."""
    return _Key(name, reader, default)


F = TypeVar("F", bound="Form")


class Form:
    """What a mapping may hold: a value whose attributes are made by `key`.

    Lighter than a dataclass: there are dozens of forms, and every command waits for them.
    """

    _keys: ClassVar[dict[str, tuple[str, _Key]]] = {}
    _defaults: ClassVar[dict[str, Any]] = {}

    def __init_subclass__(cls) -> None:
        cls._keys = cls._keys | {
            own.name or attribute.replace("_", "-"): (attribute, own)
            for attribute, own in vars(cls).items()
            if isinstance(own, _Key)
        }
        cls._defaults = {attribute: own.default for attribute, own in cls._keys.values()}

    def __init__(self, **values: Any) -> None:
        own = self._defaults | values
        strange = own.keys() - self._defaults
        missing = [name for name, value in own.items() if value is _NEEDED]
        if strange or missing:
            raise TypeError(f"{type(self).__name__}: {sorted({*strange, *missing})}")
        vars(self).update(own)

    def with_(self: F, **values: Any) -> F:
        """The same with other values for these attributes."""
        return type(self)(**{**vars(self), **values})

    def __repr__(self) -> str:
        values = ", ".join(f"{name}={value!r}" for name, value in vars(self).items())
        return f"{type(self).__name__}({values})"

    def __setattr__(self, name: str, value: Any) -> None:
        raise AttributeError(f"{type(self).__name__} does not change")


def keys_of(form: type[Form]) -> tuple[str, ...]:
    """The keys a form has, as written in YAML."""
    return tuple(form._keys)


def read_keys(form: type[F], node: Node, problems: Problems, what: str) -> F:
    """The mapping as a value of the form; what names it in messages ("a theme").

    Raises Unreadable when a needed key is missing or cannot be read; everything is noted.
    """
    if node.entries is None:
        what = f"{what} should be a set of keys, not {node.form}"
        raise refuse(problems, "E102", node.where, what)
    values: dict[str, Any] = {}
    broken = False
    for name, value in node.entries.items():
        if name not in form._keys:
            fix = problems.did_you_mean(name, form._keys, "the keys are")
            where = node.keys.get(name, value.where)
            problems.error("E101", where, f'{what} has no key "{name}"', fix)
            continue
        attribute, own = form._keys[name]
        try:
            values[attribute] = own.reader(value, problems)
        except Unreadable:
            broken = True
    for name, (_, own) in form._keys.items():
        if own.default is _NEEDED and name not in node.entries:
            problems.error("E105", node.where, f'{what} needs "{name}"')
            broken = True
    if broken:
        raise Unreadable(what)
    return form(**values)


def nested(form: type[F], what: str) -> Reader[F]:
    """The reader of a mapping as a value of the form; what names it in messages ("a theme")."""

    name = form.__name__.strip("_").removesuffix("Form").removesuffix("Block")

    @accepts(lambda of: accepted(form, of), name=name)
    def read(node: Node, problems: Problems) -> F:
        return read_keys(form, node, problems, what)

    read.__doc__ = (form.__doc__ or "").replace("_", "-")  # the keys, where it names attributes
    return read


def later(reader: Reader[Any]) -> Reader[Node]:
    """A reader of the node itself, which a later stage reads with that reader."""

    @accepts(lambda of: of(reader))
    def read(node: Node, problems: Problems) -> Node:
        return node

    return read


def accepted(form: type[Form], of: Of) -> Schema:
    """What a mapping may hold as JSON Schema: the form's keys, and no other ones."""
    keys = form._keys.items()
    return {
        "type": "object",
        "properties": {name: of(own.reader) for name, (_, own) in keys},
        "required": [name for name, (_, own) in keys if own.default is _NEEDED],
        "additionalProperties": False,
    }
