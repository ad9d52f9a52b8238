//! Misbehaviour on demand: what a real backend does on a bad day.

use serde::{Deserialize, Serialize};

/// A call that can be told to fail, and is counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Call {
    /// `POST /orders/find`.
    OrdersFind,
    /// `POST /events`.
    Events,
    /// `POST /emails`.
    Emails,
}

/// What goes wrong.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "fault", rename_all = "snake_case", deny_unknown_fields)]
pub enum Fault {
    /// Answers with that status.
    Status {
        /// `503`.
        status: u16,
        /// The header `Retry-After`, in seconds.
        #[serde(default)]
        retry_after_seconds: Option<u32>,
    },
    /// Never answers.
    Hang,
    /// Answers as it should, late.
    Delay {
        /// Milliseconds.
        delay_ms: u64,
    },
    /// Breaks the connection off (RST).
    Reset,
    /// Answers 307 to another place.
    Redirect {
        /// The header `Location`.
        location: String,
    },
    /// Answers 200 with a body that is no JSON.
    Garbage,
    /// Answers 200 with a body that begins and never ends.
    Endless,
}

impl Fault {
    /// That status, nothing more.
    #[must_use]
    pub fn status(status: u16) -> Self {
        Self::Status {
            status,
            retry_after_seconds: None,
        }
    }
}

/// When it goes wrong.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Point {
    /// Before anything was done with the call.
    #[default]
    Before,
    /// After it was done: the caller does not learn that it worked.
    After,
}

/// A fault that waits for its call.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Planned {
    /// Which call.
    pub on: Call,
    /// When in it.
    #[serde(default)]
    pub point: Point,
    /// How many calls; absent: every one until cleared.
    #[serde(default)]
    pub times: Option<u32>,
    /// What.
    #[serde(flatten)]
    pub fault: Fault,
}

/// The faults still to happen, first planned first.
#[derive(Debug, Default)]
pub struct Plan(Vec<Planned>);

impl Plan {
    /// Adds one after those planned before.
    pub fn add(&mut self, planned: Planned) {
        self.0.push(planned);
    }

    /// Forgets them all.
    pub fn clear(&mut self) {
        self.0.clear();
    }

    /// What is to go wrong with this call, if anything; used up by one.
    pub fn next(&mut self, call: Call) -> Option<(Point, Fault)> {
        self.0.retain(|planned| planned.times != Some(0));
        let planned = self.0.iter_mut().find(|planned| planned.on == call)?;
        if let Some(times) = &mut planned.times {
            *times -= 1;
        }
        Some((planned.point, planned.fault.clone()))
    }
}

#[cfg(test)]
mod tests {
    use super::{Call, Fault, Plan, Planned, Point};

    #[test]
    fn faults_happen_in_the_order_planned_and_as_often_as_planned() {
        let mut plan = Plan::default();
        let planned = |fault, times| Planned {
            on: Call::Events,
            point: Point::Before,
            times,
            fault,
        };
        plan.add(planned(Fault::status(503), Some(2)));
        plan.add(planned(Fault::Reset, Some(1)));

        let met: Vec<_> = (0..4)
            .map(|_| plan.next(Call::Events).map(|(_, fault)| fault))
            .collect();

        assert_eq!(
            met,
            [
                Some(Fault::status(503)),
                Some(Fault::status(503)),
                Some(Fault::Reset),
                None
            ]
        );
        assert_eq!(plan.next(Call::OrdersFind), None);
    }

    #[test]
    fn a_fault_reads_from_the_json_of_the_test_route() {
        let text =
            r#"{"on":"events","times":3,"fault":"status","status":429,"retry_after_seconds":2}"#;

        let planned: Planned = serde_json::from_str(text).unwrap();

        assert_eq!(planned.times, Some(3));
        assert_eq!(
            planned.fault,
            Fault::Status {
                status: 429,
                retry_after_seconds: Some(2)
            }
        );
    }
}
