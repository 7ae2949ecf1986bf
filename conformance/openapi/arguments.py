"""Arguments for a tool, made from its schema: the fewest that satisfy it, or as many as it names."""

import base64
import json
import random
import re
import string

import jsonschema
import rstr

# What is not a letter, a digit or one of `-._~` must be encoded on its way, in each place in another form.
TEXTS = ["plain", "two words", "a&b=c", "50% + 1", "#hash?", "Zoë", "semi;colon, comma", 'quo"te', "sl/ash"]
FORMATS = {
    "date": "2026-01-31", "date-time": "2026-01-31T09:30:00Z", "time": "09:30:00Z", "email": "maya@example.com",
    "uri": "https://example.com/a?b=c&d=%20", "url": "https://example.com/", "uuid": "8f14e45f-ceea-467f-9a3c-1b2d3e4f5a6b",
    "hostname": "example.com", "ipv4": "192.0.2.1", "ipv6": "2001:db8::1", "duration": "PT30M",
    "byte": base64.b64encode(b"hello").decode(), "binary": base64.b64encode(b"hello").decode(),
}
DEEPEST = 7
# How a text begins that is JSON.
JSON = '{"of": '


class Unmade(Exception):
    """The schema asks for something that nothing here makes."""


class Text(rstr.Rstr):
    """A text of a pattern; `a*` is a few of them."""

    def _handle_repeat(self, least, most, value):
        return super()._handle_repeat(least, min(most, least + 6), value)


