"""The paper twin: what a printer and a guillotine make of an output, before any card is used."""
