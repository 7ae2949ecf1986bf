"""Calls that are not judged right, and are not wrong: where a document contradicts itself, or the validator errs."""

import json

import jsonschema

CLOSED = "the document closes a part of an `allOf`: nothing satisfies it"


def kind(name, call):
    """What is known of such a call; `None` where somebody has to look at it."""
    why, document = call.why, json.dumps(call.document)
    if call.kind == "no arguments made":
        return CLOSED if "Additional properties" in why else "the document's `oneOf` has branches that overlap" if "under each of" in why else None
    if call.kind == "lost or changed":
        in_query = name == "styles" and call.definition["name"].startswith("query_")
        if in_query or "%5B0%5D%5B" in call.sent:
            return "the validator does not read objects in a query"
        return "a form has no null: it is left out" if call.lost == {"null"} else None
    if call.kind != "refused":
        return None
    if "is not of type 'string'" in why and ": b'" in why:
        return "a part of a multipart body is no string to the validator"
    if "is a required property" in why and "readOnly" in document:
        missing = why.split("'")[1]
        if missing not in json.dumps(call.definition["parameters"]):
            return "the document requires what it says is never sent (`readOnly`)"
    if name == "styles" and ("not available" in why or "a bytes-like object" in why):
        return "the validator does not read styles of multipart fields, which 3.0 says are to be ignored"
    if "reference '#/components/schemas/" in why and "could not be resolved" in why:
        return "a `discriminator` of the document names no schema"
    if second_opinion(call):
        return "the validator refuses a body that `jsonschema` finds valid by the same schema"
    return CLOSED if "Additional properties are not allowed" in why and '"allOf"' in document else None


def second_opinion(call):
    """Whether the body of a call is valid by its schema, which is one of JSON Schema since 3.1."""
    if not call.document.get("openapi", "").startswith("3.1") or not call.body:
        return False
    method, path = call.definition["x-imported"]["origin"].split(" ", 1)
    content = call.document["paths"][path][method.lower()].get("requestBody", {}).get("content", {})
    schema = content.get("application/json", {}).get("schema")
    return schema is not None and jsonschema.Draft202012Validator({**call.document, **schema}).is_valid(json.loads(call.body))
