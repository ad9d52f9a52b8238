//! Who answers, how fast, and where else a customer can turn.

use crate::policy::{
    Law,
    law::Told,
    page::{Section, has_dispute_body, speaker::Speaker},
};

pub(super) fn answers(speaker: Speaker<'_>, law: Option<&Law>) -> Section {
    let shop = speaker.shop;
    let contact = [
        Some(shop.contact.name.clone()),
        shop.contact.email.clone(),
        shop.contact.phone.clone(),
    ];
    let address = shop.return_address.as_ref();
    let address = address.map(|text| text.get(speaker.language.code).to_owned());
    let hours = Some(speaker.policy.respond_hours).filter(|hours| *hours > 0);
    let dispute = has_dispute_body(law).then(|| speaker.text("still_possible.dispute_body"));
    Section::new(speaker, "answer", String::new())
        .row_as_it_is(speaker, "contact", contact.into_iter().flatten())
        .row(
            speaker,
            "answer",
            hours.map(|hours| speaker.within_hours(hours)),
        )
        .row_as_it_is(speaker, "address", address)
        .row(speaker, "dispute", dispute)
}

impl Speaker<'_> {
    /// What the law wants customers to know, of these things.
    pub(super) fn told(self, law: Option<&Law>, about: &[Told]) -> Vec<String> {
        let told = law.into_iter().flat_map(|law| &law.told);
        let told = told.filter(|told| about.contains(told));
        told.map(|told| self.text(told_key(*told))).collect()
    }
}

fn told_key(told: Told) -> &'static str {
    match told {
        Told::WithdrawalFunction => "policy.told.withdrawal_function",
        Told::RepairExtends => "policy.told.repair_extends",
        Told::CannotBeExcluded => "policy.told.cannot_be_excluded",
        Told::WrittenTerms => "policy.told.written_terms",
    }
}
