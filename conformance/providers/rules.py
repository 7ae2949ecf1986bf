"""The documented rules of each provider's schemas, as code: what no SDK type says."""

import re

import jsonschema

from vendors import Refused

FORMATS = {"date-time", "time", "date", "duration", "email", "hostname", "ipv4", "ipv6", "uuid"}
VALUES = {"multipleOf", "minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "pattern", "format",
          "minItems", "maxItems"}
BASE = {"type", "description", "enum", "properties", "required", "items", "anyOf"}
CLOSED = BASE | {"additionalProperties"}
STRICT = {
    "openai-chat": CLOSED | VALUES | {"$defs", "$ref"},
    "azure": CLOSED | {"$defs", "$ref"},
    "deepseek": CLOSED,
    "anthropic": CLOSED | {"format"},
}
for same, other in [("openai-responses", "openai-chat"), ("groq", "openai-chat"), ("xai", "openai-chat"),
                    ("bedrock", "anthropic")]:
    STRICT[same] = STRICT[other]
OPEN_API = BASE | {"format", "nullable", "minimum", "maximum", "minItems", "maxItems", "minLength", "maxLength",
                   "pattern", "minProperties", "maxProperties"}
GEMINI = CLOSED | {"format", "minimum", "maximum", "minItems", "maxItems", "prefixItems", "$defs", "$ref"}
KEY = {"anthropic": r"[a-zA-Z0-9_.-]{1,64}", "bedrock": r"[a-zA-Z0-9_.-]{1,64}",
       "gemini": r"[A-Za-z_][A-Za-z0-9_]{0,63}", "vertex": r"[A-Za-z_][A-Za-z0-9_]{0,63}",
       "gemini-live": r"[A-Za-z_][A-Za-z0-9_]{0,63}"}


def each_tool(provider, field):
    """Name, schema (or None) and strict flag of every tool in a tools field."""
    for item in field:
        if provider in ("gemini", "gemini-live", "vertex"):
            for declaration in item["functionDeclarations"]:
                schema = declaration.get("parameters", declaration.get("parametersJsonSchema"))
                yield declaration["name"], schema, None
        elif provider == "bedrock":
            spec = item["toolSpec"]
            yield spec["name"], spec["inputSchema"]["json"], spec.get("strict")
        else:
            inner = item.get("function", item)
            schema = next((inner[key] for key in ("parameters", "input_schema", "inputSchema") if key in inner), None)
            yield inner["name"], schema, inner.get("strict")


def subschemas(schema, is_root=True):
    yield schema, is_root
    for key in ("properties", "$defs"):
        for inner in schema.get(key, {}).values():
            yield from subschemas(inner, False)
    for key in ("anyOf", "prefixItems"):
        for inner in schema.get(key, []):
            yield from subschemas(inner, False)
    for key in ("items", "additionalProperties"):
        if isinstance(schema.get(key), dict):
            yield from subschemas(schema[key], False)


def check(provider, field):
    """Raises where a tools field breaks a documented rule."""
    budget = [20, 24, 16]
    for name, schema, strict in each_tool(provider, field):
        if not re.fullmatch(r"[a-zA-Z_][a-zA-Z0-9_-]{0,63}", name):
            raise Refused(f"the name {name}")
        if schema is None:
            if not provider.startswith(("gemini", "vertex")):
                raise Refused(f"{name} has no schema")
            continue
        if provider == "gemini-live":
            restricted(provider, schema, OPEN_API, "OBJECT")
            continue
        jsonschema.Draft202012Validator.check_schema(schema)
        root(provider, schema)
        if provider in ("gemini", "vertex"):
            restricted(provider, schema, GEMINI, "object")
        if strict:
            keys = STRICT.get(provider)
            if keys is None:
                raise Refused(f"{provider} has no strict mode")
            restricted(provider, schema, keys, "object")
            closed(provider, schema, spend=budget if provider in ("anthropic", "bedrock") else None)


def root(provider, schema):
    if schema.get("type") != "object":
        raise Refused("the root is no object")
    if not provider.startswith("mcp"):
        for key in ("anyOf", "oneOf", "allOf", "enum", "not", "$ref"):
            if key in schema:
                raise Refused(f"`{key}` at the top")
    if provider in KEY:
        for key in schema.get("properties", {}):
            if not re.fullmatch(KEY[provider], key):
                raise Refused(f"the key {key}")


def restricted(provider, schema, keys, kind):
    if schema.get("type") != kind:
        raise Refused(f"the root is no {kind}")
    for inner, _ in subschemas(schema):
        if set(inner) - keys:
            raise Refused(f"{sorted(set(inner) - keys)} in {inner}")
        if "$ref" in inner:
            if len(inner) > 1:
                raise Refused(f"$ref beside others in {inner}")
            name = inner["$ref"].removeprefix("#/$defs/").replace("~1", "/").replace("~0", "~")
            if name not in schema["$defs"]:
                raise Refused(f"{inner} means nothing")
        if provider == "gemini-live":
            if "enum" in inner and (inner["type"] != "STRING" or not all(isinstance(v, str) and v for v in inner["enum"])):
                raise Refused(f"enum in {inner}")
            if not isinstance(inner.get("type", ""), str) or ("type" not in inner and "anyOf" not in inner):
                raise Refused(f"type in {inner}")
            if inner.get("type") == "OBJECT" and not inner.get("properties"):
                raise Refused(f"no properties in {inner}")
            if inner.get("type") == "ARRAY" and "items" not in inner:
                raise Refused(f"no items in {inner}")
            for key in inner.get("properties", {}):
                if not re.fullmatch(KEY[provider], key):
                    raise Refused(f"the key {key}")


def closed(provider, schema, spend):
    optionals = unions = properties = values = 0
    for inner, is_root in subschemas(schema):
        kinds = inner.get("type", [])
        kinds = [kinds] if isinstance(kinds, str) else kinds
        if not kinds and "anyOf" not in inner and "$ref" not in inner:
            raise Refused(f"no type in {inner}")
        if "array" in kinds and "items" not in inner:
            raise Refused(f"no items in {inner}")
        if "format" in inner and inner["format"] not in FORMATS | ({"uri"} if spend else set()):
            raise Refused(f"the format of {inner}")
        if "(?" in inner.get("pattern", ""):
            raise Refused(f"look-around in {inner}")
        unions += len(inner.get("anyOf", [])) > 1
        unions += isinstance(inner.get("type"), list)
        values += len(inner.get("enum", []))
        if "object" in kinds:
            names = list(inner.get("properties", {}))
            properties += len(names)
            if inner.get("additionalProperties") is not False or "properties" not in inner:
                raise Refused(f"an open object: {inner}")
            if spend is None and inner.get("required") != names:
                raise Refused(f"not all is required in {inner}")
            if provider == "deepseek" and not names and not is_root:
                raise Refused("an empty object")
            optionals += len(set(names) - set(inner.get("required", [])))
    limit = 100 if provider == "azure" else 5000
    if properties > limit or values > 1000:
        raise Refused(f"{properties} properties, {values} values")
    if spend is not None:
        for index, cost in enumerate((1, optionals, unions)):
            spend[index] -= cost
        if min(spend) < 0:
            raise Refused(f"over the budget of a request: {spend}")
