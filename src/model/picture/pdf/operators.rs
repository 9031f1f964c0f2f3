//! Which operators a content stream may hold, and with which operands (ISO 32000-1, annex A).

use lopdf::Object;

/// Whether an operator is known, and has the operands that it needs; nothing for one that is not known.
pub(super) fn fits(operator: &[u8], operands: &[Object]) -> Option<bool> {
    let pattern = pattern(operator)?;
    let fits = |kind: u8, operand: &Object| {
        matches!(
            (kind, operand),
            (b'n', Object::Integer(_) | Object::Real(_))
                | (b'/', Object::Name(_))
                | (b's', Object::String(..))
                | (b'a', Object::Array(_))
                | (b'p', Object::Name(_) | Object::Dictionary(_))
        )
    };
    Some(match pattern {
        // Colours of any number of components, behind which the name of a pattern may stand.
        "*" => {
            !operands.is_empty()
                && operands
                    .iter()
                    .enumerate()
                    .all(|(at, operand)| fits(b'n', operand) || (at + 1 == operands.len() && fits(b'/', operand)))
        }
        pattern => {
            pattern.len() == operands.len() && pattern.bytes().zip(operands).all(|(kind, operand)| fits(kind, operand))
        }
    })
}

/// Numbers, names, strings, arrays, and properties.
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
