//! Which checks a profile asks for.

use crate::printer::{Colours, Profile, Standard};

/// The codes of all findings; each is a check.
const CODES: [&str; 47] = [
    "K0901", "K0902", "K0903", "K0904", "K0905", "K0906", "K0907", "K0908", "K0909", "K0910", "K0911", "K0912",
    "K0913", "K0914", "K0915", "K0920", "K0921", "K0922", "K0923", "K0924", "K0925", "K0926", "K0927", "K0928",
    "K0930", "K0931", "K0932", "K0940", "K0941", "K0942", "K0943", "K0944", "K0945", "K0946", "K0947", "K0950",
    "K0951", "K0952", "K0953", "K0954", "K0955", "K0960", "K0961", "K0962", "K0970", "K0971", "K0972",
];

/// Those that make up the structure of the standard.
const STRUCTURE: [&str; 14] = [
    "K0901", "K0902", "K0903", "K0904", "K0905", "K0906", "K0907", "K0908", "K0910", "K0911", "K0912", "K0913",
    "K0920", "K0930",
];

/// The codes of the checks that are made for a profile.
pub(super) fn asked(profile: &Profile) -> Vec<&'static str> {
    CODES.into_iter().filter(|code| is_asked(code, profile)).collect()
}

/// Whether a finding of this code says that the file lacks the structure of the standard.
pub(super) fn is_of_structure(code: &str) -> bool {
    STRUCTURE.contains(&code)
}

fn is_asked(code: &str, profile: &Profile) -> bool {
    let standard = profile.standard == Standard::X4;
    match code {
        "K0903" | "K0904" | "K0905" | "K0906" | "K0907" | "K0908" | "K0910" | "K0911" | "K0912" | "K0913" | "K0914"
        | "K0920" | "K0971" => standard,
        "K0909" => standard && profile.condition.is_some(),
        "K0921" | "K0923" | "K0928" => profile.bleed > 0.0,
        "K0926" => profile.page_multiple > 1,
        "K0931" => profile.minimal_type > 0.0,
        "K0932" => profile.safe_area > 0.0,
        "K0940" | "K0941" | "K0970" => profile.colours != Colours::Any,
        "K0942" => profile.colours == Colours::Grey,
        "K0943" | "K0944" => profile.colours == Colours::Cmyk && profile.rich_black_type > 0.0,
        "K0951" => profile.overprint,
        "K0952" => standard && !profile.overprint,
        "K0953" | "K0954" | "K0955" => profile.minimal_line > 0.0,
        "K0960" => profile.resolution > 0.0,
        "K0961" => profile.bitmap_resolution > 0.0,
        _ => true,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_code_is_a_check() {
        let source = include_str!("../diagnostic/problem/preflight.rs");
        let mut codes: Vec<&str> =
            source.split('"').skip(1).step_by(2).filter(|text| text.starts_with("K09")).collect();
        codes.sort_unstable();
        assert_eq!(codes, CODES);
        assert!(STRUCTURE.iter().all(|code| CODES.contains(code)));
    }
}
