//! The rules for files that go to press: one list, for files of strangers and for those that this program writes.

use crate::preflight::profile::{Colours, Profile, Standard};
use crate::preflight::{ObjectInk, PageObject};
use kakugi_diagnostic::AnyProblem;

/// What follows where a file breaks a rule.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Weight {
    /// It lacks the structure of the standard; this program writes no such file.
    Structure,
    /// A press could not print it as it is meant; this program writes no such file.
    Press,
    /// The printing house and whoever answers for the pages decide.
    House,
}

use Weight::{House, Press, Structure};

/// A rule that a file can break.
struct Rule {
    /// The code of what breaks it.
    code: &'static str,
    weight: Weight,
    /// The key of the printer's profile that asks for it; none for what every printing house asks.
    key: Option<&'static str>,
    /// Whether a profile asks for it.
    is_asked: fn(&Profile) -> bool,
}

const RULES: [Rule; 52] = [
    Rule { code: "K0901", weight: Structure, key: None, is_asked: always },
    Rule { code: "K0902", weight: Structure, key: None, is_asked: always },
    Rule { code: "K0903", weight: Structure, key: Some("standard"), is_asked: standard },
    Rule { code: "K0904", weight: Structure, key: Some("standard"), is_asked: standard },
    Rule { code: "K0905", weight: Structure, key: Some("standard"), is_asked: standard },
    Rule { code: "K0906", weight: Structure, key: Some("standard"), is_asked: standard },
    Rule { code: "K0907", weight: Structure, key: Some("standard"), is_asked: standard },
    Rule { code: "K0908", weight: Structure, key: Some("standard"), is_asked: standard },
    Rule {
        code: "K0909",
        weight: Press,
        key: Some("condition"),
        is_asked: |profile| standard(profile) && profile.condition.is_some(),
    },
    Rule { code: "K0910", weight: Structure, key: Some("standard"), is_asked: standard },
    Rule { code: "K0911", weight: Structure, key: Some("standard"), is_asked: standard },
    Rule { code: "K0912", weight: Structure, key: Some("standard"), is_asked: standard },
    Rule { code: "K0913", weight: Structure, key: Some("standard"), is_asked: standard },
    Rule { code: "K0914", weight: House, key: Some("standard"), is_asked: standard },
    Rule { code: "K0915", weight: House, key: None, is_asked: always },
    Rule { code: "K0916", weight: Structure, key: Some("standard"), is_asked: standard },
    Rule { code: "K0917", weight: Structure, key: Some("standard"), is_asked: standard },
    Rule { code: "K0920", weight: Structure, key: Some("standard"), is_asked: standard },
    Rule { code: "K0921", weight: Press, key: Some("bleed"), is_asked: bleed },
    Rule { code: "K0922", weight: Press, key: Some("standard"), is_asked: always },
    Rule { code: "K0923", weight: Press, key: Some("bleed"), is_asked: bleed },
    Rule { code: "K0924", weight: House, key: None, is_asked: always },
    Rule { code: "K0925", weight: House, key: None, is_asked: always },
    Rule { code: "K0926", weight: House, key: Some("page_multiple"), is_asked: |profile| profile.page_multiple > 1 },
    Rule { code: "K0927", weight: House, key: Some("page_multiple"), is_asked: always },
    Rule { code: "K0928", weight: House, key: Some("bleed"), is_asked: bleed },
    Rule { code: "K0930", weight: Structure, key: None, is_asked: always },
    Rule { code: "K0931", weight: House, key: Some("minimal_type"), is_asked: |profile| profile.minimal_type > 0.0 },
    Rule { code: "K0932", weight: House, key: Some("safe_area"), is_asked: |profile| profile.safe_area > 0.0 },
    Rule { code: "K0940", weight: Press, key: Some("colours"), is_asked: inks },
    Rule { code: "K0941", weight: House, key: Some("colours"), is_asked: inks },
    Rule { code: "K0942", weight: Press, key: Some("colours"), is_asked: |profile| profile.colours == Colours::Grey },
    Rule { code: "K0943", weight: House, key: Some("rich_black_type"), is_asked: rich_black },
    Rule { code: "K0944", weight: House, key: Some("rich_black_type"), is_asked: rich_black },
    Rule { code: "K0945", weight: House, key: Some("colours"), is_asked: always },
    Rule { code: "K0946", weight: Press, key: Some("ink_limit"), is_asked: always },
    Rule { code: "K0947", weight: House, key: Some("ink_limit"), is_asked: always },
    Rule { code: "K0950", weight: House, key: Some("overprint"), is_asked: always },
    Rule { code: "K0951", weight: Press, key: Some("overprint"), is_asked: |profile| profile.overprint },
    Rule {
        code: "K0952",
        weight: House,
        key: Some("overprint"),
        is_asked: |profile| standard(profile) && !profile.overprint,
    },
    Rule { code: "K0953", weight: House, key: Some("minimal_line"), is_asked: lines },
    Rule { code: "K0954", weight: House, key: Some("minimal_line"), is_asked: lines },
    Rule { code: "K0955", weight: House, key: Some("minimal_line"), is_asked: lines },
    Rule { code: "K0960", weight: House, key: Some("resolution"), is_asked: |profile| profile.resolution > 0.0 },
    Rule {
        code: "K0961",
        weight: House,
        key: Some("bitmap_resolution"),
        is_asked: |profile| profile.bitmap_resolution > 0.0,
    },
    Rule { code: "K0962", weight: House, key: None, is_asked: always },
    Rule { code: "K0970", weight: Press, key: Some("colours"), is_asked: inks },
    Rule { code: "K0971", weight: Press, key: Some("standard"), is_asked: standard },
    Rule { code: "K0972", weight: Press, key: Some("standard"), is_asked: always },
    Rule { code: "K0973", weight: Press, key: Some("standard"), is_asked: always },
    Rule { code: "K0974", weight: Press, key: Some("standard"), is_asked: standard },
    Rule { code: "K0975", weight: Press, key: Some("standard"), is_asked: standard },
];

