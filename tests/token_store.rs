//! Access tokens that several processes share: `Tools` of their own stand for processes.

mod support;

use std::collections::HashMap;
use std::sync::{Arc, Mutex};
use std::time::{Duration, SystemTime};

use support::Server;
use typed_tools::{AccessToken, BoxFuture, CallError, TokenStore};

mod crm {
    typed_tools::tools!(
        inline = r#"{
            "name": "list_leads",
            "description": "Lists leads",
            "api_endpoint": "https://api.example.com/leads",
            "http_method": "GET",
            "auth": {
                "type": "oauth2_client_credentials",
                "token_url": "https://login.example.com/token",
                "client_id": "{{CRM_CLIENT_ID}}",
                "client_secret": "{{CRM_CLIENT_SECRET}}",
                "params": { "audience": "https://{{tenant}}.example.com/" },
                "credentials": "body"
            }
        }"#
    );
}
use crm::{Context, ListLeads, Secrets, Session, Tools};

/// What all processes see, and what was asked of it.
#[derive(Clone, Default)]
struct Shared(Arc<Mutex<Held>>);

#[derive(Default)]
struct Held {
    tokens: HashMap<String, AccessToken>,
    gets: Vec<String>,
    puts: Vec<String>,
}

impl TokenStore for Shared {
    fn get<'a>(&'a self, key: &'a str) -> BoxFuture<'a, Option<AccessToken>> {
        let mut held = self.0.lock().unwrap();
        held.gets.push(key.to_owned());
        let found = held.tokens.get(key).cloned();
        Box::pin(async { found })
    }

    fn put<'a>(&'a self, key: &'a str, token: &'a AccessToken) -> BoxFuture<'a, ()> {
        let mut held = self.0.lock().unwrap();
        held.puts.push(key.to_owned());
        held.tokens.insert(key.to_owned(), token.clone());
        Box::pin(async {})
    }
}

impl Shared {
    /// Replaces all tokens that are held.
    fn replace(&self, text: &str, expires: Option<SystemTime>) {
        let mut held = self.0.lock().unwrap();
        held.tokens.values_mut().for_each(|token| *token = AccessToken::new(text, expires));
    }

    fn counts(&self) -> (usize, usize) {
        let held = self.0.lock().unwrap();
        (held.gets.len(), held.puts.len())
    }
}

fn process(store: impl TokenStore, login: &Server, api: &Server, secret: &str, tenant: &str) -> Session {
    let secrets = HashMap::from([
        ("CRM_CLIENT_ID".to_owned(), "app-1".to_owned()),
        ("CRM_CLIENT_SECRET".to_owned(), secret.to_owned()),
    ]);
    Tools::builder()
        .secrets(Secrets::from_source(&secrets).unwrap())
        .origin("https://login.example.com", login.origin())
        .origin("https://api.example.com", api.origin())
        .token_store(store)
        .build()
        .unwrap()
        .session(Context { tenant: tenant.to_owned() })
}

