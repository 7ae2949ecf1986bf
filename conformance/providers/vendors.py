"""The vendors' own types: for each provider, what accepts its tools field and its result messages.

Unknown keys are errors everywhere. Where a vendor's type drops them in silence, the value is
written out again and compared with what went in."""

import jsonschema
from pydantic import BaseModel, ConfigDict, TypeAdapter


class Refused(Exception):
    pass


def adapter(kind):
    # A list, for pydantic takes a configuration only for what has none of its own; it hands it on
    # to every TypedDict within.
    return TypeAdapter(list[kind], config=ConfigDict(extra="forbid"))


def holds(sent, kept, at=""):
    """`kept` has everything of `sent`, whatever the vendor's type adds to it."""
    if isinstance(sent, dict) and isinstance(kept, dict):
        for key, value in sent.items():
            if key not in kept:
                raise Refused(f"{at}/{key} is dropped")
            holds(value, kept[key], f"{at}/{key}")
    elif isinstance(sent, list) and isinstance(kept, list):
        if len(sent) != len(kept):
            raise Refused(f"{at} has another length")
        for index, (a, b) in enumerate(zip(sent, kept)):
            holds(a, b, f"{at}/{index}")
    elif sent != kept and not (isinstance(kept, float) and float(sent) == kept):
        # A bound beyond 64 bits is the nearest float.
        raise Refused(f"{at}: {sent!r} became {kept!r}")


def model(kind):
    def check(value):
        kept = kind.model_validate(value)
        holds(value, kept.model_dump(by_alias=True, exclude_unset=True, mode="json"))

    return check


def typed_dict(kind):
    types = adapter(kind)

    def check(value):
        # Several of these types hold iterators, which are checked when they are read.
        holds([value], types.dump_python(types.validate_python([value]), mode="json"))

    return check


def each(check):
    def all_of(values):
        for value in values:
            check(value)

    return all_of


def bedrock(shape):
    import botocore.session
    from botocore.validate import ParamValidator

    service = botocore.session.get_session().get_service_model("bedrock-runtime")
    member = service.operation_model("Converse").input_shape.members[shape]

    def check(value):
        report = ParamValidator().validate(value, member)
        if report.has_errors():
            raise Refused(report.generate_report())

    return check


def tools():
    from anthropic.types import ToolParam
    from cohere.types import ToolV2
    from google.genai import types as google
    from groq.types.chat import ChatCompletionToolParam as GroqTool
    from mcp import types as mcp
    from mistral_common.protocol.instruct.tool_calls import Tool as MistralTool
    from ollama._types import Tool as OllamaTool
    from openai.types.chat import ChatCompletionFunctionToolParam
    from openai.types.realtime import RealtimeFunctionToolParam
    from openai.types.responses import FunctionToolParam

    chat = each(typed_dict(ChatCompletionFunctionToolParam))
    gemini = each(model(google.Tool))
    converse = bedrock("toolConfig")
    mcp_tools = each(model(mcp.Tool))
    mistral = each(model(MistralTool))

    def mistral_too(value):
        chat(value)
        mistral(value)

    def converse_tools(value):
        if value:
            converse({"tools": value})

    return {
        "openai-chat": chat,
        "openai-responses": each(typed_dict(FunctionToolParam)),
        "openai-realtime": each(typed_dict(RealtimeFunctionToolParam)),
        "azure": chat,
        "anthropic": each(typed_dict(ToolParam)),
        "gemini": gemini,
        "gemini-live": gemini,
        "vertex": gemini,
        "bedrock": converse_tools,
        "mistral": mistral_too,
        "cohere": each(model(ToolV2)),
        "groq": each(typed_dict(GroqTool)),
        "ollama": each(model(OllamaTool)),
        "local": chat,
        "xai": chat,
        "deepseek": chat,
        "openrouter": chat,
        "vercel": each(vercel),
        "mcp": mcp_tools,
        "mcp-2025-11-25": mcp_tools,
        "mcp-2025-06-18": mcp_tools,
    }


def vercel(value):
    """Its types are TypeScript; this is LanguageModelV3FunctionTool by hand."""
    known = {"type", "name", "description", "inputSchema", "inputExamples", "strict", "providerOptions"}
    if set(value) - known or value["type"] != "function" or not isinstance(value["name"], str):
        raise Refused(f"no LanguageModelV3FunctionTool: {sorted(value)}")
    jsonschema.Draft7Validator.check_schema(value["inputSchema"])


def results():
    from anthropic.types import MessageParam
    from cohere.types import ToolChatMessageV2
    from google.genai import types as google
    from groq.types.chat import ChatCompletionToolMessageParam as GroqResult
    from mcp import types as mcp
    from mistral_common.protocol.instruct.messages import ToolMessage
    from ollama._types import Message as OllamaMessage
    from openai.types.chat import ChatCompletionToolMessageParam
    from openai.types.realtime import ConversationItemCreateEventParam, ResponseCreateEventParam
    from openai.types.responses.response_input_param import FunctionCallOutput

    chat = each(typed_dict(ChatCompletionToolMessageParam))
    item, create = typed_dict(ConversationItemCreateEventParam), typed_dict(ResponseCreateEventParam)
    gemini = each(model(google.Content))
    live = model(google.LiveClientToolResponse)

    def realtime(events):
        for event in events[:-1]:
            item(event)
        create(events[-1])

    def live_messages(messages):
        for message in messages:
            if set(message) != {"toolResponse"}:
                raise Refused(f"no tool response: {sorted(message)}")
            live(message["toolResponse"])

    def vercel_messages(messages):
        for message in messages:
            if set(message) != {"role", "content"} or message["role"] != "tool":
                raise Refused(f"no tool message: {sorted(message)}")
            for part in message["content"]:
                if set(part) != {"type", "toolCallId", "toolName", "output"}:
                    raise Refused(f"no tool result: {sorted(part)}")
                if set(part["output"]) != {"type", "value"}:
                    raise Refused(f"no output: {part['output']}")

    return {
        "openai-chat": chat,
        "openai-responses": each(typed_dict(FunctionCallOutput)),
        "openai-realtime": realtime,
        "azure": chat,
        "anthropic": each(typed_dict(MessageParam)),
        "gemini": gemini,
        "gemini-live": live_messages,
        "vertex": gemini,
        "bedrock": bedrock("messages"),
        "mistral": each(model(ToolMessage)),
        "cohere": each(model(ToolChatMessageV2)),
        "groq": each(typed_dict(GroqResult)),
        "ollama": each(model(OllamaMessage)),
        "local": chat,
        "xai": chat,
        "deepseek": chat,
        "openrouter": chat,
        "vercel": vercel_messages,
        "mcp": each(model(mcp.CallToolResult)),
        "mcp-2025-11-25": each(model(mcp.CallToolResult)),
        "mcp-2025-06-18": each(model(mcp.CallToolResult)),
    }
