//! From the order to the claim that is sent, page by page.

use super::{
    Visit, check,
    draft::{self, Told, Wrong},
    field::Mistake,
    files,
    items::{self, follow},
    order, sent,
};
use crate::{
    answer::Answer,
    call::{Call, random},
    config::hex,
    customer::{file, file::Submitted},
    hosted::form::Form,
    ledger::client::link,
    orders::{self, HeldOrder},
    problem::Refusal,
    token::Purpose,
};
use claims::{draft::ClaimDraft, timeline::ClaimView, wire::FindOrder};

/// `GET /claim?plain=1`.
pub fn begin(call: &Call<'_>) -> Answer {
    let form = Form::default();
    let visit = Visit::of(call, &form);
    visit.answer(order::page(
        200,
        &visit.fields(&[]),
        &call.config.shop.find_by,
        "",
    ))
}

/// `POST /claim?plain=1`: number and e-mail become the items of the order.
pub async fn find(call: &mut Call<'_>) -> Result<Answer, Refusal> {
    let form = match Form::read(call).await {
        Ok(form) => form,
        Err(refusal) => return Ok(unreadable(call, &refusal).await),
    };
    let visit = Visit::of(call, &form);
    let mistakes = order::mistakes(&form, visit.words);
    if !mistakes.is_empty() {
        return Ok(visit.answer(order::page(
            422,
            &visit.fields(&mistakes),
            &call.config.shop.find_by,
            "",
        )));
    }
    let asked = FindOrder {
        asked: order::asked(&form),
        email: form.get("email").to_owned(),
        locale: None,
    };
    Ok(match orders::look_for(call, &asked).await {
        Ok(found) => {
            let fields = visit.fields(&[]);
            visit.answer(items::page(200, call.config, &found, &fields, ""))
        }
        Err(refusal) => visit.begin_again(&refusal),
    })
}

/// `POST /claim/{step}`: `items` to change something, `check` to see the verdict, `send` to file.
pub async fn step(call: &mut Call<'_>, step: &str) -> Result<Answer, Refusal> {
    let mut form = match Form::read(call).await {
        Ok(form) => form,
        Err(refusal) => return Ok(unreadable(call, &refusal).await),
    };
    if form.has("add") {
        form.set("rows", &(draft::stated_rows(&form) + 1).to_string());
        form.set("add", "");
        return Visit::of(call, &form).items_again().await;
    }
    let visit = Visit::of(call, &form);
    match step {
        "items" => visit.items_again().await,
        "check" => visit.checked().await,
        "send" => visit.send().await,
        _ => Err(Refusal::NotFound),
    }
}

/// Nothing of the form is there to go on with.
async fn unreadable(call: &Call<'_>, refusal: &Refusal) -> Answer {
    call.drain().await;
    Visit::of(call, &Form::default()).begin_again(refusal)
}

impl Visit<'_, '_> {
    /// What was typed goes along, so that a session that ended costs nothing.
    fn begin_again(&self, refusal: &Refusal) -> Answer {
        let alert = self.alert(refusal);
        self.answer(order::page(
            refusal.status(),
            &self.fields(&[]),
            &self.call.config.shop.find_by,
            &alert,
        ))
    }

    fn held(&self) -> Result<HeldOrder, Refusal> {
        self.call.open_token(Purpose::Order, self.form.get("token"))
    }

    async fn items_again(&self) -> Result<Answer, Refusal> {
        Ok(self.items(200, &[], "").await)
    }

    async fn items(&self, status: u16, mistakes: &[Mistake], trouble: &str) -> Answer {
        let found = match self.held() {
            Ok(held) => orders::found(self.call, held).await,
            Err(refusal) => Err(refusal),
        };
        match found {
            Ok(found) => {
                let fields = self.fields(mistakes);
                self.answer(items::page(
                    status,
                    self.call.config,
                    &found,
                    &fields,
                    trouble,
                ))
            }
            Err(refusal) => self.begin_again(&refusal),
        }
    }

    async fn checked(&self) -> Result<Answer, Refusal> {
        let held = match self.held() {
            Ok(held) => held,
            Err(refusal) => return Ok(self.begin_again(&refusal)),
        };
        match draft::read(self.call, &held, self.form, self.words, &[]) {
            Ok(told) => self.check(200, &held, &told, &new_key()?, &[], ""),
            Err(wrong) => Ok(self.wrong(wrong).await),
        }
    }

