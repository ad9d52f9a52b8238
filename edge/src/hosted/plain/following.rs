//! What a customer does with a claim that is sent: each form brings its token, and is answered with the claim as it is
//! then.

use super::{Visit, draft::minor, field::Mistake, files, progress, told, track};
use crate::{
    answer::Answer,
    call::Call,
    customer::{change, recover, statement, view},
    hosted::form::Form,
    ledger::{client::ask, command::Command},
    problem::Refusal,
    token::Purpose,
};
use claims::{
    calendar::{Meeting, meeting},
    claim::{Appointment, Counter, Slot},
    limits::TEXT_CHARS,
    money::Money,
    number::ClaimNumber,
    status::{ClaimEvent, Status},
    timeline::ClaimView,
    wire::read_withdraw,
};
use serde_json::json;

/// `GET /track?plain=1`.
pub fn begin(call: &Call<'_>) -> Answer {
    let form = Form::default();
    let visit = Visit::of(call, &form);
    visit.answer(track::page(200, "", &visit.fields(&[])))
}

/// `POST /track` opens a claim, `POST /track/{step}` does something with it; `link` has the links sent again.
pub async fn step(call: &mut Call<'_>, step: &str) -> Result<Answer, Refusal> {
    let form = match Form::read(call).await {
        Ok(form) => form,
        Err(refusal) => {
            call.drain().await;
            return Ok(Visit::of(call, &Form::default()).lost(&refusal));
        }
    };
    let visit = Visit::of(call, &form);
    if step == "link" {
        return visit.send_links().await;
    }
    let claim = match visit.open().await {
        Ok(claim) => claim,
        Err(refusal) => return Ok(visit.lost(&refusal)),
    };
    let visit = Visit {
        // From here on in the language of the claim.
        words: visit
            .words
            .in_locale(call.config.locale(&claim.view.locale)),
        ..visit
    };
    match step {
        "" => Ok(visit.show(200, &claim.view, "")),
        "message" => visit.message(claim).await,
        "files" => visit.files(claim).await,
        "withdraw" => visit.withdraw(claim).await,
        "accept" => visit.answered(claim, true).await,
        "decline" => visit.answered(claim, false).await,
        "counter" => visit.counter(claim).await,
        "appointment" => visit.appointment(claim).await,
        "calendar" => visit.calendar(&claim.view),
        "rating" => visit.rating(claim).await,
        "statement" => statement::of(call, claim.number).await,
        _ => Err(Refusal::NotFound),
    }
}

/// The claim of a form's token.
struct Opened {
    number: ClaimNumber,
    view: ClaimView,
}

impl Visit<'_, '_> {
    async fn send_links(&self) -> Result<Answer, Refusal> {
        match track::asked(self.form, self.words) {
            Ok(asked) => {
                recover::send_links(self.call, asked).await?;
                let said = progress::done(&self.words.say("recover.sent"));
                Ok(self.answer(track::page(200, &said, &self.fields(&[]))))
            }
            Err(mistakes) => Ok(self.answer(track::page(422, "", &self.fields(&mistakes)))),
        }
    }

    async fn open(&self) -> Result<Opened, Refusal> {
        let token = track::token(self.form);
        let number: ClaimNumber = self.call.open_token(Purpose::Track, token)?;
        let (shard, asked) = (number.shard(), number.clone());
        let command = Command::View {
            number: asked,
            unless: None,
        };
        let view = view::read(ask(self.call, shard, &command).await?)?;
        Ok(Opened { number, view })
    }

    /// The link opens nothing: it was pasted wrongly, or is too old.
    fn lost(&self, refusal: &Refusal) -> Answer {
        let status = refusal.status();
        if matches!(refusal, Refusal::TokenInvalid) {
            let mistake = Mistake {
                field: "link".to_owned(),
                text: self.words.say("plain.link_wrong"),
            };
            return self.answer(track::page(status, "", &self.fields(&[mistake])));
        }
        let told = match refusal.code() {
            "token_expired" => self.alert(&Refusal::ClaimNotFound),
            _ => self.alert(refusal),
        };
        self.answer(track::page(status, &told, &self.fields(&[])))
    }

    fn show(&self, status: u16, view: &ClaimView, said: &str) -> Answer {
        self.show_with(status, view, said, &[])
    }

