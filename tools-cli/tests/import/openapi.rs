//! What stands in OpenAPI documents as they are published.

use std::fs;
use std::process::Output;

use super::{Folder, NOTES, data, text};

/// An operation of a path with a body, as one tool; or why it is none.
fn one(folder: &Folder, path: &str, operation: &str, components: &str) -> String {
    let document = format!(
        "openapi: 3.0.0\ninfo: {{title: One}}\nservers: [{{url: 'https://one.example'}}]\npaths:\n  '{path}':\n    {operation}\n\
         components:\n  {components}\n"
    );
    folder.put("one.yaml", &document);
    let _ = fs::remove_dir_all(folder.0.join("tools"));
    let output = folder.run(&["import", "one.yaml"]);
    let definitions: Vec<String> = folder.definitions("tools").into_values().collect();
    format!("{}{}{}", definitions.concat(), text(&output.stdout), text(&output.stderr))
}

#[test]
fn what_is_odd_in_documents() {
    let folder = Folder::new("odd");
    let none = "schemas: {}";
    for (path, operation, components, found) in [
        // A fragment tells operations of one path apart.
        (
            "/#Action=Run",
            "post: {operationId: run, responses: {}}",
            none,
            "\"api_endpoint\": \"https://one.example/\"",
        ),
        // Two names of one credential.
        (
            "/a",
            "get: {security: [{x: [], y: []}], responses: {}}",
            "securitySchemes: {x: {type: oauth2, flows: {}}, y: {type: openIdConnect}}",
            "\"token\": \"{{ONE_ACCESS_TOKEN}}\"",
        ),
        (
            "/a",
            "get: {security: [{x: [], y: []}], responses: {}}",
            "securitySchemes: {x: {type: http, scheme: basic}, y: {type: openIdConnect}}",
            "one.yaml:6:30: GET /a is left out: two credentials at once stand in `Authorization`",
        ),
        (
            "/a",
            "get: {security: [{x: []}], responses: {}}",
            "securitySchemes: {x: {type: http, scheme: digest}}",
            "the security scheme `x` is HTTP's `digest`, which a definition cannot send",
        ),
        // The first alternative that can be sent.
        (
            "/a",
            "get: {security: [{x: []}, {y: []}], responses: {}}",
            "securitySchemes: {x: {type: http, scheme: digest}, y: {type: apiKey, in: cookie, name: sid}}",
            "\"Cookie\": \"sid={{ONE_SID}}\"",
        ),
        // Two names of one key.
        (
            "/a",
            "get: {security: [{x: [], y: []}], responses: {}}",
            "securitySchemes: {x: {type: apiKey, in: query, name: key}, y: {type: apiKey, in: query, name: key}}",
            "\"key\": \"{{ONE_KEY}}\"",
        ),
        // A body that may be left out is left out of a GET.
        (
            "/a",
            "get: {requestBody: {content: {application/json: {schema: {type: object}}}}, responses: {}}",
            none,
            "1  imported",
        ),
        (
            "/a",
            "get: {requestBody: {required: true, content: {application/json: {schema: {type: object}}}}, responses: {}}",
            none,
            "one.yaml:6:11: GET /a is left out: a body on GET",
        ),
        ("/a", "trace: {responses: {}}", none, "TRACE /a is left out: a tool cannot send TRACE"),
        // Regular expressions that ECMA-262 has not.
        (
            "/a",
            "get: {parameters: [{name: q, in: query, schema: {type: string, pattern: '(?<=a)+b'}}], responses: {}}",
            none,
            "\"description\": \"It matches the regular expression (?<=a)+b\"",
        ),
        // A body whose properties clash with a parameter is one argument.
        (
            "/a/{id}",
            "put: {requestBody: {required: true, content: {application/json: {schema: {type: object, properties: {id: {type: string}}}}}}, responses: {}}",
            none,
            "\"body_template\": \"{{body}}\"",
        ),
        // One that may be left out cannot demand its properties.
        (
            "/a",
            "put: {requestBody: {content: {application/json: {schema: {type: object, required: [n], properties: {n: {type: string}}}}}}, responses: {}}",
            none,
            "\"body_template\": \"{{body}}\"",
        ),
        (
            "/a",
            "put: {requestBody: {required: true, content: {text/csv: {schema: {type: string}}}}, responses: {}}",
            none,
            "\"Content-Type\": \"text/csv\"",
        ),
        (
            "/a",
            "post: {parameters: [{name: Idempotency-Key, in: header, schema: {type: string}}], responses: {}}",
            none,
            "\"idempotency_key\": \"Idempotency-Key\"",
        ),
        (
            "/a",
            "put: {requestBody: {required: true, content: {multipart/form-data: {schema: {type: object, properties: {offer: {type: string}}}, \
             encoding: {offer: {contentType: application/sdp}}}}}, responses: {}}",
            none,
            "\"value\": \"{{offer}}\",\n      \"content_type\": \"application/sdp\"",
        ),
        // Names of nobody's.
        ("/files/{name+}", "get: {responses: {}}", none, "\"https://one.example/files/{{name:path}}\""),
        ("/tools", "get: {operationId: tools, responses: {}}", none, "\"x-rust-name\": \"ToolsTool\""),
        (
            "/a",
            "get: {parameters: [{name: f, in: query, style: deepObject, schema: {type: object, additionalProperties: {type: string}}}], responses: {}}",
            none,
            "\"f\": \"{{f}}\"",
        ),
        (
            "/a",
            "get: {parameters: [{name: f, in: query, content: {application/json: {schema: {type: object}}}}], responses: {}}",
            none,
            "\"contentMediaType\": \"application/json\",\n        \"description\": \"JSON, as text.\"",
        ),
        // A circle.
        (
            "/a",
            "put: {requestBody: {required: true, content: {application/json: {schema: {$ref: '#/components/schemas/N'}}}}, responses: {}}",
            "schemas: {N: {type: object, properties: {next: {$ref: '#/components/schemas/N'}, at: {type: string, nullable: true}}}}",
            "\"type\": [\"string\", \"null\"]",
        ),
        (
            "/a",
            "put: {requestBody: {$ref: '#/components/requestBodies/A'}, responses: {}}",
            "requestBodies: {A: {$ref: '#/components/requestBodies/A'}}",
            "this `$ref` leads back to itself",
        ),
        ("/a", "get: [1]", none, "GET /a is left out: an operation is an object"),
    ] {
        let said = one(&folder, path, operation, components);
        assert!(said.contains(found), "{path} {operation}: {found}\n{said}");
        assert_eq!(
            folder.run(&["check", "tools"]).status.code() == Some(0),
            said.contains("1  imported"),
            "{said}"
        );
    }
}