class Maker:
    def __init__(self, schema, seed, everything, unwanted=None):
        self.root = schema
        # By argument, what is not to be in its text.
        self.unwanted_in = unwanted or {}
        self.random = random.Random(seed)
        self.everything = everything
        # What is not to be in the texts that are made.
        self.unwanted = ""

    def make(self):
        """Arguments that satisfy the schema, by the judgement of `jsonschema`."""
        check = jsonschema.Draft202012Validator(self.root)
        why = None
        for _ in range(20):
            made = self.value(self.root, 0)
            why = next(check.iter_errors(made), None)
            if why is None:
                return made
        raise Unmade(f"{why.json_path}: {why.message[:200]}")

    def resolved(self, schema):
        for _ in range(20):
            if not isinstance(schema, dict) or "$ref" not in schema:
                break
            target = self.root
            for step in schema["$ref"].removeprefix("#/").split("/"):
                target = target[step.replace("~1", "/").replace("~0", "~")]
            rest = {key: value for key, value in schema.items() if key != "$ref"}
            schema = {**target, **rest} if isinstance(target, dict) else target
        return schema

    def merged(self, schema):
        """With the parts of `allOf`, and with one of the branches of `oneOf` and `anyOf`."""
        schema = self.resolved(schema)
        if not isinstance(schema, dict):
            return {}
        parts = list(schema.get("allOf", []))
        for key in ["oneOf", "anyOf"]:
            if schema.get(key):
                parts.append(self.random.choice(schema[key]))
        whole = {key: value for key, value in schema.items() if key not in ["allOf", "oneOf", "anyOf"]}
        for part in map(self.merged, parts):
            for key, value in part.items():
                if key == "properties":
                    whole[key] = {**value, **whole.get(key, {})}
                elif key == "required":
                    whole[key] = list(dict.fromkeys([*whole.get(key, []), *value]))
                elif key == "enum" and key in whole:
                    whole[key] = [one for one in whole[key] if one in value] or value
                elif key == "type" and isinstance(whole.get(key), list):
                    whole[key] = value
                else:
                    whole.setdefault(key, value)
        return whole

    def value(self, schema, depth):
        if depth > 40:
            raise Unmade("the schema has no end")
        schema = self.merged(schema)
        if "const" in schema:
            return schema["const"]
        if schema.get("enum"):
            return self.random.choice(schema["enum"])
        kinds = schema.get("type") or self.implied(schema)
        kinds = [kinds] if isinstance(kinds, str) else list(kinds)
        kind = self.random.choice([kind for kind in kinds if kind != "null"] or ["null"])
        return getattr(self, f"made_{kind}")(schema, depth)

    def implied(self, schema):
        if "properties" in schema or "additionalProperties" in schema:
            return "object"
        return "array" if "items" in schema else "string"

    def made_null(self, schema, depth):
        return None

    def made_boolean(self, schema, depth):
        return self.random.choice([True, False])

    def made_integer(self, schema, depth):
        least, most = self.bounds(schema)
        step = schema.get("multipleOf", 1)
        low, high = -(-least // step), most // step
        return int(self.random.randint(int(low), int(max(low, high))) * step)

    def made_number(self, schema, depth):
        least, most = self.bounds(schema)
        if "multipleOf" in schema:
            return self.made_integer(schema, depth)
        return round(self.random.uniform(least, most), 2) if most - least > 0.1 else least

    def bounds(self, schema):
        least = schema.get("minimum", schema.get("exclusiveMinimum"))
        most = schema.get("maximum", schema.get("exclusiveMaximum"))
        if least is not None and "minimum" not in schema:
            least += 1
        if most is not None and "maximum" not in schema:
            most -= 1
        if least is None:
            least = 1 if most is None or most >= 1 else most - 10
        least = 1 if least < 1 and (most is None or most >= 1) else least
        return least, min(most, least + 50) if most is not None else least + 50

    def made_string(self, schema, depth):
        least, most = schema.get("minLength", 0), schema.get("maxLength", 1_000_000)
        fixed = FORMATS.get("byte" if "contentEncoding" in schema else schema.get("format"))
        if fixed and re.search(schema.get("pattern", ""), fixed):
            return fixed
        if "pattern" in schema:
            maker = Text(self.random, printable=string.ascii_letters)
            texts = [maker.xeger(schema["pattern"]) for _ in range(20)]
            return next((text for text in texts if least <= len(text) <= most), texts[0])
        if schema.get("contentMediaType") == "application/json":
            return f'{JSON}{json.dumps(self.random.choice(TEXTS))}}}'
        text = self.random.choice([text for text in TEXTS if not any(one in text for one in self.unwanted)])
        return (text + "x" * least)[: max(least, min(most, len(text)))]

    def made_array(self, schema, depth):
        least, most = schema.get("minItems", 0), schema.get("maxItems", 1_000)
        wanted = max(least, min(most, 2 if self.everything and depth < DEEPEST else 0))
        # A server may take a list apart after it has decoded it.
        outside, self.unwanted = self.unwanted, ", |/"
        items = [self.value(part, depth + 1) for part in schema.get("prefixItems", [])[:most]]
        for _ in range(50):
            if len(items) >= wanted:
                break
            item = self.value(schema.get("items", {}), depth + 1)
            if not schema.get("uniqueItems") or item not in items:
                items.append(item)
        self.unwanted = outside
        return items

    def made_object(self, schema, depth):
        properties, required = schema.get("properties", {}), schema.get("required", [])
        taken = [name for name in properties if name not in required] if self.everything and depth < DEEPEST else []
        if depth > 1:
            taken = [name for name in taken if self.random.random() < 0.5]
        made = {}
        for name in [*required, *taken]:
            self.unwanted = self.unwanted_in.get(name, "") if depth == 0 else self.unwanted
            made[name] = self.value(properties.get(name, {}), depth + 1)
        least, rest = schema.get("minProperties", 0), schema.get("additionalProperties", True)
        for name in properties:
            if len(made) >= least:
                break
            made.setdefault(name, self.value(properties[name], depth + 1))
        typed = isinstance(rest, dict) and self.everything and depth < DEEPEST
        number = 0
        while len(made) < least + (1 if typed and not properties else 0) and rest is not False:
            made[f"key {number}"] = self.value(rest if isinstance(rest, dict) else {}, depth + 1)
            number += 1
        return made


def made(definition, everything):
    """The arguments, the same at every run."""
    schema = definition.get("parameters", {"type": "object"})
    seed = f"{definition['name']} {everything}"
    # The engine refuses a slash in a segment of a path, and letters beyond ASCII in a header.
    unwanted = dict.fromkeys(placeholders(definition["api_endpoint"]), "/")
    unwanted.update(dict.fromkeys(placeholders(json.dumps(definition.get("headers", {}))), "ë"))
    return Maker(schema, seed, everything, unwanted).make()


def placeholders(text):
    return re.findall(r"\{\{([^{}:]+)\}\}", text)
