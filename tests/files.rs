//! Files of the conversation, over real sockets: as parts of a multipart body, and as whole bodies.

mod support;

use std::collections::HashMap;
use std::fmt::Write as _;
use std::marker::PhantomData;

use support::{Arrived, Server};
use typed_tools::serde_json::{self, json};
use typed_tools::{CallError, File, Refusal};

mod claims {
    typed_tools::tools!(
        inline = r#"[
            {
                "name": "add_photo",
                "description": "Adds a photo to a claim",
                "parameters": {
                    "type": "object",
                    "properties": { "title": { "type": "string" }, "scan": { "type": "string", "format": "byte" } }
                },
                "api_endpoint": "https://claims.example.com/photos",
                "http_method": "POST",
                "headers": { "Content-Type": "multipart/form-data" },
                "body_template": {
                    "photo": "{{photo}}",
                    "named": { "value": "{{photo}}", "filename": "{{title}}.jpg", "content_type": "image/jpeg" },
                    "scan": { "value": "{{scan}}", "filename": "scan.pdf", "content_type": "application/pdf" },
                    "meta": { "value": { "v": 1 }, "content_type": "application/vnd.meta+json" },
                    "form": "{{signed_form}}"
                }
            },
            {
                "name": "put_photo",
                "description": "Stores a photo",
                "api_endpoint": "https://claims.example.com/photo",
                "http_method": "PUT",
                "body_template": "{{photo}}"
            },
            {
                "name": "put_form",
                "description": "Stores a form",
                "api_endpoint": "https://claims.example.com/form",
                "http_method": "PUT",
                "headers": { "Content-Type": "application/pdf" },
                "body_template": "{{ signed_form }}"
            },
            {
                "name": "get_archive",
                "description": "Gets all of it",
                "api_endpoint": "https://claims.example.com/archive",
                "http_method": "GET",
                "response": { "max_bytes": 25000000, "select": { "first": "$[0]" } }
            },
            {
                "name": "get_some",
                "description": "Gets some of it",
                "api_endpoint": "https://claims.example.com/archive",
                "http_method": "GET"
            }
        ]"#,
        context = { photo: File, signed_form: Option<File> }
    );
}
use claims::{AddPhoto, Context, GetArchive, GetSome, PutForm, PutPhoto, Secrets, Session, Tools};

fn session(server: &Server, photo: File, signed_form: Option<File>) -> Session {
    let secrets = Secrets::from_source(&HashMap::new()).unwrap();
    let tools = Tools::builder().secrets(secrets).origin("https://claims.example.com", server.origin());
    tools.build().unwrap().session(Context { photo, signed_form })
}

fn photo() -> File {
    File::new(*b"\xff\xd8\r\n--\0", "cat.jpg", "image/jpeg")
}

fn header<'a>(request: &'a Arrived, name: &str) -> Option<&'a str> {
    request.headers.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
}

/// The body with `B` for its boundary, bytes beyond ASCII escaped.
fn body(request: &Arrived) -> String {
    let (_, boundary) = header(request, "content-type").unwrap().split_once("boundary=").unwrap();
    let text = request.body.escape_ascii().to_string().replace("\\r\\n", "\r\n");
    text.replace(boundary, "B")
}

#[tokio::test]
async fn parts() {
    let server = Server::start();
    let form = File::new(*b"%PDF", "", "");
    let arguments = AddPhoto { title: Some("a\"b\r\nx: y".to_owned()), scan: Some("AP8=".to_owned()) };
    session(&server, photo(), Some(form)).add_photo(&arguments).await.unwrap();
    let [request] = server.arrived().try_into().unwrap();
    let mut expected = String::new();
    for (head, content) in [
        ("name=\"photo\"; filename=\"cat.jpg\"\r\ncontent-type: image/jpeg", "\\xff\\xd8\r\n--\\x00"),
        (
            "name=\"named\"; filename=\"a%22b%0D%0Ax: y.jpg\"\r\ncontent-type: image/jpeg",
            "\\xff\\xd8\r\n--\\x00",
        ),
        ("name=\"scan\"; filename=\"scan.pdf\"\r\ncontent-type: application/pdf", "\\x00\\xff"),
        ("name=\"meta\"\r\ncontent-type: application/vnd.meta+json", "{\"v\":1}"),
        ("name=\"form\"; filename=\"form\"\r\ncontent-type: application/octet-stream", "%PDF"),
    ] {
        write!(expected, "--B\r\ncontent-disposition: form-data; {head}\r\n\r\n{content}\r\n").unwrap();
    }
    let found = body(&request).replace("\\\"", "\"");
    assert_eq!(found, format!("{expected}--B--\r\n"));
}

