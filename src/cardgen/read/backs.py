"""layouts/cards/NAME/backs.yaml → the backs to choose from, still as written."""

from __future__ import annotations

from contextlib import suppress

from cardgen.model.forms.form import Form, key, later, nested
from cardgen.model.forms.node import Node
from cardgen.model.forms.readers import Unreadable, anything, names_to, refuse
from cardgen.problems import Problems, did_you_mean
from cardgen.read.face import face_form
from cardgen.read.files import Sources


class Backs(Form):
    """Faces by their names, and the parts they share."""

    faces: dict[str, Node] = key(names_to(later(face_form)), name="backs")
    parts: dict[str, Node] = key(names_to(anything), {})

    def face(self, named: Node, wanted: str | None, problems: Problems) -> Node:
        """The back wanted, or else the one that a kind names."""
        name = wanted if wanted in self.faces else str(named.text)
        if name not in self.faces:
            fix = did_you_mean(name, self.faces, "its backs are")
            what = f'the layout has no back "{name}"'
            raise refuse(problems, "E204", named.where, what, fix)
        return self.faces[name]


backs_form = nested(Backs, "a file of backs")


def read_backs(folder: str, sources: Sources, problems: Problems) -> Backs:
    """The backs of the layout in a folder, none where there is no such file or it cannot be read,
    with the problems noted."""
    relative = f"{folder}/backs.yaml"
    if sources.find(relative):
        tree = sources.tree(relative, problems)
        with suppress(Unreadable):
            if tree is not None:
                return backs_form(tree, problems)
    return Backs(faces={})
