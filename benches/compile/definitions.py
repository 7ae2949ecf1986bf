"""Makes as many tool definitions as asked for, alike in size and shape to the ten in `tools/`."""

import copy
import json
from pathlib import Path

WORDS = ["urgent", "later", "unknown", "premium", "archived", "in_review", "on-hold", "escalated"]

# What every second variant of a seed has beside the seed's own properties.
EXTRAS = [
    None,
    ("limit", {"type": "integer", "description": "At most so many results"}),
    ("is_urgent", {"type": "boolean", "description": "Whether it cannot wait"}),
    ("tags", {"type": "array", "items": {"type": "string"}, "description": "Labels to file it under"}),
]


def seeds(folder: Path) -> list[dict]:
    return [json.loads(file.read_text()) for file in sorted(folder.glob("*.json"))]


def variant(seed: dict, number: int) -> dict:
    """A tool of its own: another name, other enum values, up to one more property, another path."""
    tool = copy.deepcopy(seed)
    tool["name"] = f"{seed['name']}_{number:03}"
    tool["description"] = f"{seed['description']} Department {number}."
    properties = tool["parameters"]["properties"]
    for name, schema in properties.items():
        if "enum" in schema:
            at = number % len(WORDS)
            schema["enum"] = [*schema["enum"], *(WORDS + WORDS)[at : at + number % 3]]
    host, path = tool["api_endpoint"].removeprefix("https://").split("/", 1)
    tool["api_endpoint"] = f"https://{host}/department-{number}/{path}"
    if extra := EXTRAS[number % len(EXTRAS)]:
        name, schema = extra
        properties[name] = copy.deepcopy(schema)
        values = tool.get("body_template")
        if values is None:
            values = tool.setdefault("query_params", {})
        values[name] = "{{" + name + "}}"
    return tool


def make(folder: Path, count: int) -> list[dict]:
    base = seeds(folder)
    return [variant(base[i % len(base)], i // len(base)) for i in range(count)]


def change_one_enum_value(tools: list[dict]) -> list[dict]:
    """What a developer edits between two builds: one enum value of one tool."""
    changed = copy.deepcopy(tools)
    for tool in changed:
        for schema in tool["parameters"]["properties"].values():
            if "enum" in schema:
                schema["enum"][-1] = "changed_value"
                return changed
    raise SystemExit("no tool has an enum")
