"""Good pages of 63 × 88 mm with bleed, made with programs that know nothing of cardgen."""

from io import BytesIO

from press_file import BLEED, FONT, HEIGHT, MM, WIDTH, millimetres, pdf, written
from pypdf import PdfReader, PdfWriter
from pypdf.generic import NameObject

WIDE, TALL = (WIDTH + 2 * BLEED) * MM, (HEIGHT + 2 * BLEED) * MM


def reportlab() -> bytes:
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont
    from reportlab.pdfgen.canvas import Canvas

    pdfmetrics.registerFont(TTFont("Hyperlegible", str(FONT)))
    held = BytesIO()
    canvas = Canvas(held, (WIDE, TALL), initialFontName="Hyperlegible")
    for page in range(2):
        canvas.setFillColorCMYK(0.1, 0.05, 0.2, 0)
        canvas.rect(0, 0, WIDE, TALL, stroke=0, fill=1)
        canvas.setFillColorCMYK(0.8, 0.4, 0, 0.1)
        canvas.circle(WIDE / 2, 60, 30, stroke=0, fill=1)
        canvas.setFillColorCMYK(0.9, 0.5, 0.1, 0.4)
        canvas.setFont("Hyperlegible", 14)
        canvas.drawString(40, 180, f"Trust and truth {page}")
        canvas.saveState()
        canvas.translate(40, 120)
        canvas.rotate(30)
        canvas.drawString(0, 0, "Askew")
        canvas.restoreState()
        canvas.showPage()
    canvas.save()
    return boxed(held.getvalue())


def fpdf2() -> bytes:
    from fpdf import FPDF
    from fpdf.drawing import DeviceCMYK

    document = FPDF(unit="mm", format=(WIDTH + 2 * BLEED, HEIGHT + 2 * BLEED))
    document.set_margin(0)
    document.add_font("hyperlegible", fname=str(FONT))
    for page in range(2):
        document.add_page()
        document.set_fill_color(DeviceCMYK(0.1, 0.05, 0.2, 0))
        document.rect(0, 0, WIDTH + 2 * BLEED, HEIGHT + 2 * BLEED, style="F")
        document.set_text_color(DeviceCMYK(0.9, 0.5, 0.1, 0.4))
        document.set_font("hyperlegible", size=11)
        document.set_xy(12, 20)
        document.multi_cell(
            45, 5, f"Listens first, then asks, then listens again: {page}", align="L"
        )
    return boxed(bytes(document.output()))


def typst() -> bytes:
    import typst

    source = f"""
#set page(width: {WIDTH + 2 * BLEED}mm, height: {HEIGHT + 2 * BLEED}mm, margin: 12mm,
  fill: cmyk(10%, 5%, 20%, 0%))
#set text(font: "Atkinson Hyperlegible Next", fill: cmyk(90%, 50%, 10%, 40%), size: 11pt)
= Trust
Listens first, then asks, then listens again.
#place(bottom + right, circle(radius: 8mm, fill: cmyk(80%, 40%, 0%, 10%)))
#pagebreak()
Behind it.
"""
    made = typst.compile(source.encode(), font_paths=[str(FONT.parent)])
    return boxed(made)


def pikepdf() -> bytes:
    import pikepdf

    document = pikepdf.new()
    for _ in range(2):
        document.add_blank_page(page_size=(WIDE, TALL))
        page = document.pages[-1]
        cell = pikepdf.Stream(document, b"0 0 3 3 re f")
        cell.update(
            {
                "/PatternType": 1,
                "/PaintType": 2,
                "/TilingType": 1,
                "/BBox": [0, 0, 6, 6],
                "/XStep": 6,
                "/YStep": 6,
                "/Resources": pikepdf.Dictionary(),
            }
        )
        page.Resources = pikepdf.Dictionary(
            Pattern=pikepdf.Dictionary(P1=document.make_indirect(cell)),
            ColorSpace=pikepdf.Dictionary(
                Tiles=pikepdf.Array([pikepdf.Name.Pattern, pikepdf.Name.DeviceCMYK])
            ),
        )
        tiles = "/Tiles cs 0.5 0.2 0 0 /P1 scn 40 40 100 100 re f"
        ground = f"0.1 0 0.2 0 k 0 0 {WIDE:.2f} {TALL:.2f} re f {tiles}"
        page.Contents = document.make_stream(ground.encode())
    held = BytesIO()
    document.save(held)
    return boxed(held.getvalue())


def pymupdf() -> bytes:
    import pymupdf

    document = pymupdf.open()
    for page in range(2):
        made = document.new_page(width=WIDE, height=TALL)
        made.insert_font("hyperlegible", str(FONT))
        made.draw_rect(made.rect, color=None, fill=(0.1, 0.05, 0.2, 0))
        made.draw_bezier((20, 200), (60, 120), (120, 260), (170, 200), (0.8, 0.4, 0, 0.1), width=2)
        ink = (0.9, 0.5, 0.1, 0.4)
        words = f"Listens first, then asks, then listens again: {page}"
        place = (36, 40, 160, 160)
        made.insert_textbox(place, words, fontsize=12, fontname="hyperlegible", color=ink)
    document.subset_fonts()
    return boxed(document.tobytes(garbage=3, deflate=True))


def matplotlib() -> bytes:
    from matplotlib import rc_context
    from matplotlib.backends.backend_pdf import FigureCanvasPdf, PdfPages
    from matplotlib.figure import Figure

    held = BytesIO()
    with rc_context({"pdf.fonttype": 42}), PdfPages(held) as pages:
        for _ in range(2):
            figure = Figure(figsize=(WIDE / 72, TALL / 72), facecolor="#eef0dd")
            FigureCanvasPdf(figure)
            axes = figure.add_axes((0.3, 0.3, 0.5, 0.4))
            axes.plot([1, 2, 3], [2, 1, 3], linewidth=2)
            axes.set_title("Trust")
            pages.savefig(figure)
    return boxed(held.getvalue())


def boxed(data: bytes) -> bytes:
    """The file, with boxes that say where it is cut."""
    writer = PdfWriter(clone_from=PdfReader(BytesIO(data)))
    for page in writer.pages:
        page[NameObject("/TrimBox")] = pdf(millimetres(0, 0, WIDTH, HEIGHT))
        page[NameObject("/BleedBox")] = pdf([0, 0, WIDE, TALL])
    return written(writer)
