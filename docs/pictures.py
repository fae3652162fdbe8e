"""Draw the pictures of the README and of docs/ with the program itself: `make pictures`."""

import sys
from io import BytesIO
from pathlib import Path
from shutil import which
from subprocess import run

import pypdfium2
from PIL import Image

HERE = Path(__file__).parent
TABLE = (224, 223, 218)
SCALE = 1.6  # pixels a point


def pages(output: str, *wishes: str) -> list[Image.Image]:
    command = [sys.executable, "-m", "cardgen", "build", output, *wishes, "-o", "-"]
    data = run(command, capture_output=True, check=True, cwd=HERE.parent).stdout
    return [
        page.render(scale=SCALE).to_pil().convert("RGB") for page in pypdfium2.PdfDocument(data)
    ]


def trimmed(picture: Image.Image) -> Image.Image:
    bleed = round(3 * SCALE * 72 / 25.4)
    return picture.crop((bleed, bleed, picture.width - bleed, picture.height - bleed))


def laid_out(pictures: list[Image.Image], columns: int, name: str, width: int) -> None:
    gap, (w, h) = 24, pictures[0].size
    rows = -(-len(pictures) // columns)
    table = Image.new("RGB", (columns * (w + gap) + gap, rows * (h + gap) + gap), TABLE)
    for index, picture in enumerate(pictures):
        row, column = divmod(index, columns)
        table.paste(picture, (gap + column * (w + gap), gap + row * (h + gap)))
    small = table.resize(
        (width, round(table.height * width / table.width)), Image.Resampling.LANCZOS
    )
    small.quantize(128).save(HERE / name, optimize=True)


def side_by_side(pictures: list[Image.Image], columns: int, name: str, width: int) -> None:
    """Pictures of any sizes, each as large as its place on the table allows."""
    gap, (w, h) = 24, (520, 560)
    rows = -(-len(pictures) // columns)
    table = Image.new("RGB", (columns * (w + gap) + gap, rows * (h + gap) + gap), TABLE)
    for index, picture in enumerate(pictures):
        row, column = divmod(index, columns)
        scale = min(w / picture.width, h / picture.height)
        size = round(picture.width * scale), round(picture.height * scale)
        x = gap + column * (w + gap) + (w - size[0]) // 2
        y = gap + row * (h + gap) + (h - size[1]) // 2
        table.paste(picture.resize(size, Image.Resampling.LANCZOS), (x, y))
    height = round(table.height * width / table.width)
    small = table.resize((width, height), Image.Resampling.LANCZOS)
    small.quantize(160).save(HERE / name, optimize=True)


def page(name: str) -> None:
    """The page as it opens, of the one file that `make site` makes."""
    from playwright.sync_api import sync_playwright

    made = (HERE.parent / "build" / "site" / "cardgen.html").as_uri()
    with sync_playwright() as playwright:
        found = which("chromium-headless-shell")
        browser = playwright.chromium.launch(executable_path=found, args=["--no-sandbox"])
        shown = browser.new_page(viewport={"width": 1280, "height": 1180})
        shown.goto(made)
        shown.locator("#deck img[src]").first.wait_for()
        shown.wait_for_timeout(3000)  # until all of them are drawn
        Image.open(BytesIO(shown.screenshot())).quantize(128).save(HERE / name, optimize=True)
        browser.close()


if __name__ == "__main__":
    page("page.png")
    faces = [trimmed(picture) for picture in pages("cards")]
    laid_out([faces[i] for i in (7, 13, 21, 29)], 4, "backs.png", 1400)
    laid_out(pages("facilitator", "--theme", "being")[:2], 2, "sheet.png", 1400)
    laid_out(pages("office")[2:4], 2, "office.png", 1100)
    pieces = [pages("handouts")[6], pages("temperature-check")[0], pages("overview")[0]]
    pieces += [pages("team-result")[0], pages("contact-sheet")[0], pages("leaflet")[1]]
    pieces += [pages("workbook", "--booklet")[3], pages("tuck-box")[0], pages("dividers")[1]]
    side_by_side([*pieces, pages("theme-posters", "--theme", "being")[0]], 5, "pages.png", 1500)
    laid_out(pages("press-sheets")[:2], 2, "press.png", 1100)