/// What is required and said nothing of is an argument too: without it the service would refuse each call.
#[test]
fn what_a_body_requires_can_be_given() {
    let folder = Folder::new("required");
    let body = |properties: &str| {
        format!(
            "put: {{requestBody: {{required: true, content: {{application/json: {{schema: {{type: object, \
             required: [at, id], properties: {properties}}}}}}}}}, responses: {{}}}}"
        )
    };
    let told = |properties: &str| one(&folder, "/a", &body(properties), "schemas: {}");
    assert!(told("{at: {type: string}}").contains("\"required\": [\"at\", \"id\"]"));
    assert!(told("{at: {type: string}}").contains("\"id\": {}"));
    // What only a response has is not asked for.
    let said = told("{at: {type: string}, id: {type: string, readOnly: true}}");
    assert!(said.contains("\"required\": [\"at\"]") && !said.contains("\"id\""), "{said}");
}

/// Each part of such an `allOf` refuses the properties of the others, so that no call could be made.
#[test]
fn closed_parts_of_an_object_are_one_object() {
    let folder = Folder::new("closed");
    let components = "schemas: {Who: {type: object, additionalProperties: false, required: [name], properties: {name: {type: string}}}, \
                      Where: {description: A place., allOf: [{$ref: '#/components/schemas/Who'}, \
                      {type: object, additionalProperties: false, properties: {town: {type: string}}}]}}";
    let operation = "put: {operationId: put_a, requestBody: {required: true, content: {application/json: {schema: {type: object, \
                     required: [to], properties: {to: {$ref: '#/components/schemas/Where'}}}}}}, responses: {}}";
    let said = one(&folder, "/a", operation, components);
    assert!(!said.contains("allOf") && said.contains("\"description\": \"A place.\""), "{said}");
    let whole = r#"{"to": {"name": "Ada", "town": "Lyon"}}"#;
    let sent = folder.run(&["request", "put_a", "tools", "--args", whole]);
    assert!(
        text(&sent.stdout).contains(r#"'{"to":{"name":"Ada","town":"Lyon"}}'"#),
        "{}",
        text(&sent.stderr)
    );
    let other = folder.run(&["request", "put_a", "tools", "--args", r#"{"to": {"name": "Ada", "age": 1}}"#]);
    assert_eq!(other.status.code(), Some(1));
    // Such an object may hold itself.
    let circle = components.replace("properties: {town:", "properties: {within: {$ref: '#/components/schemas/Where'}, next: \
                 {allOf: [{$ref: '#/components/schemas/Where'}, {type: object, properties: {stay: {type: string}}}]}, town:");
    let said = one(&folder, "/a", operation, &circle);
    assert!(said.contains("1  imported"), "{said}");
    let whole = r#"{"to": {"name": "Ada", "within": {"name": "Bo", "town": "Lyon"}, "next": {"name": "Cy", "stay": "long"}}}"#;
    let sent = folder.run(&["request", "put_a", "tools", "--args", whole]);
    assert_eq!(sent.status.code(), Some(0), "{}", text(&sent.stderr));
}

/// Some documents list the key of the API among the parameters.
#[test]
fn no_model_is_asked_for_a_credential() {
    let folder = Folder::new("credentials");
    let operation = "get: {security: SECURITY, parameters: [{name: X-Api-Key, in: header, schema: {type: string}}, \
                     {name: x-continuation-token, in: header, schema: {type: string}}, \
                     {name: access_token, in: query, required: true, schema: {type: string}}, \
                     {name: token, in: query, schema: {type: string}}], responses: {}}";
    let components = "securitySchemes: {b: {type: http, scheme: bearer}}";
    let said = one(&folder, "/a", &operation.replace("SECURITY", "[]"), components);
    for there in [
        "\"X-Api-Key\": \"{{ONE_API_KEY}}\"",
        "\"access_token\": \"{{ONE_ACCESS_TOKEN}}\"",
        "\"x-continuation-token\": \"{{x-continuation-token}}\"",
        "\"token\": \"{{token}}\"",
    ] {
        assert!(said.contains(there), "{there}\n{said}");
    }
    // One that may be left out is, where the operation signs in by other means.
    let said = one(&folder, "/a", &operation.replace("SECURITY", "[{b: []}]"), components);
    assert!(
        !said.contains("X-Api-Key") && said.contains("\"access_token\": \"{{ONE_ACCESS_TOKEN}}\""),
        "{said}"
    );
}

/// Files are followed within the document's folder, and nowhere else.
#[test]
fn references_do_not_leave_the_folder() {
    let folder = Folder::new("outside");
    fs::create_dir(folder.0.join("api")).unwrap();
    folder.put("secret.yaml", "a: {type: string}\n");
    let with = |reference: &str| {
        NOTES.replace("{text: {type: string}}", &format!("{{text: {{$ref: '{reference}'}}}}"))
    };
    for (reference, why) in [
        ("../secret.yaml#/a", "lies outside of the document's folder"),
        ("https://x.example/a.yaml", "is not on this machine; nothing is fetched"),
        ("missing.yaml#/a", "cannot be read"),
    ] {
        folder.put("api/notes.yaml", &with(reference));
        let output = folder.run(&["import", "api/notes.yaml", "--dry-run"]);
        assert!(text(&output.stderr).contains(why), "{}", text(&output.stderr));
        assert!(text(&output.stdout).contains("1  can be imported"), "{}", text(&output.stdout));
    }
}

/// What all have in common stands once, and definitions with it send what definitions without it send.
#[test]
fn what_all_have_in_common_stands_in_the_defaults() {
    let folder = Folder::new("defaults");
    let document = data("desk.json");
    let whole = folder.run(&["import", &document, "-o", "whole"]);
    assert_eq!(whole.status.code(), Some(0), "{}", text(&whole.stderr));
    let shared = folder.run(&["import", &document, "-o", "tools", "--defaults", "tools/defaults.json"]);
    assert_eq!(shared.status.code(), Some(0), "{}", text(&shared.stderr));
    assert!(
        text(&shared.stdout).contains("`check --defaults tools/defaults.json tools`"),
        "{}",
        text(&shared.stdout)
    );
    let defaults = folder.read("tools/defaults.json");
    assert!(defaults.contains("\"base_url\"") && defaults.contains("\"auth\""), "{defaults}");
    let of = ["--defaults", "tools/defaults.json"];
    let check = folder.run(&["check", "--deny-warnings", of[0], of[1], "tools"]);
    assert_eq!(check.status.code(), Some(0), "{}", text(&check.stderr));
    for (name, definition) in folder.definitions("tools") {
        let Some(tool) = name.strip_suffix(".json").filter(|name| *name != "defaults") else { continue };
        assert!(
            definition.contains("\"api_endpoint\": \"/") && !definition.contains("\"auth\""),
            "{definition}"
        );
        let alone = folder.run(&["expand", &format!("whole/{name}")]);
        let with = folder.run(&["expand", of[0], of[1], &format!("tools/{name}")]);
        let same = |output: &Output| text(&output.stdout).replace("whole/", "tools/");
        assert_eq!(same(&alone), same(&with), "{tool}");
    }
    // Again: nothing is new. A file of somebody's own is left alone, and definitions stand for themselves.
    let again = folder.run(&["import", &document, "-o", "tools", "--defaults", "tools/defaults.json"]);
    assert!(!text(&again.stdout).contains("updated"), "{}", text(&again.stdout));
    folder.put("own.json", "{ \"timeout_ms\": 5000 }");
    let other = folder.run(&["import", &document, "-o", "other", "--defaults", "own.json"]);
    assert!(text(&other.stdout).contains("own.json says something else"), "{}", text(&other.stdout));
    assert_eq!(folder.read("own.json"), "{ \"timeout_ms\": 5000 }");
    assert_eq!(folder.run(&["check", "other"]).status.code(), Some(0));
}
