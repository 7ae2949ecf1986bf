"""The service of a document: it takes requests on this machine, and judges each by the document itself."""

import http.server
import json
import re
import threading
import urllib.parse

import openapi_core
import yaml
from openapi_core.datatypes import RequestParameters
from werkzeug.datastructures import Headers, ImmutableMultiDict


class AnyFormat(dict):
    """Values are compared as they were sent, and not as Python's types; formats that nobody knows are words."""

    def __contains__(self, _):
        return True

    def __getitem__(self, _):
        return lambda value: value


class Yaml(yaml.CSafeLoader):
    """YAML 1.2: `on` and `y` are texts, and so are dates."""


Yaml.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if tag not in ["tag:yaml.org,2002:bool", "tag:yaml.org,2002:timestamp"]]
    for first, resolvers in yaml.CSafeLoader.yaml_implicit_resolvers.items()
}
Yaml.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile("^(?:true|True|TRUE|false|False|FALSE)$"), list("tTfF"))


def read(path):
    text = path.read_text()
    return json.loads(text) if path.suffix == ".json" else with_text_keys(yaml.load(text, Yaml))


def with_text_keys(value):
    if isinstance(value, dict):
        return {str(key): with_text_keys(one) for key, one in value.items()}
    return [with_text_keys(one) for one in value] if isinstance(value, list) else value


class Parameters(RequestParameters):
    """Path segments are found in the path as it was sent, and are what they decode to."""

    def __setattr__(self, key, value):
        # It is set each time that the request is looked at.
        if key == "path" and value and not self.path:
            value = {name: urllib.parse.unquote(text.split("?")[0]) for name, text in value.items()}
        super().__setattr__(key, value)


class Request:
    """A request as `openapi-core` wants it."""

    def __init__(self, service, method, target, headers, body):
        parts = urllib.parse.urlsplit(target)
        cookies = [pair.strip().split("=", 1) for pair in headers.get("Cookie", "").split(";") if "=" in pair]
        self.host_url, self.path = service.origin, parts.path
        # Some documents tell operations apart by a query, which has no place in a path.
        for query in service.queries:
            if set(query.split("&")) <= set(parts.query.split("&")):
                self.path = f"{parts.path}?{query}"
        self.method, self.body = method.lower(), body or None
        self.content_type = headers.get("Content-Type", "")
        query = urllib.parse.parse_qsl(parts.query, keep_blank_values=True)
        self.parameters = Parameters(
            query=ImmutableMultiDict(query), header=Headers(headers.items()), cookie=ImmutableMultiDict(cookies)
        )


class Service:
    """Listens for what is meant for one origin."""

    def __init__(self, document, origin):
        self.origin = origin
        # The document is judged by nobody: as it is published, so it is used.
        config = openapi_core.Config(spec_validator_cls=None, extra_format_unmarshallers=AnyFormat())
        self.judge = openapi_core.OpenAPI.from_dict(document, config=config)
        self.queries = sorted({path.split("?")[1] for path in document["paths"] if "?" in path}, key=len)
        self.token_paths = set()
        self.last = None
        handler = type("Handler", (Handler,), {"service": self})
        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    @property
    def url(self):
        return f"http://127.0.0.1:{self.server.server_address[1]}"


class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def log_message(self, *_):
        pass

    def answer(self):
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        service = self.service
        answer = {}
        if self.path.split("?")[0] in service.token_paths:
            answer = {"access_token": "t", "token_type": "Bearer", "expires_in": 3600}
        else:
            service.last = Request(service, self.command, self.path, self.headers, body)
            service.last.target = self.path
        text = json.dumps(answer).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(text)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(text)

    do_GET = do_POST = do_PUT = do_PATCH = do_DELETE = do_HEAD = answer