    fn check(
        &self,
        status: u16,
        held: &HeldOrder,
        told: &Told,
        key: &str,
        mistakes: &[Mistake],
        trouble: &str,
    ) -> Result<Answer, Refusal> {
        let fields = self.fields(mistakes);
        let page = check::page(status, self.call, held, told, key, &fields, trouble);
        Ok(self.answer(page))
    }

    async fn wrong(&self, wrong: Wrong) -> Answer {
        match wrong {
            Wrong::Mistakes(mistakes) => self.items(422, &mistakes, "").await,
            Wrong::Refused(refusal) => self.begin_again(&refusal),
        }
    }

    async fn send(&self) -> Result<Answer, Refusal> {
        let held = match self.held() {
            Ok(held) => held,
            Err(refusal) => return Ok(self.begin_again(&refusal)),
        };
        let mut sorted = files::sort(self.form, self.words);
        let announced = files::announced(&sorted);
        let told = match draft::read(self.call, &held, self.form, self.words, &announced) {
            Ok(told) => told,
            Err(wrong) => return self.not_sent(&held, wrong).await,
        };
        let unasked = unasked(self, &told);
        let key = Some(self.form.get("key")).filter(|key| file::is_key(key));
        let Some(key) = key.filter(|_| unasked.is_empty()) else {
            return self.check(422, &held, &told, &new_key()?, &unasked, "");
        };
        // The same claim with other files is the same claim: they are kept beside the first.
        let same = ClaimDraft {
            files: Vec::new(),
            ..told.draft.clone()
        };
        let same = serde_json::to_string(&same)?;
        let draft = told.draft.clone();
        match file::submit(self.call, held.clone(), draft, key.to_owned(), &same).await {
            Ok(submitted) => self.sent(submitted, &mut sorted).await,
            Err(refusal) => self.refused(&held, &told, refusal).await,
        }
    }

    /// Something about what is asked for is put right where it is asked; all else on the page before.
    async fn not_sent(&self, held: &HeldOrder, wrong: Wrong) -> Result<Answer, Refusal> {
        let Wrong::Mistakes(mistakes) = wrong else {
            return Ok(self.wrong(wrong).await);
        };
        let is_here = |mistake: &Mistake| mistake.field.starts_with("requested.");
        let without = self.form.without(|name| name.starts_with("requested."));
        match draft::read(self.call, held, &without, self.words, &[]) {
            Ok(told) if mistakes.iter().all(is_here) => {
                self.check(422, held, &told, &new_key()?, &mistakes, "")
            }
            Ok(_) | Err(_) => Ok(self.items(422, &mistakes, "").await),
        }
    }

    async fn refused(
        &self,
        held: &HeldOrder,
        told: &Told,
        refusal: Refusal,
    ) -> Result<Answer, Refusal> {
        let alert = self.alert(&refusal);
        if let Refusal::AlreadyClaimed(claim) = &refusal {
            let fields = self.fields(&[]);
            let open = claim.as_ref().map(|claim| follow(&fields, claim));
            return Ok(self
                .items(409, &[], &(alert + &open.unwrap_or_default()))
                .await);
        }
        // Without an answer it may have been kept: the same key goes with it until there is one.
        let key = match refusal.status() {
            500.. => self.form.get("key").to_owned(),
            _ => new_key()?,
        };
        self.check(refusal.status(), held, told, &key, &[], &alert)
    }

    async fn sent(
        &self,
        submitted: Submitted,
        sorted: &mut files::Sorted<'_>,
    ) -> Result<Answer, Refusal> {
        let view: ClaimView = serde_json::from_str(submitted.view.get())?;
        let number = submitted.number;
        let view = files::keep(self.call, &number, view, self.words, sorted).await;
        let link = link(self.call.config, &number, self.call.now)?;
        let (config, again) = (self.call.config, submitted.again);
        let fields = self.fields(&[]);
        let page = sent::page(config, &view, &link, &sorted.refused, again, &fields);
        Ok(self.answer(page))
    }
}

/// Lines of which the customer has not said what they would like.
fn unasked(visit: &Visit<'_, '_>, told: &Told) -> Vec<Mistake> {
    let fields = told.rows.iter().map(|at| format!("requested.{at}"));
    fields
        .filter(|field| !visit.form.has(field))
        .map(|field| Mistake {
            field,
            text: visit.words.say("remedy.choose_one"),
        })
        .collect()
}

fn new_key() -> Result<String, Refusal> {
    Ok(hex(&random::<16>()?))
}
