//! `testing::examples`: one snapshot of all that a set sends.

use typed_tools::testing::examples;

mod desk {
    typed_tools::tools!(
        inline = r#"[
            {
                "name": "add_note",
                "description": "Adds a note",
                "parameters": {
                    "type": "object",
                    "properties": {
                        "text": { "type": "string" },
                        "kind": { "type": "string", "enum": ["call", "mail"], "default": "call" }
                    },
                    "required": ["text"],
                    "examples": [{ "text": "Called back" }, { "text": "Wrote it's done", "kind": "mail" }]
                },
                "api_endpoint": "{{DESK_API}}/notes?customer={{customer.number}}",
                "http_method": "POST",
                "headers": { "X-Tenant-Key": "{{tenant_key}}", "X-Shift": "{{shift}}" },
                "auth": { "type": "bearer", "token": "{{DESK_KEY}}" },
                "idempotency_key": "Idempotency-Key",
                "body_template": { "text": "{{text}}", "kind": "{{kind}}", "urgent": "{{urgent}}", "rate": "{{rate}}", "about": "{{about}}" }
            },
            {
                "name": "add_photo",
                "description": "Adds a photo",
                "api_endpoint": "https://photos.example.com/?by={{customer.name.last}}",
                "http_method": "POST",
                "headers": { "Content-Type": "multipart/form-data" },
                "body_template": { "photo": "{{photo}}" }
            },
            {
                "name": "estimate",
                "description": "Estimates",
                "native": true
            },
            {
                "name": "find_note",
                "description": "Finds a note",
                "parameters": { "type": "object", "properties": { "id": { "type": "string" } }, "required": ["id"] },
                "api_endpoint": "https://desk.example.com/notes/{{id}}",
                "http_method": "GET"
            },
            {
                "name": "list_notes",
                "description": "Lists notes",
                "parameters": { "type": "object", "properties": { "page": { "type": "integer" } }, "examples": [{ "page": 2 }] },
                "api_endpoint": "https://desk.example.com/notes?page={{page}}",
                "http_method": "GET",
                "auth": {
                    "type": "oauth2_client_credentials",
                    "token_url": "https://login.example.com/token",
                    "client_id": "{{ID}}",
                    "client_secret": "{{SECRET}}"
                }
            }
        ]"#,
        context = {
            customer: Value, tenant_key: Secret, shift: i64, urgent: bool, rate: f64, about: Value, photo: Option<File>
        }
    );
}

const EXPECTED: &str = r#"# add_note {"text":"Called back"}
curl -X POST 'https://desk-api.mock/notes?customer=mock-customer.number' \
  -H 'authorization: Bearer [redacted]' \
  -H 'accept: application/json, */*;q=0.5' \
  -H 'user-agent: typed-tools/0.1.0' \
  -H 'content-type: application/json' \
  -H 'x-tenant-key: [redacted]' \
  -H 'x-shift: 1' \
  -H 'idempotency-key: [random]' \
  --data-raw '{"text":"Called back","kind":"call","urgent":true,"rate":1.5,"about":"mock-about"}'

# add_note {"text":"Wrote it's done","kind":"mail"}
curl -X POST 'https://desk-api.mock/notes?customer=mock-customer.number' \
  -H 'authorization: Bearer [redacted]' \
  -H 'accept: application/json, */*;q=0.5' \
  -H 'user-agent: typed-tools/0.1.0' \
  -H 'content-type: application/json' \
  -H 'x-tenant-key: [redacted]' \
  -H 'x-shift: 1' \
  -H 'idempotency-key: [random]' \
  --data-raw '{"text":"Wrote it'\''s done","kind":"mail","urgent":true,"rate":1.5,"about":"mock-about"}'

# add_photo {}
curl -X POST 'https://photos.example.com/?by=mock-customer.name.last' \
  -H 'accept: application/json, */*;q=0.5' \
  -H 'user-agent: typed-tools/0.1.0' \
  -H 'content-type: multipart/form-data; boundary=[boundary]' \
  --data-raw '--[boundary]
content-disposition: form-data; name="photo"; filename="mock-photo.txt"
content-type: text/plain

mock-photo
--[boundary]--
'

# estimate: a native tool

# find_note: no `parameters.examples`

# list_notes {"page":2}
curl -X GET 'https://desk.example.com/notes?page=2' \
  -H 'accept: application/json, */*;q=0.5' \
  -H 'user-agent: typed-tools/0.1.0'"#;

#[test]
fn one_snapshot_a_set() {
    for _ in 0..2 {
        assert_eq!(examples::<desk::Tools>().replace("\r\n", "\n"), EXPECTED);
    }
}
