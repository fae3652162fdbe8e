"""Ways to spoil the good press file, each with what is to be found of it, and where."""

from faults import colour, drawing, file, lettering, overprint, pages

FAULTS = {
    name: fault
    for of in (pages, lettering, colour, overprint, drawing, file)
    for name, fault in of.FAULTS.items()
}
