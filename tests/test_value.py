"""Values: named parts, in order, that never change."""

from __future__ import annotations

import gc
import pickle

import pytest

from cardgen.value import Value


class Sheet(Value):
    """A sheet of paper."""

    name: str
    width: float = 210
    height: float = 297

    @property
    def upright(self) -> bool:
        return self.width < self.height

    def __repr__(self) -> str:
        return self.name


class Roll(Value):
    width: float


def test_parts_are_given_in_order_or_by_name_and_the_rest_have_defaults() -> None:
    assert Sheet("A4") == Sheet(name="A4", height=297) == ("A4", 210, 297)
    assert Sheet("A3", 297, height=420).height == 420
    assert Sheet("A4").upright


def test_a_value_is_its_parts() -> None:
    name, *size = Sheet("A4")
    assert (name, size) == ("A4", [210, 297])
    assert {Sheet("A4"): 1}[Sheet("A4")] == 1
    assert Sheet("A4")._asdict() == {"name": "A4", "width": 210, "height": 297}


def test_another_part_makes_another_value() -> None:
    sheet = Sheet("A4")
    assert sheet._replace(width=200) == Sheet("A4", 200)
    assert sheet == Sheet("A4")
    with pytest.raises((TypeError, ValueError), match="depth"):
        sheet._replace(depth=1)


@pytest.mark.parametrize(
    ("given", "named"), [((), {}), (("A4", 1, 2, 3), {}), (("A4",), {"depth": 1})]
)
def test_parts_too_few_too_many_or_unknown_are_refused(
    given: tuple[object, ...], named: dict[str, object]
) -> None:
    with pytest.raises(TypeError, match="Sheet"):
        Sheet(*given, **named)  # type: ignore[arg-type]


def test_parts_cannot_change() -> None:
    with pytest.raises(AttributeError):
        Roll(600).width = 500  # type: ignore[misc]
    with pytest.raises(AttributeError):
        Roll(600).height = 500  # type: ignore[attr-defined]


def test_what_a_class_defines_itself_stays() -> None:
    assert repr(Sheet("A4")) == "A4"
    assert repr(Roll(600)) == "Roll(width=600)"
    assert Sheet.__doc__ == "A sheet of paper."


def test_a_value_is_the_same_after_it_went_to_another_process() -> None:
    assert pickle.loads(pickle.dumps(Sheet("A4", 200))) == Sheet("A4", 200)


def test_parts_are_matched_in_order() -> None:
    match Sheet("A4"):
        case Sheet(name, width):
            assert (name, width) == ("A4", 210)


def test_a_class_gets_all_methods_while_unused_objects_are_collected() -> None:
    usual = gc.get_threshold()
    gc.set_threshold(1)
    try:
        for _ in range(20):

            class Board(Value):
                width: float
                height: float = 1

            assert Board(2)._replace(height=3) == Board(2, 3)
    finally:
        gc.set_threshold(*usual)