    fn show_with(&self, status: u16, view: &ClaimView, said: &str, mistakes: &[Mistake]) -> Answer {
        let token = track::token(self.form);
        let fields = self.fields(mistakes);
        let now = self.call.now;
        self.answer(progress::page(status, view, token, said, &fields, now))
    }

    /// Does it; gives the claim as it is then, with what is said of it.
    async fn change(&self, claim: Opened, event: ClaimEvent, said: &str) -> Answer {
        let before = claim.view;
        let after = change::change(self.call, claim.number, event).await;
        match after.and_then(view::read) {
            // What was sent is not offered again.
            Ok(view) => {
                let form = self
                    .form
                    .without(|name| matches!(name, "message" | "reason" | "slot" | "stars"));
                let visit = Visit {
                    form: &form,
                    ..*self
                };
                visit.show(200, &view, said)
            }
            Err(refusal) => self.show(refusal.status(), &before, &self.alert(&refusal)),
        }
    }

    async fn message(&self, claim: Opened) -> Result<Answer, Refusal> {
        let text = self.form.get("message").trim().to_owned();
        let key = match text.chars().count() {
            0 => Some("error.required_message"),
            chars if chars > TEXT_CHARS as usize => Some("error.too_long"),
            _ => None,
        };
        if let Some(key) = key {
            let mistake = self.mistake("message", key);
            return Ok(self.show_with(422, &claim.view, "", &[mistake]));
        }
        let said = progress::done(&self.words.say("progress.message_sent"));
        // The page loaded again sends the form again.
        let last = claim.view.timeline.last().map(|happened| &happened.event);
        if matches!(last, Some(ClaimEvent::MessageAdded { text: before, .. }) if *before == text) {
            let form = self.form.without(|name| name == "message");
            let visit = Visit {
                form: &form,
                ..*self
            };
            return Ok(visit.show(200, &claim.view, &said));
        }
        let (number, before) = (claim.number, claim.view);
        let known: Vec<u32> = before.evidence.iter().map(|file| file.n).collect();
        let mut sorted = files::sort(self.form, self.words);
        let view = match before.status.is_closed() {
            true => before,
            false => files::keep(self.call, &number, before, self.words, &mut sorted).await,
        };
        let places = view.evidence.iter().map(|file| file.n);
        let files = places.filter(|n| !known.contains(n)).collect();
        let refused = files::refused(self.words, &sorted.refused);
        let claim = Opened { number, view };
        let event = ClaimEvent::MessageAdded { text, files };
        Ok(self.change(claim, event, &(refused + &said)).await)
    }

    async fn files(&self, claim: Opened) -> Result<Answer, Refusal> {
        let mut sorted = files::sort(self.form, self.words);
        if self.form.files.is_empty() {
            let mistake = self.mistake("file.photo", "plain.no_file");
            return Ok(self.show_with(422, &claim.view, "", &[mistake]));
        }
        let (number, before) = (claim.number, claim.view.evidence.len());
        let view = files::keep(self.call, &number, claim.view, self.words, &mut sorted).await;
        let refused = files::refused(self.words, &sorted.refused);
        let added = match view.evidence.len() > before {
            true => progress::done(&self.words.say("evidence.done")),
            false => String::new(),
        };
        let status = if sorted.refused.is_empty() { 200 } else { 422 };
        Ok(self.show(status, &view, &(refused + &added)))
    }

    async fn withdraw(&self, claim: Opened) -> Result<Answer, Refusal> {
        let said = progress::done(&self.words.say("progress.withdrawn"));
        if claim.view.status == Status::Withdrawn {
            return Ok(self.show(200, &claim.view, &said));
        }
        let token = track::token(self.form);
        let body = match self.form.get("reason").trim() {
            "" => String::new(),
            reason => json!({ "reason": reason }).to_string(),
        };
        let read = read_withdraw(&body);
        let sure = self.form.has("sure");
        let Some(withdraw) = read.ok().filter(|_| sure) else {
            let mistakes: &[Mistake] = match sure {
                true => &[self.mistake("reason", "error.too_long")],
                false => &[],
            };
            let status = if sure { 422 } else { 200 };
            let fields = self.fields(mistakes);
            return Ok(self.answer(progress::withdraw(status, &claim.view, token, &fields)));
        };
        let event = ClaimEvent::Withdrawn {
            reason: withdraw.reason,
        };
        Ok(self.change(claim, event, &said).await)
    }

