"""Pictures made of pixels: what their files hold, and that as a PDF takes it in."""

from cardgen.pixels.look import Fault, Pixels, look
from cardgen.pixels.samples import Samples, samples, upright

__all__ = ["Fault", "Pixels", "Samples", "look", "samples", "upright"]
