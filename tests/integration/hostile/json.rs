//! Bytes that are no JSON, or JSON that nobody writes.

use proptest::prelude::*;
use serde_json::{Value, json};

use super::{SMALL, bytes, checked_within, codes, parks, with_keys};
use crate::support::Desk;

proptest! {
    #![proptest_config(ProptestConfig { cases: 256, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_bytes_are_an_error(noise: Vec<u8>) {
        for path in [super::PARKS, super::REPORT] {
            let desk = Desk::new();
            desk.write(path, &noise);
            prop_assert!(!codes(&desk).is_empty());
        }
    }

    #[test]
    fn any_spoilt_byte_is_an_error_or_a_report(at: prop::sample::Index, byte: u8, cut: bool) {
        let desk = Desk::new();
        let mut text = desk.read("report/councils/water.json");
        let at = at.index(text.len());
        if cut { text.truncate(at) } else { text[at] = byte }
        desk.write("report/councils/water.json", text);
        codes(&desk);
    }
}

#[test]
fn nesting_ten_thousand_deep_is_an_error() {
    for (open, close) in [("[", "]"), (r#"{"a":"#, "}")] {
        let deep = format!("{}1{}", open.repeat(10_000), close.repeat(10_000));
        assert_eq!(codes(&bytes(&deep)), ["K0101"]);
        assert_eq!(codes(&bytes(with_keys(&format!(r#""background": {deep}"#)))), ["K0101"]);
    }
    assert_eq!(codes(&bytes("[".repeat(100_000))), ["K0101"]);
    assert_eq!(codes(&bytes("[".repeat(5_000_000))), ["K0117"]);
}

#[test]
fn blocks_and_items_within_each_other_end() {
    let section = |inner: Value| json!({ "type": "section", "title": "節", "blocks": [inner] });
    let deep = (0..9).fold(json!({ "type": "paragraph", "text": "文" }), |inner, _| section(inner));
    assert_eq!(codes(&super::block(deep)), ["K0115"]);
    let columns = |inner: Value| json!({ "type": "columns", "columns": [[inner], [inner]] });
    let wide = (0..9).fold(json!({ "type": "paragraph", "text": "文" }), |inner, _| columns(inner));
    assert_eq!(codes(&super::block(wide)), ["K0115"]);
    let item = (0..40).fold(json!("底"), |inner, _| json!({ "text": "段", "items": [inner] }));
    assert_eq!(codes(&parks(|council| council["purpose"] = json!([item]))), ["K0115"]);
}

#[test]
fn keys_that_stand_twice_or_are_unknown_by_the_hundred_thousand_are_errors() {
    let twice: Vec<&str> = std::iter::repeat_n(r#""name": 1"#, 100_000).collect();
    assert_eq!(codes(&bytes(with_keys(&twice.join(",")))), ["K0102"]);
    let unknown: Vec<String> = (0..100_000).map(|n| format!(r#""k{n}": 1"#)).collect();
    assert_eq!(codes(&bytes(with_keys(&unknown.join(",")))), ["K0103"]);
}

#[test]
fn a_key_of_a_megabyte_is_an_error_that_can_be_read() {
    let key = "鍵".repeat(350_000);
    assert_eq!(codes(&bytes(with_keys(&format!(r#""{key}": 1"#)))), ["K0103"]);
    assert_eq!(codes(&bytes(with_keys(&format!(r#""{key}": 1, "{key}": 2"#)))), ["K0102", "K0103"]);
    let steering = r#""\u001b]0;x\u0007\u202e": 1"#;
    assert_eq!(codes(&bytes(with_keys(steering))), ["K0103"]);
}

#[test]
#[cfg(unix)]
fn ten_million_items_are_refused_before_they_are_parsed() {
    let items = |count: usize| with_keys(&format!(r#""more": [1{}]"#, ",1".repeat(count)));
    assert_eq!(checked_within(&bytes(items(10_000_000)), SMALL), ["K0501"]);
    assert_eq!(checked_within(&bytes(items(3_000_000)), SMALL), ["K0117"]);
    assert_eq!(checked_within(&bytes(items(400_000)), SMALL), ["K0103"]);
}

#[test]
#[cfg(unix)]
fn strings_of_fifty_megabytes_are_refused() {
    let text = |bytes: usize| with_keys(&format!(r#""message": "{}""#, "a".repeat(bytes)));
    assert_eq!(checked_within(&bytes(text(50_000_000)), SMALL), ["K0501"]);
    assert_eq!(checked_within(&bytes(text(7_000_000)), SMALL), ["K0117"]);
}
