//! The words of the statement in every language.

use claims::verdict::Remedy;

/// One language's.
pub struct Words {
    pub title: &'static str,
    pub filed: &'static str,
    pub name: &'static str,
    pub email: &'static str,
    pub phone: &'static str,
    pub order: &'static str,
    pub placed: &'static str,
    pub delivered: &'static str,
    pub items: &'static str,
    pub quantity: &'static str,
    pub problem: &'static str,
    pub description: &'static str,
    pub serial: &'static str,
    pub requested: &'static str,
    pub reason: &'static str,
    pub files: &'static str,
    /// In the order of [`Words::remedy`].
    remedies: [&'static str; 8],
}

impl Words {
    /// Of a language, or English.
    pub fn of(locale: &str) -> &'static Self {
        match locale.split('-').next() {
            Some("fr") => &FRENCH,
            Some("ru") => &RUSSIAN,
            Some(_) | None => &ENGLISH,
        }
    }

    /// What a remedy is called.
    pub fn remedy(&self, remedy: Remedy) -> &'static str {
        let [
            repair,
            replace,
            exchange,
            refund,
            partial_refund,
            credit,
            part,
            coupon,
        ] = self.remedies;
        match remedy {
            Remedy::Repair => repair,
            Remedy::Replace => replace,
            Remedy::Exchange => exchange,
            Remedy::Refund => refund,
            Remedy::PartialRefund => partial_refund,
            Remedy::StoreCredit => credit,
            Remedy::SparePart => part,
            Remedy::Coupon => coupon,
        }
    }
}

const ENGLISH: Words = Words {
    title: "Claim",
    filed: "Filed on",
    name: "Name",
    email: "E-mail",
    phone: "Phone",
    order: "Order",
    placed: "Ordered on",
    delivered: "Delivered on",
    items: "Items",
    quantity: "Quantity",
    problem: "Problem",
    description: "Description",
    serial: "Serial number",
    requested: "Requested",
    reason: "Grounds",
    files: "Files, with their SHA-256",
    remedies: [
        "Repair",
        "Replacement",
        "Exchange",
        "Refund",
        "Partial refund",
        "Store credit",
        "Spare part",
        "Coupon",
    ],
};

const FRENCH: Words = Words {
    title: "Réclamation",
    filed: "Déposée le",
    name: "Nom",
    email: "E-mail",
    phone: "Téléphone",
    order: "Commande",
    placed: "Commandée le",
    delivered: "Livrée le",
    items: "Articles",
    quantity: "Quantité",
    problem: "Problème",
    description: "Description",
    serial: "Numéro de série",
    requested: "Demande",
    reason: "Fondement",
    files: "Fichiers, avec leur SHA-256",
    remedies: [
        "Réparation",
        "Remplacement",
        "Échange",
        "Remboursement",
        "Remboursement partiel",
        "Avoir",
        "Pièce détachée",
        "Bon de réduction",
    ],
};

const RUSSIAN: Words = Words {
    title: "Обращение",
    filed: "Подано",
    name: "Имя",
    email: "Эл. почта",
    phone: "Телефон",
    order: "Заказ",
    placed: "Заказано",
    delivered: "Доставлено",
    items: "Товары",
    quantity: "Количество",
    problem: "Проблема",
    description: "Описание",
    serial: "Серийный номер",
    requested: "Просьба",
    reason: "Основание",
    files: "Файлы и их SHA-256",
    remedies: [
        "Ремонт",
        "Замена",
        "Обмен",
        "Возврат денег",
        "Частичный возврат денег",
        "Кредит магазина",
        "Запасная часть",
        "Купон",
    ],
};
