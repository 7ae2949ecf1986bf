//! Tenants and sessions: what each costs, and that no secret of one is in a text of another.

use std::sync::Arc;
use std::time::Instant;

use tokio::task::JoinSet;

use crate::crm::{AddNote, Context, Secrets, Session, Tools};
use crate::{Failure, process};

/// What all secrets of tenants begin with; it is in no other text.
const MARK: &str = "tenant-key-";

fn secrets(number: usize) -> Result<Secrets, Failure> {
    // Unlike its neighbours' from the first character after the mark on.
    let key = format!("{MARK}{:016x}", (number as u64).wrapping_mul(0x9e37_79b9_7f4a_7c15));
    Ok(Secrets::from_source(&|_: &str| Some(key.clone()))?)
}

/// Time and memory of a tenant.
pub(crate) fn tenants(tools: &Tools, number: usize) -> Result<(), Failure> {
    let made = (0..number).map(secrets).collect::<Result<Vec<_>, _>>()?;
    let mut tenants = Vec::with_capacity(number);
    let (before, started) = (process::resident()?, Instant::now());
    for secrets in made {
        tenants.push(tools.with_secrets(secrets)?);
    }
    let elapsed = started.elapsed();
    let memory = process::resident()?.saturating_sub(before);
    println!(
        "{number} tenants: {:.2} us and {:.0} bytes each",
        elapsed.as_secs_f64() * 1e6 / number as f64,
        memory as f64 / number as f64
    );
    Ok(())
}

/// Sessions of tenants that all call once: their memory, and every text searched for a secret.
pub(crate) async fn sessions(tools: &Tools, number: usize) -> Result<(), Failure> {
    let before = process::resident()?;
    let mut sessions: Vec<Session> = Vec::with_capacity(number);
    for at in 0..number {
        let context = Context { contact_id: format!("s{at}") };
        sessions.push(tools.with_secrets(secrets(at)?)?.session(context));
    }
    let idle = process::resident()?.saturating_sub(before);
    let room = Arc::new(tokio::sync::Semaphore::new(64));
    let mut calls = JoinSet::new();
    for session in sessions.clone() {
        let room = Arc::clone(&room);
        calls.spawn(async move {
            let _room = room.acquire_owned().await?;
            let note = AddNote { number: 1, text: "Called back.".into() };
            let request = session.request(&crate::crm::ToolCall::AddNote(note.clone()))?;
            let done = session.add_note(&note).await?;
            let texts = [
                request.to_curl(),
                format!("{request:?}"),
                done.for_model(),
                format!("{done:?}"),
                format!("{session:?}"),
            ];
            if !done.body()["by"].as_str().is_some_and(|key| key.contains(MARK)) {
                return Err("the service was not shown the key".into());
            }
            Ok::<_, Failure>(texts.iter().filter(|text| text.contains(MARK)).count())
        });
    }
    let mut found = 0;
    while let Some(leaks) = calls.join_next().await {
        found += leaks??;
    }
    let called = process::resident()?.saturating_sub(before);
    println!(
        "{number} sessions with secrets of their own: {:.0} bytes each, {:.0} after a call; {} texts searched, {found} with a secret",
        idle as f64 / number as f64,
        called as f64 / number as f64,
        5 * number
    );
    if found > 0 { Err("a secret was shown".into()) } else { Ok(()) }
}