/// A file that is not there leaves out its part, and what is no name leaves the file's own.
#[tokio::test]
async fn absent() {
    let server = Server::start();
    let session = session(&server, photo(), None);
    session.add_photo(&AddPhoto { title: None, scan: None }).await.unwrap();
    session.put_form(&PutForm {}).await.unwrap();
    let [parts, whole] = server.arrived().try_into().unwrap();
    let names: Vec<_> = body(&parts)
        .lines()
        .filter_map(|line| line.split_once("form-data; "))
        .map(|(_, rest)| rest.to_owned())
        .collect();
    assert_eq!(
        names.join("\n").replace("\\\"", "\""),
        "name=\"photo\"; filename=\"cat.jpg\"\nname=\"named\"; filename=\"cat.jpg\"\nname=\"meta\""
    );
    assert_eq!((whole.body.len(), header(&whole, "content-type")), (0, None));
}

#[tokio::test]
async fn whole_bodies() {
    let server = Server::start();
    let form = File::new(*b"%PDF", "form.pdf", "application/x-other");
    let session = session(&server, photo(), Some(form));
    session.put_photo(&PutPhoto {}).await.unwrap();
    session.put_form(&PutForm {}).await.unwrap();
    let [own, written] = server.arrived().try_into().unwrap();
    assert_eq!((&*own.body, header(&own, "content-type")), (&b"\xff\xd8\r\n--\0"[..], Some("image/jpeg")));
    assert_eq!((&*written.body, header(&written, "content-type")), (&b"%PDF"[..], Some("application/pdf")));
}

/// The type of a file becomes a header, and ends none.
#[tokio::test]
async fn a_type_that_no_header_carries() {
    let server = Server::start();
    for text in ["image/jpeg\r\nx: y", "image/jpég"] {
        let session = session(&server, File::new(*b"x", "x", text), None);
        for error in [
            session.put_photo(&PutPhoto {}).await.unwrap_err(),
            session.add_photo(&AddPhoto { title: None, scan: None }).await.unwrap_err(),
        ] {
            let CallError::Refused(refused) = &error else { panic!("{error:?}") };
            assert_eq!(refused.name(), "photo");
            assert!(
                matches!(refused.refusal(), Refusal::Control('\r') | Refusal::NotHeaderText('é')),
                "{error}"
            );
            assert!(error.for_model().contains("the application is not set up for it"), "{error}");
        }
    }
    assert_eq!(server.arrived(), []);
}

#[tokio::test]
async fn five_megabytes_up() {
    let server = Server::start();
    let bytes: Vec<u8> = (0..5_000_000_u32).map(|n| (n.wrapping_mul(2_654_435_761) >> 13) as u8).collect();
    let session = session(&server, File::new(bytes.clone(), "large.bin", ""), None);
    session.put_photo(&PutPhoto {}).await.unwrap();
    session.add_photo(&AddPhoto { title: None, scan: None }).await.unwrap();
    let [whole, parts] = server.arrived().try_into().unwrap();
    assert!(whole.body == bytes);
    let start = b"content-type: application/octet-stream\r\n\r\n";
    let at = parts.body.windows(start.len()).position(|window| window == start).unwrap() + start.len();
    assert!(
        parts.body[at..at + bytes.len()] == bytes && parts.body[at + bytes.len()..].starts_with(b"\r\n--")
    );
}

/// `max_bytes` lets twenty through, of which a model sees what `select` leaves; without it, one is the most.
#[tokio::test]
async fn twenty_megabytes_down() {
    let server = Server::answering(|_| ("200 OK", format!("[\"first\",\"{}\"]", "x".repeat(20_000_000))));
    let session = session(&server, photo(), None);
    let whole = session.get_archive(&GetArchive {}).await.unwrap();
    assert_eq!(whole.bytes().len(), 20_000_012);
    assert_eq!(whole.body()[1].as_str().map(str::len), Some(20_000_000));
    assert_eq!(whole.for_model(), r#"{"first":"first"}"#);
    drop(whole);
    let error = session.get_some(&GetSome {}).await.unwrap_err();
    assert!(matches!(&error, CallError::TooLarge(error) if error.limit() == 1 << 20), "{error:?}");
}

/// Nothing of a file is shown, and nothing of it is written.
#[test]
fn a_context_with_files() {
    let stored = json!({
        "photo": { "bytes": "c2VjcmV0", "name": "cat.jpg", "content_type": "image/jpeg" },
        "signed_form": { "bytes": "" }
    });
    let context: Context = serde_json::from_value(stored).unwrap();
    let form = File::new("", "", "");
    assert_eq!(
        context,
        Context { photo: File::new("secret", "cat.jpg", "image/jpeg"), signed_form: Some(form) }
    );
    let shown = format!("{context:?}");
    assert!(shown.contains("[6 bytes]") && !shown.contains("secret") && !shown.contains("115"), "{shown}");
    assert!(serde_json::from_value::<Context>(json!({ "photo": { "name": "cat.jpg" } })).is_err());

    // The method of the type itself goes before that of the trait.
    struct Probe<T>(PhantomData<T>);
    trait Otherwise {
        fn is_written(&self) -> bool {
            false
        }
    }
    impl<T> Otherwise for Probe<T> {}
    impl<T: typed_tools::__private::serde::Serialize> Probe<T> {
        fn is_written(&self) -> bool {
            true
        }
    }
    assert!(!Probe::<Context>(PhantomData).is_written() && Probe::<PutPhoto>(PhantomData).is_written());
}
