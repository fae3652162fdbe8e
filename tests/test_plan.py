"""The plan is what stands on the page."""

from sheets import a4, sides

from cardgen.model.plan import page_plan


def test_the_plan_gives_the_trims_as_they_lie_on_the_page():
    _, (_, back) = sides(["trust", "mindset"], 105, 148, 3, a4(gap=20), "long")
    assert page_plan(back) == {
        "side": "back",
        "width_mm": 297,
        "height_mm": 210,
        "moved": None,
        "placements": [
            {
                "card": "trust",
                "copy": 1,
                "face": "back",
                "x_mm": 33.5,
                "y_mm": 31,
                "width_mm": 105,
                "height_mm": 148,
                "turn": 180,
            },
            {
                "card": "mindset",
                "copy": 1,
                "face": "back",
                "x_mm": 158.5,
                "y_mm": 31,
                "width_mm": 105,
                "height_mm": 148,
                "turn": 180,
            },
        ],
    }


def test_a_card_that_lies_turned_is_as_wide_as_it_was_high():
    _, (front, _) = sides("a", 200, 100, 3, a4(turn="portrait"))
    (placement,) = page_plan(front)["placements"]
    assert (placement["width_mm"], placement["height_mm"], placement["turn"]) == (100, 200, 90)


def test_lengths_are_rounded_to_a_thousandth():
    _, (front, _) = sides("abcdefg", 30, 40, 0, a4(gap=1 / 3))
    for placement in page_plan(front)["placements"]:
        for name in ("x_mm", "y_mm", "width_mm", "height_mm"):
            assert placement[name] == round(placement[name], 3)
