//! Brackets without their counterparts.

/// Where nothing has begun after so many bytes, nothing that matters does.
const MOST_BLANKS: usize = 4 << 10;

/// Whether the arrays that stand in a file hold no bracket without its counterpart: who reads on at such a one stands still.
/// The first object that holds one.
pub fn stray_bracket(bytes: &[u8]) -> Option<u64> {
    const WORD: &[u8] = b" obj";
    let mut from = 0;
    while let Some(found) = bytes.get(from..)?.windows(WORD.len()).position(|word| word == WORD) {
        let at = from + found;
        from = at + WORD.len();
        let digits = |end: usize| bytes[..end].iter().rev().take(10).take_while(|byte| byte.is_ascii_digit()).count();
        let generation = digits(at);
        let end = at.saturating_sub(generation + 1);
        let number = bytes.get(end - digits(end).min(end)..end).and_then(|text| std::str::from_utf8(text).ok());
        let Some(number) = number.and_then(|number| number.parse().ok()).filter(|_| generation > 0) else { continue };
        if has_stray_bracket(&bytes[from..]) {
            return Some(number);
        }
    }
    None
}

/// Goes through one object, up to its end or the first thing that can be none.
fn has_stray_bracket(object: &[u8]) -> bool {
    let mut open: Vec<u8> = Vec::new();
    let mut at = 0;
    while let Some(byte) = object.get(at) {
        let next = object.get(at + 1);
        let within = open.last() == Some(&b'[');
        at += 1;
        match byte {
            b'%' => at += object[at..].iter().take_while(|byte| !matches!(byte, b'\n' | b'\r')).count(),
            b'(' => {
                let mut depth = 1;
                while depth > 0 {
                    match object.get(at) {
                        None => return false,
                        Some(b'\\') => at += 1,
                        Some(b'(') => depth += 1,
                        Some(b')') => depth -= 1,
                        Some(_) => {}
                    }
                    at += 1;
                }
            }
            b'<' if next == Some(&b'<') => {
                at += 1;
                open.push(b'<');
            }
            b'<' => at += object[at..].iter().take_while(|byte| **byte != b'>').count() + 1,
            b'[' => open.push(b'['),
            b']' if within => drop(open.pop()),
            b'>' if !within && next == Some(&b'>') => {
                at += 1;
                open.pop();
            }
            b'>' | b')' | b'{' | b'}' if within => return true,
            b']' | b'>' | b')' | b'{' | b'}' => return false,
            byte if open.is_empty() && byte.is_ascii_alphabetic() => return false,
            _ => {}
        }
        if open.is_empty() && at > MOST_BLANKS {
            return false;
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_brackets_within_arrays_count() {
        for strays in ["[o>", "<</A [>", "[[1 2] )]", "[<</A 1>> }", "% [\n<</A[/B >>"] {
            assert_eq!(
                stray_bracket(format!("1 0 obj\n[1]\nendobj\n7 0 obj\n{strays}").as_bytes()),
                Some(7),
                "{strays}"
            );
        }
        for sound in
            ["[(> \\) {) <3e> /A%>\n]", "<</A[<</B[1 2]>>]>>", "<</A{>>", "5 > }", "<</L 3>>\nstream\n[>\nendstream"]
        {
            assert_eq!(stray_bracket(format!("7 0 obj\n{sound}\nendobj").as_bytes()), None, "{sound}");
        }
    }
}
