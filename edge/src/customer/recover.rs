//! `POST /v1/claims/recover`: the shop sends the links again. Who asks learns nothing by it.

use crate::{
    answer::Answer,
    call::Call,
    ledger::{
        client::ask_shard,
        command::{Asking, Command},
    },
    log::{self, Level},
    problem::Refusal,
    quota::{self, Asked, By},
};
use claims::wire::{Recover, read_recover};

/// Always 202, at once: the work is done afterwards, so that not even the time tells.
pub async fn recover(call: &mut Call<'_>) -> Result<Answer, Refusal> {
    let asked = read_recover(&call.json().await?)?;
    send_links(call, asked).await?;
    Ok(Answer::json_text(202, "{}"))
}

/// Has the shop send the links, once this request is answered.
pub async fn send_links(call: &Call<'_>, asked: Recover) -> Result<(), Refusal> {
    let email = asked.email.trim().to_lowercase();
    quota::check(call, Asked::Recover, &[(By::Email, &email)]).await?;
    let (env, shards, number) = (call.env.clone(), call.config.shards, asked.number);
    let parent = call.trace.parent.clone();
    call.context.wait_until(async move {
        for shard in 0..shards {
            let (email, number) = (email.clone(), number.clone());
            let command = Command::SendLinks { email, number };
            let asking = Asking {
                traceparent: Some(&parent),
                command: &command,
            };
            if let Err(refusal) = ask_shard(&env, shard, &asking, None).await {
                let fields = [("shard", shard.into()), ("code", refusal.code().into())];
                log::event(Level::Error, "recover_failed", fields);
            }
        }
    });
    Ok(())
}
