"""The documented rules of each provider's schemas, as code: what no SDK type says."""

import re

import jsonschema
from mcp.shared.inbound import find_invalid_x_mcp_header

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
for same, other in [("openai-responses", "openai-chat"), ("groq", "openai-chat"), ("bedrock", "anthropic")]:
    STRICT[same] = STRICT[other]
OPEN_API = BASE | {"format", "nullable", "minimum", "maximum", "minItems", "maxItems", "minLength", "maxLength",
                   "pattern", "minProperties", "maxProperties"}
# docs.x.ai, "Structured outputs", sections "JSON Schema support" to "Regex support": tools follow them, and are always
# strict.
XAI = CLOSED | {"pattern", "format", "minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "minLength", "maxLength",
                "minItems", "maxItems", "minProperties", "maxProperties", "prefixItems", "$defs", "$ref"}
XAI_FORMATS = {"date", "time", "date-time", "email", "uuid", "ipv4", "ipv6", "uri"}
# llama.cpp, `common/json-schema-to-grammar.cpp` (patterns have both anchors; `\\d` and the like have no grammar; repeats
# make it grow; `$defs` of all tools are looked up together) and vLLM, `get_json_schema_from_tools` (a name of `$defs` has
# one meaning in a request).
LOCAL = CLOSED | {"pattern", "format", "minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "minLength",
                  "maxLength", "minItems", "maxItems", "$defs", "$ref"}
LOCAL_FORMATS = {"date", "time", "date-time", "uuid"}
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
    if not isinstance(schema, dict):
        return
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
    definitions = {}
    beside_schemas(provider, field)
    for name, schema, strict in each_tool(provider, field):
        if not re.fullmatch(r"[a-zA-Z_][a-zA-Z0-9_-]{0,63}", name):
            raise Refused(f"the name {name}")
        if schema is None:
            if not provider.startswith(("gemini", "vertex")):
                raise Refused(f"{name} has no schema")
            continue
        # xAI refuses it (tried on two models); a branch beside `enum` means the same everywhere.
        if any(None in values for values in enums(schema)):
            raise Refused(f"null among the values of an enum of {name}")
        if provider == "gemini-live":
            restricted(provider, schema, OPEN_API, "OBJECT")
            continue
        jsonschema.Draft202012Validator.check_schema(schema)
        root(provider, schema)
        if provider in ("gemini", "vertex"):
            restricted(provider, schema, GEMINI, "object")
            if any("" in values for values in enums(schema)):
                raise Refused(f"an empty string among the values of an enum of {name}")
        if provider == "groq" and not strict:
            nullable(schema)
        if provider == "xai":
            restricted(provider, schema, XAI, "object")
            always_strict(schema)
        if provider == "local":
            restricted(provider, schema, LOCAL, "object")
            grammar(schema)
            for key, definition in schema.get("$defs", {}).items():
                if definitions.setdefault(key, definition) != definition:
                    raise Refused(f"{key} has two meanings")
        if strict:
            keys = STRICT.get(provider)
            if keys is None:
                raise Refused(f"{provider} has no strict mode")
            restricted(provider, schema, keys, "object")
            closed(provider, schema, spend=budget if provider in ("anthropic", "bedrock") else None)


def beside_schemas(provider, field):
    """Members of a tool's item that are held against its schema, or are one."""
    for item in field:
        if provider == "anthropic":
            for example in item.get("input_examples", []):
                jsonschema.validate(example, item["input_schema"])
        if provider.startswith("mcp"):
            # The SDK's own reading of 2026-07-28: a client leaves a tool out in which this finds something.
            why = find_invalid_x_mcp_header(item["inputSchema"])
            if why:
                raise Refused(why)
            if "outputSchema" in item:
                jsonschema.Draft202012Validator.check_schema(item["outputSchema"])
                if provider != "mcp" and item["outputSchema"].get("type") != "object":
                    raise Refused(f"the outputSchema of {item['name']} is no object's")


def enums(schema):
    """The lists of values anywhere in a schema."""
    if isinstance(schema, list):
        for inner in schema:
            yield from enums(inner)
    elif isinstance(schema, dict):
        for key, value in schema.items():
            if key == "enum" and isinstance(value, list):
                yield value
            elif key not in ("default", "examples", "const"):
                yield from enums(value)


def nullable(schema):
    """Groq holds a call against the schema before a client sees it, and its models say null for what may be left out
    (issues of clients quote the 400)."""
    for inner, _ in subschemas(schema):
        for name, value in inner.get("properties", {}).items():
            of_all = [name for part in inner.get("allOf", []) for name in part.get("required", [])]
            if name in inner.get("required", []) or name in of_all or not isinstance(value, dict):
                continue
            if not jsonschema.Draft202012Validator({**value, "$defs": schema.get("$defs", {})}).is_valid(None):
                raise Refused(f"{name} may be left out, but not be null")


def always_strict(schema):
    for inner, _ in subschemas(schema):
        if not isinstance(inner.get("additionalProperties", True), bool):
            raise Refused(f"additionalProperties of {inner}")
        if inner.get("type") == "object" and not {"properties", "additionalProperties"} & set(inner):
            raise Refused(f"{inner} can only be empty")
        if any(isinstance(value, bool) for value in inner.get("properties", {}).values()):
            raise Refused(f"true or false as a property of {inner}")
        if [] in (inner.get("enum"), inner.get("anyOf")) or isinstance(inner.get("items"), list):
            raise Refused(f"an empty list, or a list of items in {inner}")
        if inner.get("format", "date") not in XAI_FORMATS:
            raise Refused(f"the format of {inner}")
        pattern = inner.get("pattern", "^$")
        if not re.fullmatch(r"\^.*\$", pattern, re.S) or re.search(r"\(\?[^:]|\\[bBpPk1-9]", pattern):
            raise Refused(f"the pattern of {inner}")
    no_circle(schema)


def no_circle(schema):
    definitions = schema.get("$defs", {})
    refers = {name: {inner["$ref"].removeprefix("#/$defs/") for inner, _ in subschemas(definition) if "$ref" in inner}
              for name, definition in definitions.items()}
    for start in refers:
        seen, todo = set(), [start]
        while todo:
            for name in refers.get(todo.pop(), ()):
                if name == start:
                    raise Refused(f"{start} leads back to itself")
                if name not in seen:
                    seen.add(name)
                    todo.append(name)


def grammar(schema):
    for inner, _ in subschemas(schema):
        if isinstance(inner.get("type"), list) or not {"type", "anyOf", "$ref"} & set(inner):
            raise Refused(f"no single type in {inner}")
        pattern = inner.get("pattern", "^$")
        if not re.fullmatch(r"\^.*\$", pattern, re.S) or re.search(r"\(\?[^:]|\\[^$^.\[\]()|{}*+?]", pattern):
            raise Refused(f"the pattern of {inner}")
        if max(inner.get(key, 0) for key in ("minLength", "maxLength", "minItems", "maxItems")) > 200:
            raise Refused(f"{inner} is too large for a grammar")
        if inner.get("format", "date") not in LOCAL_FORMATS:
            raise Refused(f"the format of {inner}")
    no_circle(schema)


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
