"""Values: what one part of cardgen hands to another, a few named parts that never change."""

from __future__ import annotations

import sys
from collections import namedtuple
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, ClassVar

if TYPE_CHECKING:
    from typing_extensions import Self

if sys.version_info >= (3, 11):
    from typing import dataclass_transform
else:

    def dataclass_transform(**_: Any) -> Any:
        return lambda kind: kind


@dataclass_transform(frozen_default=True)
class _Kind(type):
    """Makes a class of values of the annotations in its body, which are not evaluated: its module
    has to begin with `from __future__ import annotations`."""

    def __new__(mcs, name: str, bases: tuple[type, ...], body: dict[str, Any]) -> _Kind:
        fields = tuple(body.get("__annotations__", ()))
        body["_field_defaults"] = {field: body.pop(field) for field in fields if field in body}
        body["_fields"], body["__slots__"] = fields, ()
        return super().__new__(mcs, name, bases, body)


class Value(tuple[Any, ...], metaclass=_Kind):
    """A named tuple, whose class gets its methods when its first value is made.

    There are more than two hundred such classes, of which a command needs less than half, and each
    would take 0.16 ms to make with `typing.NamedTuple`.
    """

    if TYPE_CHECKING:
        _fields: ClassVar[tuple[str, ...]]
        _field_defaults: ClassVar[Mapping[str, Any]]

        def _replace(self, **changes: Any) -> Self: ...
        def _asdict(self) -> dict[str, Any]: ...

    def __new__(cls, /, *parts: Any, **named: Any) -> Self:
        _complete(cls, namedtuple(cls.__name__, cls._fields, defaults=cls._field_defaults.values()))
        return cls(*parts, **named)


class Single(Value):
    """A value that equals itself alone, so that caches find it quickly however much is in it."""

    __eq__ = object.__eq__
    __ne__ = object.__ne__
    __hash__ = object.__hash__


def _complete(kind: type, of: type) -> None:
    """Gives a class the methods of another that it has not itself; that has to be there meanwhile,
    since its methods go with it."""
    for name in vars(of).keys() - vars(kind).keys():
        setattr(kind, name, vars(of)[name])