fn always(_: &Profile) -> bool {
    true
}

fn standard(profile: &Profile) -> bool {
    profile.standard == Standard::X4
}

fn bleed(profile: &Profile) -> bool {
    profile.bleed > 0.0
}

fn inks(profile: &Profile) -> bool {
    profile.colours != Colours::Any
}

fn rich_black(profile: &Profile) -> bool {
    profile.colours == Colours::Cmyk && profile.rich_black_type > 0.0
}

fn lines(profile: &Profile) -> bool {
    profile.minimal_line > 0.0
}

/// The codes of the rules that a profile asks for.
pub(super) fn asked(profile: &Profile) -> Vec<&'static str> {
    RULES.iter().filter(|rule| (rule.is_asked)(profile)).map(|rule| rule.code).collect()
}

fn rule(code: &str) -> Option<&'static Rule> {
    RULES.iter().find(|rule| rule.code == code)
}

/// The key of the printer's profile that asks for the rule of this code.
pub(super) fn key(code: &str) -> Option<&'static str> {
    rule(code)?.key
}

/// Whether a finding of this code says that the file lacks the structure of the standard.
pub(super) fn is_of_structure(code: &str) -> bool {
    rule(code).is_some_and(|rule| rule.weight == Structure)
}

/// Whether files of this program are held to the rule of this code, whatever the printing house asks for.
pub(super) fn holds_ours(code: &str) -> bool {
    rule(code).is_some_and(|rule| rule.weight != House)
}

/// Whether this keeps a file of ours from being written.
pub(super) fn stops_ours(problem: &AnyProblem, object: Option<&PageObject>) -> bool {
    // Pictures in inks pass through as they came, and of gradients only a bound is known.
    let exact = !matches!(object, Some(PageObject::Picture { .. } | PageObject::Shading));
    holds_ours(problem.code()) && (exact || !problem.is::<ObjectInk>())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::preflight::ForeignColour;
    use crate::preflight::document::UnclearTrapping;
    use crate::preflight::pages::BlankPage;
    use crate::preflight::paint::{BlackKnockout, Hairline};

    #[test]
    fn every_code_is_a_rule() {
        let sections = include_str!("explained.en.md").lines().filter_map(|line| line.strip_prefix("## "));
        let codes: Vec<&str> = sections.filter_map(|title| title.split(' ').next()).collect();
        assert_eq!(codes, RULES.map(|rule| rule.code));
    }

    #[test]
    fn ours_are_held_to_more_than_the_structure_and_to_less_than_all() {
        let ink = ObjectInk { found: "310".to_owned(), wanted: "300".to_owned() }.into();
        assert!(stops_ours(&ink, Some(&PageObject::Area)));
        assert!(!stops_ours(&ink, Some(&PageObject::Picture { width: 1, height: 1 })));
        let colour = ForeignColour { space: "DeviceRGB".to_owned() }.into();
        assert!(stops_ours(&colour, Some(&PageObject::Picture { width: 1, height: 1 })));
        assert!(stops_ours(&BlackKnockout.into(), None) && stops_ours(&UnclearTrapping.into(), None));
        assert!(!stops_ours(&Hairline.into(), None) && !stops_ours(&BlankPage.into(), None));
    }
}
