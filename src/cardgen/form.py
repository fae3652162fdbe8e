"""Mappings with known keys: forms whose attributes are read from the keys of their names."""

from __future__ import annotations

from typing import Any, ClassVar, NamedTuple, TypeVar

from cardgen.node import Node
from cardgen.problems import Problems, did_you_mean
from cardgen.schema import Reader, Unreadable, refuse

_NEEDED: Any = object()


class _Key(NamedTuple):
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

    def __init_subclass__(cls) -> None:
        cls._keys = {
            own.name or attribute.replace("_", "-"): (attribute, own)
            for attribute, own in vars(cls).items()
            if isinstance(own, _Key)
        }

    def __init__(self, **values: Any) -> None:
        defaults = {attribute: own.default for attribute, own in self._keys.values()}
        strange = values.keys() - defaults
        missing = {name for name, value in (defaults | values).items() if value is _NEEDED}
        if strange or missing:
            raise TypeError(f"{type(self).__name__}: {sorted(strange | missing)}")
        vars(self).update(defaults | values)

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
            fix = did_you_mean(name, form._keys, "the keys are")
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
