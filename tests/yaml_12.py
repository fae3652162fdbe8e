"""YAML as editors see it: values by the core schema of YAML 1.2."""

import re
from typing import Any

import yaml


class Loader(yaml.CSafeLoader):
    """PyYAML's own values are those of YAML 1.1, where No is false and 10:30 is 630."""


Loader.yaml_implicit_resolvers = {}
for tag, pattern, first in (
    ("null", r"null|Null|NULL|~|", ["n", "N", "~", ""]),
    ("bool", r"true|True|TRUE|false|False|FALSE", list("tTfF")),
    ("int", r"[-+]?[0-9]+", list("-+0123456789")),
    ("float", r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?", list("-+.0123456789")),
):
    whole = re.compile(rf"(?:{pattern})\Z")
    Loader.add_implicit_resolver(f"tag:yaml.org,2002:{tag}", whole, first)
# An int of YAML 1.2 is decimal whatever it begins with.
Loader.add_constructor("tag:yaml.org,2002:int", lambda _, node: int(node.value))
Loader.add_constructor("tag:yaml.org,2002:float", lambda _, node: float(node.value))


def values(text: str) -> Any:
    """What an editor holds against a schema."""
    return yaml.load(text, Loader)
