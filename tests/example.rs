//! What `cargo run --example voice_agent` shows: all eleven tools, the call that the model got wrong and
//! fixed, and no secret.

mod nested;

use nested::{cargo, root};

#[test]
fn the_voice_agent_shows_all_that_happens() {
    let screen = cargo(root(), &["run", "--quiet", "--example", "voice_agent"]).ok().stdout;
    let has = |text: &str| assert!(screen.contains(text), "{text:?} is not on the screen:\n{screen}");

    has("The model is offered 11 tools:");
    let called = [
        "get_customer_profile",
        "check_order_status",
        "process_return",
        "search_products",
        "update_lead_status",
        "check_availability",
        "book_appointment",
        "send_sms",
        "send_email",
        "add_crm_note",
        "estimate_delivery",
    ];
    for tool in called {
        has(&format!("\n  {tool} {{"));
    }
    // Thirteen calls: eleven tools, one order number that does not exist, one argument that is wrong.
    assert_eq!(screen.matches("    the model sees").count(), 13, "{screen}");
    assert_eq!(screen.matches("\n    HTTP 2").count(), 10, "{screen}");
    assert_eq!(screen.matches("\n    HTTP 404").count(), 1, "{screen}");
    assert_eq!(screen.matches("\n    no request: the call is wrong").count(), 1, "{screen}");
    has("no request: a function of this program\n    the model sees  {\"days\":1,\"express\":true}");
    assert!(!screen.contains("nothing arrived"), "{screen}");

    // The mistake, what the model is told, and the call that follows from it.
    let wrong = screen.find("update_lead_status {\"lead_status\": \"boiling\"").expect("the wrong call");
    let fixed = screen.find("update_lead_status {\"lead_status\": \"hot\"").expect("the fixed call");
    let told = &screen[wrong..fixed];
    for word in ["/lead_status", "boiling", "hot", "warm", "cold"] {
        assert!(told.contains(word), "{word}: {told}");
    }

    // State that really changed.
    has("In the CRM the lead is \"cold\"");
    let books = &screen[screen.find("The call is over").expect("the end")..];
    for fact in
        ["\"status\":\"hot\"", "R-5001", "15:30", "maya@example.com", "+15550142", "follow_up", "CA0042"]
    {
        assert!(books.contains(fact), "{fact}: {books}");
    }

    let secrets = ["demo-shop-key", "demo-crm-key", "ACdemo0042", "QUNkZW1v", "demo-sms-token"];
    for secret in secrets {
        assert!(!screen.contains(secret), "{secret} is shown:\n{screen}");
    }
}

/// A carrier that reads forms alone refuses the definition that sends JSON, and takes the corrected one.
#[test]
fn a_message_as_the_carrier_wants_it() {
    let screen = cargo(root(), &["run", "--quiet", "--example", "send_sms"]).ok().stdout;
    let lines: Vec<&str> = screen.lines().collect();
    assert!(lines[0].starts_with("as JSON   ") && lines[0].contains("400"), "{screen}");
    assert!(lines[1].contains("A 'To' phone number is required."), "{screen}");
    assert!(lines[2].starts_with("as a form HTTP 201, "), "{screen}");
    assert_eq!(lines[3].trim(), r#"{"status":"queued","to":"+15550142"}"#);
    for secret in ["ACdemo0042:", "QUNkZW1v", "demo-sms-token"] {
        assert!(!screen.contains(secret), "{secret} is shown:\n{screen}");
    }
}