    async fn answered(&self, claim: Opened, accepted: bool) -> Result<Answer, Refusal> {
        let said = progress::done(&self.words.say(told::answered(accepted, None)));
        let counter = None;
        let event = ClaimEvent::OfferAnswered { accepted, counter };
        Ok(self.change(claim, event, &said).await)
    }

    /// An amount as people write it, words, or both.
    async fn counter(&self, claim: Opened) -> Result<Answer, Refusal> {
        let offered = claim.view.offer.as_ref();
        let currency = offered.and_then(|offer| Some(offer.amount.as_ref()?.currency.clone()));
        let typed = self.form.get("counter_amount").trim();
        let amount = currency.and_then(|currency| {
            let amount_minor = minor(typed, &currency).filter(|minor| *minor > 0)?;
            Some(Money {
                amount_minor,
                currency,
            })
        });
        let text = Some(self.form.get("counter_text").trim().to_owned());
        let text = text.filter(|text| !text.is_empty());
        let is_long = |text: &String| text.chars().count() > TEXT_CHARS as usize;
        let mistake = if amount.is_none() && !typed.is_empty() {
            Some(self.mistake("counter_amount", "error.invalid_amount"))
        } else if text.as_ref().is_some_and(is_long) {
            Some(self.mistake("counter_text", "error.too_long"))
        } else if amount.is_none() && text.is_none() {
            Some(self.mistake("counter_text", "error.required"))
        } else {
            None
        };
        if let Some(mistake) = mistake {
            return Ok(self.show_with(422, &claim.view, "", &[mistake]));
        }
        let counter = Some(Counter { amount, text });
        let key = told::answered(false, counter.as_ref());
        let said = progress::done(&self.words.say(key));
        let accepted = false;
        let event = ClaimEvent::OfferAnswered { accepted, counter };
        Ok(self.change(claim, event, &said).await)
    }

    async fn appointment(&self, claim: Opened) -> Result<Answer, Refusal> {
        let all = claim.view.appointment.as_ref().map(Appointment::all);
        let at = self.form.get("slot").parse::<usize>().ok();
        let Some(slot) = at.and_then(|at| all?.get(at).cloned()) else {
            let mistake = self.mistake("slot", "error.required_choice");
            return Ok(self.show_with(422, &claim.view, "", &[mistake]));
        };
        let Slot { time, place } = slot;
        let event = ClaimEvent::AppointmentChosen { time, place };
        let said = progress::done(&self.words.say("event.appointment.chosen"));
        Ok(self.change(claim, event, &said).await)
    }

    /// The appointment, for the customer's calendar.
    fn calendar(&self, view: &ClaimView) -> Result<Answer, Refusal> {
        let appointment = view.appointment.as_ref().ok_or(Refusal::NotFound)?;
        let time = appointment.chosen.ok_or(Refusal::NotFound)?;
        let shop = &self.call.config.shop.name;
        let file = meeting(&Meeting {
            number: &view.number,
            updated_at: &view.updated_at.to_string(),
            time: &time.to_string(),
            place: appointment.chosen_place.as_deref().unwrap_or_default(),
            title: &format!("{shop}: {}", self.words.raw("progress.appointment_kept")),
        });
        let answer = Answer::of_bytes(200, "text/calendar".to_owned(), file.into_bytes());
        let name = format!("attachment; filename=\"{}.ics\"", view.number);
        Ok(answer.with("content-disposition", name))
    }

    async fn rating(&self, claim: Opened) -> Result<Answer, Refusal> {
        let stars = self.form.get("stars").parse::<u8>().ok();
        let Some(stars) = stars.filter(|stars| (1..=5).contains(stars)) else {
            let mistake = self.mistake("stars", "error.required_choice");
            return Ok(self.show_with(422, &claim.view, "", &[mistake]));
        };
        let text = Some(self.form.get("rating_text").trim().to_owned());
        let text = text.filter(|text| !text.is_empty());
        if text
            .as_ref()
            .is_some_and(|text| text.chars().count() > TEXT_CHARS as usize)
        {
            let mistake = self.mistake("rating_text", "error.too_long");
            return Ok(self.show_with(422, &claim.view, "", &[mistake]));
        }
        let event = ClaimEvent::Rated { stars, text };
        let said = progress::done(&self.words.say("event.claim.rated"));
        Ok(self.change(claim, event, &said).await)
    }

    fn mistake(&self, field: &str, key: &str) -> Mistake {
        Mistake {
            field: field.to_owned(),
            text: self.words.say(key),
        }
    }
}
