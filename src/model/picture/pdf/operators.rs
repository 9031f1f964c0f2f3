//! Which operators a content stream may hold, and with which operands (ISO 32000-1, annex A).

use lopdf::Object;

/// Whether an operator is known, and has the operands that it needs; nothing for one that is not known.
pub(super) fn fits(operator: &[u8], operands: &[Object]) -> Option<bool> {
    let pattern = pattern(operator)?;
    if pattern == "*" {
        // Colours of any number of components, behind which the name of a pattern may stand.
        let numbers = match operands.split_last() {
            Some((Object::Name(_), numbers)) => numbers,
            Some(_) => operands,
            None => return Some(false),
        };
        return Some(numbers.iter().all(|operand| is_of_kind(b'n', operand)));
    }
    let kinds = pattern.bytes();
    Some(kinds.len() == operands.len() && kinds.zip(operands).all(|(kind, operand)| is_of_kind(kind, operand)))
}

/// Whether an operand is what a letter of a [`pattern`] stands for.
fn is_of_kind(kind: u8, operand: &Object) -> bool {
    matches!(
        (kind, operand),
        (b'n', Object::Integer(_) | Object::Real(_))
            | (b'/', Object::Name(_))
            | (b's', Object::String(..))
            | (b'a', Object::Array(_))
            | (b'p', Object::Name(_) | Object::Dictionary(_))
    )
}

/// The operands of an operator, a letter for each: `n` numbers, `/` names, `s` strings, `a` arrays, `p` properties; `*` for
/// those of a colour.
fn pattern(operator: &[u8]) -> Option<&'static str> {
    Some(match operator {
        b"q" | b"Q" | b"BT" | b"ET" | b"BX" | b"EX" | b"BI" | b"EMC" | b"T*" => "",
        b"h" | b"S" | b"s" | b"f" | b"F" | b"f*" | b"B" | b"B*" | b"b" | b"b*" | b"n" | b"W" | b"W*" => "",
        b"w" | b"J" | b"j" | b"M" | b"i" | b"G" | b"g" => "n",
        b"Tc" | b"Tw" | b"Tz" | b"TL" | b"Tr" | b"Ts" => "n",
        b"m" | b"l" | b"Td" | b"TD" | b"d0" => "nn",
        b"RG" | b"rg" => "nnn",
        b"v" | b"y" | b"re" | b"K" | b"k" => "nnnn",
        b"cm" | b"c" | b"Tm" | b"d1" => "nnnnnn",
        b"d" => "an",
        b"ri" | b"gs" | b"CS" | b"cs" | b"sh" | b"Do" | b"MP" | b"BMC" => "/",
        b"DP" | b"BDC" => "/p",
        b"Tf" => "/n",
        b"Tj" | b"'" => "s",
        b"TJ" => "a",
        b"\"" => "nns",
        b"SC" | b"SCN" | b"sc" | b"scn" => "*",
        _ => return None,
    })
}