/// Gives the tokens `tok-1-abcdef`, `tok-2-abcdef`, and so on.
fn login() -> Server {
    let mut count = 0;
    Server::answering(move |_| {
        count += 1;
        ("200 OK", format!(r#"{{"access_token": "tok-{count}-abcdef", "expires_in": 3600}}"#))
    })
}

fn sent(api: &Server) -> Vec<String> {
    let header = |request: &support::Arrived| {
        request.headers.iter().find(|(name, _)| name == "authorization").map(|(_, value)| value.clone())
    };
    api.arrived().iter().filter_map(header).collect()
}

#[tokio::test]
async fn a_fleet_asks_once() {
    let (store, login, api) = (Shared::default(), login(), Server::start());
    for _ in 0..3 {
        let session = process(store.clone(), &login, &api, "s3cr3t-of-the-app", "acme");
        // The second call of a process finds the token in the process itself.
        session.list_leads(&ListLeads {}).await.unwrap();
        session.list_leads(&ListLeads {}).await.unwrap();
    }
    assert_eq!((login.arrived().len(), store.counts()), (1, (3, 1)));
    assert_eq!(sent(&api), ["Bearer tok-1-abcdef"; 6]);

    // The key tells nothing of the credentials, and is another for other credentials and other forms.
    for (secret, tenant) in [("another-secret", "acme"), ("s3cr3t-of-the-app", "umbrella")] {
        process(store.clone(), &login, &api, secret, tenant).list_leads(&ListLeads {}).await.unwrap();
    }
    let held = store.0.lock().unwrap();
    assert_eq!((login.arrived().len(), held.tokens.len()), (2, 3));
    for (key, token) in &held.tokens {
        assert!(key.len() == 64 && key.bytes().all(|b| b.is_ascii_hexdigit()), "{key}");
        assert!(token.expires().unwrap() <= SystemTime::now() + Duration::from_secs(3540));
        assert!(token.expose().starts_with("tok-") && !format!("{token:?}").contains("tok-"), "{token:?}");
    }
}

/// What a store has is used only where it is good; otherwise the service is asked, and the store is told.
#[tokio::test]
async fn what_cannot_be_used_is_asked_for() {
    let now = SystemTime::now();
    for (text, expires) in
        [("tok-old-abcdef", Some(now - Duration::from_secs(1))), ("tok\r\nx: y", None), ("", None)]
    {
        let (store, login, api) = (Shared::default(), login(), Server::start());
        process(store.clone(), &login, &api, "s3cr3t", "acme").list_leads(&ListLeads {}).await.unwrap();
        store.replace(text, expires);
        process(store.clone(), &login, &api, "s3cr3t", "acme").list_leads(&ListLeads {}).await.unwrap();
        assert_eq!(sent(&api), ["Bearer tok-1-abcdef", "Bearer tok-2-abcdef"], "{text:?}");
        assert_eq!(store.counts(), (2, 2));
    }
}

/// A token of the store that is refused is replaced there, by the one that another process has put meanwhile or by a new one.
#[tokio::test]
async fn a_refused_token_is_replaced_for_all() {
    let login = login();
    let api = Server::answering(|request| {
        let old = request.headers.iter().any(|(_, value)| value == "Bearer tok-revoked-abcdef");
        if old { ("401 Unauthorized", String::new()) } else { ("200 OK", "{}".to_owned()) }
    });
    let store = Shared::default();
    process(store.clone(), &login, &api, "s3cr3t", "acme").list_leads(&ListLeads {}).await.unwrap();
    store.replace("tok-revoked-abcdef", None);
    process(store.clone(), &login, &api, "s3cr3t", "acme").list_leads(&ListLeads {}).await.unwrap();
    process(store.clone(), &login, &api, "s3cr3t", "acme").list_leads(&ListLeads {}).await.unwrap();
    assert_eq!(
        sent(&api),
        ["Bearer tok-1-abcdef", "Bearer tok-revoked-abcdef", "Bearer tok-2-abcdef", "Bearer tok-2-abcdef"]
    );
    assert_eq!(login.arrived().len(), 2);
}

/// A token of the store is a secret that this process never saw.
#[tokio::test]
async fn a_stored_token_does_not_come_back() {
    let login = login();
    let store = Shared::default();
    let api = Server::answering(|request| {
        let sent = request.headers.iter().find(|(name, _)| name == "authorization").unwrap().1.clone();
        ("400 Bad Request", format!(r#"{{"you_sent": "{sent}"}}"#))
    });
    for _ in 0..2 {
        let session = process(store.clone(), &login, &api, "s3cr3t", "acme");
        let error = session.list_leads(&ListLeads {}).await.unwrap_err();
        for shown in [error.to_string(), format!("{error:?}"), error.for_model(), format!("{session:?}")] {
            assert!(!shown.contains("tok-1"), "{shown}");
        }
    }
    assert_eq!(login.arrived().len(), 1);
}

/// A store that hangs takes the call's own time, no more.
#[tokio::test(start_paused = true)]
async fn a_store_that_hangs() {
    struct Hangs;
    impl TokenStore for Hangs {
        fn get<'a>(&'a self, _: &'a str) -> BoxFuture<'a, Option<AccessToken>> {
            Box::pin(std::future::pending())
        }
        fn put<'a>(&'a self, _: &'a str, _: &'a AccessToken) -> BoxFuture<'a, ()> {
            Box::pin(std::future::pending())
        }
    }
    let (login, api) = (login(), Server::start());
    let session = process(Hangs, &login, &api, "s3cr3t", "acme");
    let error = session.list_leads(&ListLeads {}).await.unwrap_err();
    assert!(error.is_timeout() && matches!(error, CallError::Token(_)), "{error}");
    assert_eq!((login.arrived().len(), api.arrived().len()), (0, 0));
}
