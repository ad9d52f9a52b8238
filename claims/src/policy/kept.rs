//! Policies that were kept with claims, of whatever version: what is written today is read tomorrow.

use crate::policy::Policy;
use serde_json::{Map, Value, json};

/// Reads a policy that an earlier version may have written.
///
/// # Errors
/// What serde says of one that no version wrote.
pub fn read_kept(text: &str) -> serde_json::Result<Policy> {
    let mut policy: Value = serde_json::from_str(text)?;
    let laws = policy.get_mut("laws").and_then(Value::as_array_mut);
    for law in laws.into_iter().flatten() {
        if let Some(withdrawal) = law.get_mut("withdrawal").and_then(Value::as_object_mut)
            && let Some(free) = withdrawal.remove("untold_ships_free")
        {
            withdrawal.insert("costs_need_telling".to_owned(), free);
        }
        if let Some(guarantee) = law.get_mut("guarantee").and_then(Value::as_object_mut) {
            renew(guarantee);
        }
    }
    serde_json::from_value(policy)
}

/// A guarantee from before a law could say which clock stops, what shows a failure and what each repair adds.
fn renew(guarantee: &mut Map<String, Value>) {
    guarantee
        .entry("failed_by")
        .or_insert_with(|| json!("same_fault"));
    let follows_warranty = guarantee.get("follows_warranty") == Some(&Value::Bool(true));
    let Some(after) = guarantee.get_mut("after").and_then(Value::as_object_mut) else {
        return;
    };
    let times = after.remove("repair_adds_times").unwrap_or_default();
    if let Some(months) = after.get("repair_adds_months").and_then(Value::as_u64) {
        let times = usize::try_from(times.as_u64().unwrap_or(1)).unwrap_or(1);
        let mut each = vec![months; times];
        each.push(0);
        after.insert("repair_adds_months".to_owned(), json!(each));
    }
    if let Some(stops) = after.get("clock_stops").and_then(Value::as_bool) {
        let clocks = match (stops, follows_warranty) {
            (false, _) => json!([]),
            (true, false) => json!(["guarantee"]),
            (true, true) => json!(["guarantee", "presumption"]),
        };
        after.insert("clock_stops".to_owned(), clocks);
    }
    if let Some(restarts) = after.get("replacement_restarts").and_then(Value::as_bool) {
        let restarts = if restarts { "always" } else { "never" };
        after.insert("replacement_restarts".to_owned(), json!(restarts));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::policy::{
        law::{Clock, FailedBy, Holidays, Restarts},
        preset::laws_of,
    };

    /// The part of a policy whose form has changed, as it was first written.
    const FIRST: &str = r#"{"preset":"ru","laws":[{"id":"ru","valid_from":"2021-01-01",
        "withdrawal":{"days":7,"not_told":{"months_instead":3},"return_shipping":"customer","untold_ships_free":true,
            "refund_days":10,"excluded":[]},
        "guarantee":{"months":24,"presumed_months":24,"follows_warranty":true,"remedies":["replace"],"second":[],
            "attempts":0,"serious_opens_second":false,"repair_may_be_refused":false,
            "after":{"repair_adds_months":6,"repair_adds_times":2,"clock_stops":true,"replacement_restarts":true},
            "loaner":true},
        "ends_on_working_day":true,"holidays":{}}]}"#;

    #[test]
    fn a_policy_of_the_first_version_is_read_as_it_was_meant() {
        let none = serde_json::to_string(&Holidays::default()).unwrap();
        let text = FIRST.replace("\"holidays\":{}", &format!("\"holidays\":{none}"));
        let policy = read_kept(&text).unwrap();
        let law = &policy.laws[0];
        assert!(law.withdrawal.as_ref().unwrap().costs_need_telling);
        let guarantee = law.guarantee.as_ref().unwrap();
        assert_eq!(guarantee.failed_by, FailedBy::SameFault);
        let after = &guarantee.after;
        assert_eq!(after.repair_adds_months, [6, 6, 0]);
        assert_eq!(after.clock_stops, [Clock::Guarantee, Clock::Presumption]);
        assert_eq!(after.replacement_restarts, Restarts::Always);
    }

    #[test]
    fn a_policy_of_today_is_read_as_it_is() {
        let policy: Policy = serde_json::from_str(r#"{"withdrawal":{"days":30}}"#).unwrap();
        let policy = Policy {
            laws: laws_of("ru"),
            ..policy
        };
        let text = serde_json::to_string(&policy).unwrap();
        assert_eq!(read_kept(&text).unwrap(), policy);
    }
}
