"""The same tools as a careful engineer writes them: serde derives and reqwest.

No checking of arguments, no dispatch by name, no specs for a model: less than what
`tools!` gives, which makes the comparison a strict one.
"""

import re
from urllib.parse import urlsplit

PLACEHOLDER = re.compile(r"\{\{(\w+)\}\}")


def camel(text: str) -> str:
    return "".join(word[:1].upper() + word[1:] for word in re.split(r"[-_ ]", text))


def doc(text: str, indent: str = "") -> list[str]:
    return [f"{indent}/// {text}"]


class Hand:
    def __init__(self, tools: list[dict]):
        self.tools = tools
        self.context: set[str] = set()
        self.secrets: dict[str, str] = {}
        self.bases: set[str] = set()

    def source(self) -> str:
        calls = [line for tool in self.tools for line in self.tool(tool)]
        return "\n".join([*self.shared(), *calls]) + "\n"

    def shared(self) -> list[str]:
        """What all calls share: the client with its keys and bases, and one way to send."""
        fields = [f"    {name.lower()}: {kind}," for name, kind in sorted(self.secrets.items())]
        bases = [f"    {base}: Url," for base in sorted(self.bases)]
        context = [f"    /// `{name}` of the conversation.\n    pub {name}: String," for name in sorted(self.context)]
        return f"""//! Tools by hand.
#![deny(missing_docs)]

use reqwest::header::{{AUTHORIZATION, HeaderValue}};
use reqwest::{{Client, RequestBuilder, Url}};
use serde::{{Deserialize, Serialize}};
use serde_json::Value;

/// Why a call failed.
#[derive(Debug)]
pub enum Error {{
    /// It could not be sent, or its answer not be read.
    Http(reqwest::Error),
    /// The server refused it.
    Status(u16, String),
    /// A base URL that cannot have a path.
    Url,
}}

impl From<reqwest::Error> for Error {{
    fn from(error: reqwest::Error) -> Self {{
        Self::Http(error)
    }}
}}

/// Of one conversation.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Context {{
{chr(10).join(context)}
}}

/// The company's interfaces.
pub struct Api {{
    client: Client,
    context: Context,
{chr(10).join([*bases, *fields])}
}}

async fn send(request: RequestBuilder) -> Result<Value, Error> {{
    let response = request.send().await?;
    let status = response.status();
    if !status.is_success() {{
        return Err(Error::Status(status.as_u16(), response.text().await?));
    }}
    Ok(response.json().await?)
}}
""".splitlines()

    def tool(self, tool: dict) -> list[str]:
        name, type_name = tool["name"], camel(tool["name"])
        required = tool["parameters"].get("required", [])
        properties = tool["parameters"]["properties"]
        lines, types = [], {}
        for prop, schema in properties.items():
            if "enum" in schema:
                types[prop] = camel(prop) + type_name
                as_text = any(prop in value for value in tool.get("query_params", {}).values())
                lines += self.enum(types[prop], schema, as_text)
            else:
                types[prop] = {"string": "String", "number": "f64", "integer": "i64", "boolean": "bool", "array": "Vec<String>"}[
                    schema["type"]
                ]
        lines += doc(tool["description"])
        lines += ["#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]", f"pub struct {type_name} {{"]
        for prop, schema in properties.items():
            lines += doc(schema["description"], "    ")
            if prop in required:
                lines.append(f"    pub {prop}: {types[prop]},")
            else:
                lines.append('    #[serde(default, skip_serializing_if = "Option::is_none")]')
                lines.append(f"    pub {prop}: Option<{types[prop]}>,")
        lines += ["}", ""]
        body, values = self.body(tool, types, required)
        lines += [*body, "impl Api {"]
        lines += doc(tool["description"], "    ")
        lines.append(f"    pub async fn {name}(&self, arguments: &{type_name}) -> Result<Value, Error> {{")
        lines += self.url(tool, types, required)
        key = PLACEHOLDER.search(tool["headers"]["Authorization"])[1]
        self.secrets[key] = "HeaderValue"
        request = f"self.client.{tool['http_method'].lower()}(url).header(AUTHORIZATION, self.{key.lower()}.clone())"
        if values:
            lines += [f"        let body = {type_name}Body {{", *values, "        };"]
            request += ".json(&body)"
        lines += [f"        send({request}).await", "    }", "}", ""]
        return lines

    def enum(self, name: str, schema: dict, as_text: bool) -> list[str]:
        lines = doc(schema["description"])
        lines += ["#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]", f"pub enum {name} {{"]
        for value in schema["enum"]:
            lines += [f"    /// `{value}`", f'    #[serde(rename = "{value}")]', f"    {camel(value)},"]
        lines += ["}", ""]
        if not as_text:
            return lines
        lines += [f"impl {name} {{", "    /// The text that is sent.", "    pub const fn as_str(self) -> &'static str {"]
        lines.append("        match self {")
        lines += [f'            Self::{camel(value)} => "{value}",' for value in schema["enum"]]
        return [*lines, "        }", "    }", "}", ""]

    def borrowed(self, name: str, types: dict, required: list[str]) -> tuple[str, str]:
        """How a body borrows the value of a placeholder: its type, and the expression."""
        if name not in types:
            self.context.add(name)
            return "&'a str", f"&self.context.{name}"
        kind, there = types[name], name in required
        if kind == "String":
            return ("&'a str", f"&arguments.{name}") if there else ("Option<&'a str>", f"arguments.{name}.as_deref()")
        if kind.startswith("Vec"):
            return ("&'a [String]", f"&arguments.{name}") if there else ("Option<&'a [String]>", f"arguments.{name}.as_deref()")
        return (kind if there else f"Option<{kind}>"), f"arguments.{name}"

    def body(self, tool: dict, types: dict, required: list[str]) -> tuple[list[str], list[str]]:
        template = tool.get("body_template")
        if template is None:
            return [], []
        lines, values = ["#[derive(Serialize)]", f"struct {camel(tool['name'])}Body<'a> {{"], []
        for key, value in template.items():
            hole = PLACEHOLDER.fullmatch(value)
            kind, expression = self.borrowed(hole[1], types, required) if hole else ("&'a str", f'"{value}"')
            field = key.lower() if key.lower() != "type" else "r#type"
            if key != field and field != "r#type":
                lines.append(f'    #[serde(rename = "{key}")]')
            if kind.startswith("Option"):
                lines.append('    #[serde(skip_serializing_if = "Option::is_none")]')
            lines.append(f"    {field}: {kind},")
            values.append(f"            {field}: {expression},")
        return [*lines, "}", ""], values

    def url(self, tool: dict, types: dict, required: list[str]) -> list[str]:
        parts = urlsplit(tool["api_endpoint"])
        base = parts.hostname.split(".")[0] + "_base"
        self.bases.add(base)
        segments = []
        for segment in parts.path.removeprefix("/").split("/"):
            hole = PLACEHOLDER.fullmatch(segment)
            if not hole:
                segments.append(f'"{segment}"')
            elif hole[1].isupper():
                self.secrets[hole[1]] = "String"
                segments.append(f"&self.{hole[1].lower()}")
            else:
                segments.append(self.borrowed(hole[1], types, required)[1])
        lines = [
            f"        let mut url = self.{base}.clone();",
            f"        url.path_segments_mut().map_err(|()| Error::Url)?.extend([{', '.join(segments)}]);",
        ]
        for key, value in tool.get("query_params", {}).items():
            name = PLACEHOLDER.fullmatch(value)[1]
            lines += self.pair(key, name, types[name], name in required)
        return lines

    def pair(self, key: str, name: str, kind: str, there: bool) -> list[str]:
        text = {"String": "value", "Vec<String>": "value"}.get(kind, "&value.to_string()")
        if kind not in ("String", "f64", "i64", "bool", "Vec<String>"):
            text = "value.as_str()"
        append = f'url.query_pairs_mut().append_pair("{key}", {text});'
        if kind == "Vec<String>":
            append = f"for value in value {{ {append} }}"
        if there:
            return [f"        let value = &arguments.{name};", f"        {append}"]
        return [f"        if let Some(value) = &arguments.{name} {{", f"            {append}", "        }"]
