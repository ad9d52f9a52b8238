//! From fields to the API and back.

use super::*;

#[test]
fn mistakes_stand_in_the_order_of_the_page() {
    let mut fields = [
        "name",
        "problem.1",
        "",
        "description.0",
        "line.1",
        "placed",
        "phone",
    ];
    fields.sort_by_key(|field| place(field));
    let expected = [
        "placed",
        "description.0",
        "line.1",
        "problem.1",
        "name",
        "phone",
        "",
    ];
    assert_eq!(fields, expected);
}

#[test]
fn errors_of_the_api_find_their_row() {
    let error = |pointer: &str, code: &str| FieldError {
        pointer: pointer.into(),
        code: code.into(),
        detail: String::new(),
    };
    for (pointer, code, field, key) in [
        (
            "/lines/1/quantity",
            "too_large",
            "quantity.4",
            "error.too_large",
        ),
        (
            "/lines/0/requested",
            "not_offered",
            "requested.2",
            "remedy.choose_one",
        ),
        (
            "/lines/9/problem",
            "unknown_problem",
            "problem.0",
            "error.invalid",
        ),
        (
            "/customer/phone",
            "invalid_phone",
            "phone",
            "error.invalid_phone",
        ),
        (
            "/customer/email",
            "required",
            "email",
            "error.required_email",
        ),
        (
            "/stated_order/lines/1/quantity",
            "too_small",
            "bought.4",
            "error.too_small",
        ),
        (
            "/stated_order/placed_on",
            "in_the_future",
            "placed",
            "error.in_the_future",
        ),
        ("/files/0/name", "too_long", "", "error.too_long"),
    ] {
        let blamed = blamed(&error(pointer, code), &[2, 4]);
        assert_eq!(blamed, (field.to_owned(), key), "{pointer}");
    }
}

#[test]
fn prices_are_read_as_people_write_them() {
    let currency = |code: &str| Currency(code.to_owned());
    assert_eq!(minor("1.249,90 €", &currency("EUR")), Some(124_990));
    assert_eq!(minor("49", &currency("EUR")), Some(4_900));
    assert_eq!(minor("1500", &currency("JPY")), Some(1_500));
    assert_eq!(minor("free", &currency("EUR")), None);
    assert_eq!(minor("99999999999999999999", &currency("EUR")), None);
}
