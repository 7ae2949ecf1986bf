//! `send_sms` against a carrier that reads forms alone, as Twilio's API does: `cargo run --example send_sms`.
//!
//! `tools/send_sms.json` sends its values as JSON, since nothing in it says otherwise; the carrier finds none of them. The definition
//! beside this file says what the API wants: `Content-Type` makes the body a form, and `auth` makes HTTP Basic of account and token.

mod carrier;

use std::error::Error;

use typed_tools::SecretSource;

/// As it was written first.
mod written {
    typed_tools::tools!("tools/send_sms.json");
}

/// As the API wants it.
mod corrected {
    typed_tools::tools!("examples/send_sms/send_sms.json");
}

const MESSAGE: &str = "Friday at 15:30 + 10 minutes: 100 % & more. Grüße!";

/// `token` is what a definition of its own has in `TWILIO_AUTH_TOKEN`.
fn secrets(token: &'static str) -> impl SecretSource {
    move |name: &str| match name {
        "TWILIO_ACCOUNT_SID" => Some(carrier::ACCOUNT.to_owned()),
        "TWILIO_AUTH_TOKEN" => Some(token.to_owned()),
        _ => None,
    }
}

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let origin = carrier::open().await?;
    let (from_number, to_number) = ("+15550142".to_owned(), "+15550100".to_owned());

    // What stands behind `Basic ` is sent as it is: the secret is the base64 of both.
    let encoded = secrets("QUNkZW1vMDA0MjpkZW1vLXNtcy10b2tlbg==");
    let tools = written::Tools::builder()
        .secrets(written::Secrets::from_source(&encoded)?)
        .origin("https://api.twilio.com", &origin)
        .build()?;
    let session =
        tools.session(written::Context { from_number: from_number.clone(), to_number: to_number.clone() });
    match session.send_sms(&written::SendSms::new(MESSAGE.into())).await {
        Err(error) => println!("as JSON   {error}\n          {}", error.for_model()),
        Ok(_) => return Err("the carrier has read JSON".into()),
    }

    let tools = corrected::Tools::builder()
        .secrets(corrected::Secrets::from_source(&secrets(carrier::TOKEN))?)
        .origin("https://api.twilio.com", &origin)
        .build()?;
    let session = tools.session(corrected::Context { from_number, to_number });
    let sent = session.send_sms(&corrected::SendSms::new(MESSAGE.into())).await?;
    println!("as a form HTTP {}, {}", sent.status(), sent.body());
    println!("          {}", sent.for_model());
    if sent.body()["body"] != MESSAGE {
        return Err("another text has arrived".into());
    }
    Ok(())
}
