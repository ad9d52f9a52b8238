//! Where an order's claims are kept, also after `SHARDS` has grown.
//!
//! A new order's shard is a hash of its number over today's count. An order that was claimed on while there were fewer
//! shards has its claims where the hash over that count led, and new ones belong beside them, or nobody would notice a
//! second claim for the same items. Every shard knows over which counts its claims were spread; they are asked once.

use crate::{
    call::Call,
    ledger::{
        client::{ask, unexpected},
        command::{Command, Reply},
    },
    problem::Refusal,
};
use claims::number::shard_of_order;
use std::{cell::RefCell, collections::BTreeSet};

thread_local! {
    /// The counts so far. One more comes only with another configuration, which starts another isolate.
    static COUNTS: RefCell<Option<BTreeSet<u8>>> = const { RefCell::new(None) };
}

/// The shards in which claims of that order may be; the first is where a new one belongs if there are none.
pub async fn homes(call: &Call<'_>, order_number: &str) -> Result<Vec<u8>, Refusal> {
    let shards = call.config.shards;
    if shards == 1 {
        return Ok(vec![0]);
    }
    let known = COUNTS.with_borrow(Clone::clone);
    let counts = match known {
        Some(counts) => counts,
        None => {
            let mut counts = BTreeSet::new();
            for shard in 0..shards {
                let reply = ask(call, shard, &Command::Spread).await?;
                let Reply::Spread(seen) = reply else {
                    return Err(unexpected(&reply));
                };
                counts.extend(seen);
            }
            COUNTS.set(Some(counts.clone()));
            counts
        }
    };
    Ok(homes_over(order_number, shards, &counts))
}

fn homes_over(order_number: &str, shards: u8, counts: &BTreeSet<u8>) -> Vec<u8> {
    let mut homes = vec![shard_of_order(order_number, shards)];
    for count in counts.iter().filter(|count| (1..shards).contains(*count)) {
        let home = shard_of_order(order_number, *count);
        if !homes.contains(&home) {
            homes.push(home);
        }
    }
    homes
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_order_is_looked_for_where_it_was_under_each_count_and_begins_under_todays() {
        for number in (0..200).map(|at| format!("LL-{at}")) {
            let homes = homes_over(&number, 5, &BTreeSet::from([1, 3, 5]));
            assert_eq!(homes[0], shard_of_order(&number, 5));
            for count in [1, 3] {
                assert!(homes.contains(&shard_of_order(&number, count)), "{number}");
            }
            let distinct: BTreeSet<_> = homes.iter().collect();
            assert_eq!(distinct.len(), homes.len());
        }
        assert_eq!(homes_over("LL-1", 4, &BTreeSet::new()).len(), 1);
    }
}
