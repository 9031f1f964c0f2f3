//! Numbers that are none, or that no decimal holds.

use super::{bytes, codes, with_keys};

fn of(value: &str) -> Vec<&'static str> {
    let metric = format!(r#"{{ "id": "m", "label": "植樹", "value": {value}, "unit": "本" }}"#);
    codes(&bytes(with_keys(&format!(r#""results": {{ "metrics": [{metric}] }}"#))))
}

#[test]
fn what_is_no_number_is_not_json() {
    for value in ["NaN", "Infinity", "-Infinity", "+1", "00", "01", ".5", "1.", "0x10", "1e", "--1", "１"] {
        assert_eq!(of(value), ["K0101"], "{value}");
    }
}

#[test]
fn numbers_that_cannot_be_exact_are_errors() {
    let long = ["9".repeat(19), "1".repeat(1_000_000), format!("0.{}", "1".repeat(1_000))];
    for value in ["1e400", "1e999999999", "1e99999999999999999999999", "79228162514264337593543950336"] {
        assert_eq!(of(value), ["K0108"], "{value}");
    }
    for value in &long {
        assert_eq!(of(value), ["K0108"], "{} digits", value.len());
    }
    for value in ["1e-400", "1e-999999999", "0.0000000001"] {
        let codes = of(value);
        assert!(codes == ["K0108"] || codes.is_empty(), "{value}: {codes:?}");
    }
}

#[test]
fn numbers_with_signs_and_exponents_are_read() {
    for value in ["-0", "0", "0.0", "-0.5", "1E+2", "1e2", "999999999999999999", "0.000000001"] {
        assert_eq!(of(value), [""; 0], "{value}");
    }
}
