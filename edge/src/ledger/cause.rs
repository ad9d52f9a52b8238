//! Which request something is done for: the rows of the outbox it writes carry its trace to the shop's backend.

use std::{cell::RefCell, future::poll_fn, pin::pin};

/// The `traceparent` of the request whose work goes on right now. What time alone brings has none.
#[derive(Debug, Default)]
pub(super) struct Cause(RefCell<Option<String>>);

/// Puts back what was there before, however it ends.
struct Turn<'a> {
    cause: &'a Cause,
    before: Option<String>,
}

impl Cause {
    /// The request's, if there is one.
    pub fn get(&self) -> Option<String> {
        self.0.borrow().clone()
    }

    /// Does `work` for that request. While it waits others have their turn, so it is noted at each step anew.
    pub async fn of<T>(&self, traceparent: Option<String>, work: impl Future<Output = T>) -> T {
        let mut work = pin!(work);
        poll_fn(|context| {
            let _turn = self.turn(traceparent.clone());
            work.as_mut().poll(context)
        })
        .await
    }

    /// Does `work` for nobody: it would have happened anyway.
    pub fn of_time<T>(&self, work: impl FnOnce() -> T) -> T {
        let _turn = self.turn(None);
        work()
    }

    fn turn(&self, traceparent: Option<String>) -> Turn<'_> {
        Turn {
            before: self.0.replace(traceparent),
            cause: self,
        }
    }
}

impl Drop for Turn<'_> {
    fn drop(&mut self) {
        self.cause.0.replace(self.before.take());
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use futures_util::{FutureExt, future::join};
    use std::{
        panic::{AssertUnwindSafe, catch_unwind},
        task::Poll,
    };

    /// What is noted before and after others had their turn.
    async fn twice(cause: &Cause) -> [Option<String>; 2] {
        let before = cause.get();
        let mut has_waited = false;
        poll_fn(|_| match std::mem::replace(&mut has_waited, true) {
            true => Poll::Ready(()),
            false => Poll::Pending,
        })
        .await;
        [before, cause.get()]
    }

    #[test]
    fn of_two_requests_that_wait_for_each_other_each_keeps_its_own() {
        let cause = Cause::default();
        let name = |name: &str| Some(name.to_owned());
        let mut both = Box::pin(join(
            cause.of(name("one"), twice(&cause)),
            cause.of(name("other"), twice(&cause)),
        ));
        assert_eq!((&mut both).now_or_never(), None, "both wait");
        assert_eq!(cause.get(), None, "for nobody meanwhile");
        let done = both.now_or_never().unwrap();
        assert_eq!(
            done,
            ([name("one"), name("one")], [name("other"), name("other")])
        );
    }

    #[test]
    fn what_panics_leaves_no_cause_behind_and_time_has_none() {
        let cause = Cause::default();
        let work = cause.of(Some("mine".to_owned()), async {
            assert_eq!(cause.of_time(|| cause.get()), None);
            panic!("in the middle");
        });
        let ended = catch_unwind(AssertUnwindSafe(|| work.now_or_never()));
        assert!(ended.is_err());
        assert_eq!(cause.get(), None);
    }
}
