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
        .row(speaker, "contact", contact.into_iter().flatten())
        .row(
            speaker,
            "answer",
            hours.map(|hours| speaker.within_hours(hours)),
        )
        .row(speaker, "address", address)
        .row(speaker, "dispute", dispute)
}

impl Speaker<'_> {
    /// What the law wants customers to know.
    pub(super) fn told(self, told: Told) -> String {
        self.text(match told {
            Told::WithdrawalFunction => "policy.told.withdrawal_function",
            Told::RepairExtends => "policy.told.repair_extends",
            Told::CannotBeExcluded => "policy.told.cannot_be_excluded",
            Told::WrittenTerms => "policy.told.written_terms",
        })
    }
}
