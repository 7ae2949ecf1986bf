//! Running the calls of a reply concurrently.

use futures_util::stream::{self, StreamExt as _};

use super::calls::read_within;
use super::conversation::Conversation;
use super::pending::Pending;
use crate::report::UNKNOWN_TOOL;
use typed_tools_core::reply::{Call, Outcome};

/// Reads every call and hands it to `decide`; what does not read is answered with what was wrong. They run
/// concurrently, a few at a time, within this one future: nothing is spawned, and dropping it drops them. Outcomes keep
/// the order of the calls. `decide` never fails: no call is dropped and none stops another.
pub(super) async fn answered<'a, S, F, R>(
    session: &'a S,
    calls: Vec<Call>,
    mut decide: F,
) -> Vec<(Call, Outcome)>
where
    S: Conversation,
    F: FnMut(Pending<'a, S::Call>) -> R + Send + 'a,
    R: Future<Output = Outcome> + Send + 'a,
{
    let scope = session.scope();
    let (core, context) = (scope.core(), session.fields());
    let run = |call: Call| {
        let Call { id, mut name, mut arguments, .. } = call.clone();
        if let Some(repair) = core.repair() {
            repair(&mut name, &mut arguments);
        }
        let decided = match read_within::<S::Call>(&name, arguments.into(), core.lenient(), scope.only()) {
            Ok(read) => Ok(decide(Pending::new(scope, context, id, read))),
            Err(error) => {
                scope.tell(error.tool().unwrap_or(UNKNOWN_TOOL), "arguments", id.as_deref());
                Err(Outcome::error(error.for_model()))
            }
        };
        async move {
            match decided {
                Ok(decided) => (call, decided.await),
                Err(outcome) => (call, outcome),
            }
        }
    };
    stream::iter(calls).map(run).buffered(core.parallel()).collect().await
}
