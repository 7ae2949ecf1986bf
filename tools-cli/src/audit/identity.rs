//! Names of arguments and secrets: which say whose data is meant, and which only name something.

/// Whether a secret's name says that it names something, as an account, rather than opens it.
pub(super) fn names_a_thing(name: &str) -> bool {
    let last = name.rsplit('_').next().unwrap_or_default();
    [
        "ID",
        "SID",
        "ACCOUNT",
        "TENANT",
        "REGION",
        "VERSION",
        "USER",
        "USERNAME",
        "NAME",
        "ORG",
        "PROJECT",
        "WORKSPACE",
    ]
    .contains(&last)
}

/// Words for what a catalogue holds, which is the same for everybody.
const PUBLIC: &[&str] = &[
    "product",
    "item",
    "sku",
    "category",
    "article",
    "variant",
    "model",
    "country",
    "currency",
    "language",
    "locale",
    "city",
    "store",
    "location",
    "branch",
    "station",
    "airport",
    "timezone",
    "cursor",
    "property",
    "field",
    "column",
    "commit",
    "paper",
    "trip",
    "flight",
    "route",
    "service",
    "department",
    "agent",
    "template",
    "type",
    "status",
    "color",
    "size",
    "brand",
    "tag",
    "topic",
    "event",
    "request",
    "idempotency",
    "trace",
    "correlation",
    "session",
];

/// Words for people, whose address is an identity as well.
const PEOPLE: &[&str] = &[
    "customer",
    "user",
    "member",
    "patient",
    "client",
    "contact",
    "account",
    "employee",
    "subscriber",
    "guest",
    "caller",
    "owner",
    "tenant",
    "person",
    "student",
];

/// What belongs to one of them, and goes by a number.
const RECORDS: &[&str] =
    &["order", "invoice", "policy", "booking", "ticket", "case", "claim", "contract", "return"];

/// Whether an argument names whose data it is about: `customer_id`, `orderId`, `accountNumber`, `user_email`, `owner`, `id`.
pub(super) fn is_identity(name: &str) -> bool {
    let snake = heck::ToSnakeCase::to_snake_case(name);
    let mut words: Vec<&str> = snake.split('_').filter(|word| !word.is_empty()).collect();
    let Some(last) = words.pop() else { return false };
    let about = |known: &[&str]| words.iter().any(|word| known.contains(&word.trim_end_matches('s')));
    match last {
        "id" | "uuid" | "guid" | "ref" | "reference" => !about(PUBLIC),
        "number" | "no" | "key" | "token" => about(PEOPLE) || about(RECORDS),
        "email" | "phone" | "name" | "login" => about(PEOPLE),
        "username" => true,
        person => PEOPLE.contains(&person),
    }
}

#[cfg(test)]
mod tests {
    use super::{is_identity, names_a_thing};

    #[test]
    fn names_that_say_whose_data_is_meant() {
        for name in [
            "id",
            "customer_id",
            "orderId",
            "accountNumber",
            "invoice_no",
            "user_email",
            "claim_reference",
            "page_id",
            "owner",
            "userName",
            "username",
        ] {
            assert!(is_identity(name), "{name}");
        }
        for name in [
            "product_id",
            "page_number",
            "phone",
            "email",
            "subject",
            "idempotency_key",
            "store_id",
            "property_id",
            "commitId",
            "trip_id",
            "page",
            "owners_name_shown",
            "name",
            "",
        ] {
            assert!(!is_identity(name), "{name}");
        }
    }

    #[test]
    fn secrets_that_only_name_something() {
        assert!(names_a_thing("TWILIO_ACCOUNT_SID") && names_a_thing("ORG_ID"));
        assert!(!names_a_thing("TWILIO_AUTH_TOKEN") && !names_a_thing("API_KEY"));
    }
}
