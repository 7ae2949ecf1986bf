//! Running the calls of a reply side by side.

use std::future::{Future, poll_fn};
use std::pin::Pin;
use std::task::Poll;

use serde_json::Value;

use typed_tools_core::provider::Provider;
use typed_tools_core::reply::{Call, Outcome, ReplyError};

/// How many calls of one reply run at a time.
const SIDE_BY_SIDE: usize = 8;

/// Runs every call of `reply` with `run` and gives the messages that follow the assistant's
/// turn. The calls run side by side, a few at a time, within this one future: nothing is
/// spawned, and dropping it drops them. Results keep the order of the calls. `run` never fails:
/// what goes wrong is an [`Outcome::error`], so no call is dropped and none stops another.
///
/// # Errors
/// `reply` cannot be answered; nothing was run then.
pub(super) async fn answer<F, R>(provider: Provider, reply: &Value, run: F) -> Result<Vec<Value>, ReplyError>
where
    F: Fn(Call) -> R,
    R: Future<Output = Outcome>,
{
    let calls = provider.calls(reply)?;
    let outcomes = join(calls.clone(), SIDE_BY_SIDE, run).await;
    let answered: Vec<_> = calls.into_iter().zip(outcomes).collect();
    Ok(provider.results(&answered))
}

/// Where one call has got to.
enum Slot<R> {
    Running(Pin<Box<R>>),
    Done(Outcome),
}

/// Drives at most `limit` futures at a time; the outcomes come in the order of the calls.
async fn join<F, R>(calls: Vec<Call>, limit: usize, run: F) -> Vec<Outcome>
where
    F: Fn(Call) -> R,
    R: Future<Output = Outcome>,
{
    let mut waiting = calls.into_iter();
    let mut slots: Vec<Slot<R>> = Vec::with_capacity(waiting.len());
    poll_fn(move |cx| {
        let mut running = 0;
        // All are polled at each wake: they are few, and polling one in vain is cheap beside the
        // HTTP request it waits for.
        for slot in &mut slots {
            if let Slot::Running(future) = slot {
                match future.as_mut().poll(cx) {
                    Poll::Ready(outcome) => *slot = Slot::Done(outcome),
                    Poll::Pending => running += 1,
                }
            }
        }
        while running < limit {
            let Some(call) = waiting.next() else { break };
            let mut future = Box::pin(run(call));
            slots.push(match future.as_mut().poll(cx) {
                Poll::Ready(outcome) => Slot::Done(outcome),
                Poll::Pending => {
                    running += 1;
                    Slot::Running(future)
                }
            });
        }
        if running > 0 {
            return Poll::Pending;
        }
        let done = std::mem::take(&mut slots).into_iter().filter_map(|slot| match slot {
            Slot::Done(outcome) => Some(outcome),
            Slot::Running(_) => None,
        });
        Poll::Ready(done.collect())
    })
    .await
}

#[cfg(test)]
mod tests {
    use std::cell::{Cell, RefCell};
    use std::rc::Rc;
    use std::task::{Context, Waker};

    use serde_json::json;

    use super::*;

    /// A future that is ready at its `left + 1`th poll.
    struct Countdown {
        left: usize,
        running: Rc<Cell<usize>>,
        text: String,
    }

    impl Future for Countdown {
        type Output = Outcome;
        fn poll(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Outcome> {
            if self.left == 0 {
                self.running.set(self.running.get() - 1);
                return Poll::Ready(Outcome::success(self.text.clone()));
            }
            self.left -= 1;
            Poll::Pending
        }
    }

    fn drive<T>(future: impl Future<Output = T>) -> T {
        let mut future = Box::pin(future);
        let mut cx = Context::from_waker(Waker::noop());
        for _ in 0..10_000 {
            if let Poll::Ready(value) = future.as_mut().poll(&mut cx) {
                return value;
            }
        }
        panic!("it never ended");
    }

    fn call(name: &str) -> Call {
        Call::new(None, name, Value::Null)
    }

    #[test]
    fn order_is_kept_and_the_limit_holds() {
        let running = Rc::new(Cell::new(0));
        let most = Rc::new(Cell::new(0));
        let started = Rc::new(RefCell::new(Vec::new()));
        let calls: Vec<_> = (0..30).map(|i| call(&i.to_string())).collect();
        let outcomes = drive(join(calls, 8, |call| {
            running.set(running.get() + 1);
            most.set(most.get().max(running.get()));
            started.borrow_mut().push(call.name.clone());
            let index: usize = call.name.parse().unwrap();
            Countdown { left: (index * 7) % 5, running: Rc::clone(&running), text: call.name }
        }));
        let expected: Vec<_> = (0..30).map(|i| Outcome::success(i.to_string())).collect();
        assert_eq!(outcomes, expected);
        assert_eq!(most.get(), 8);
        assert_eq!(running.get(), 0);
        assert_eq!(started.borrow().len(), 30);
    }

    #[test]
    fn a_failing_call_stops_no_other() {
        let reply = json!([
            { "type": "text", "text": "One moment." },
            { "type": "tool_use", "id": "1", "name": "bad", "input": {} },
            { "type": "tool_use", "id": "2", "name": "good", "input": {} },
        ]);
        let messages = drive(answer(Provider::Anthropic, &reply, |call| async move {
            if call.name == "bad" { Outcome::error("no such tool") } else { Outcome::success("done") }
        }));
        let content = json!([
            { "type": "tool_result", "tool_use_id": "1", "content": "no such tool", "is_error": true },
            { "type": "tool_result", "tool_use_id": "2", "content": "done", "is_error": false },
        ]);
        assert_eq!(messages, Ok(vec![json!({ "role": "user", "content": content })]));
    }

    #[test]
    fn the_future_is_send() {
        fn is_send<T: Send>(value: T) -> T {
            value
        }
        let reply = json!({ "role": "assistant", "content": "Hello" });
        let future = is_send(answer(Provider::OpenAiChat, &reply, async |_| Outcome::success("")));
        assert_eq!(drive(future), Ok(Vec::new()));
    }
}
