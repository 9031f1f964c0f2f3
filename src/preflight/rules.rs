//! The rules for files that go to press: one list, for files of strangers and for those that this program writes.

use crate::preflight::{PreflightProblem, Thing};
use crate::printer::{Colours, Profile, Standard};

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

/// A rule: the code of what breaks it, what follows, and which profiles ask for it.
type Rule = (&'static str, Weight, fn(&Profile) -> bool);

const RULES: [Rule; 50] = [
    ("K0901", Structure, always),
    ("K0902", Structure, always),
    ("K0903", Structure, standard),
    ("K0904", Structure, standard),
    ("K0905", Structure, standard),
    ("K0906", Structure, standard),
    ("K0907", Structure, standard),
    ("K0908", Structure, standard),
    ("K0909", Press, |profile| standard(profile) && profile.condition.is_some()),
    ("K0910", Structure, standard),
    ("K0911", Structure, standard),
    ("K0912", Structure, standard),
    ("K0913", Structure, standard),
    ("K0914", House, standard),
    ("K0915", House, always),
    ("K0916", Structure, standard),
    ("K0917", Structure, standard),
    ("K0920", Structure, standard),
    ("K0921", Press, bleed),
    ("K0922", Press, always),
    ("K0923", Press, bleed),
    ("K0924", House, always),
    ("K0925", House, always),
    ("K0926", House, |profile| profile.page_multiple > 1),
    ("K0927", House, always),
    ("K0928", House, bleed),
    ("K0930", Structure, always),
    ("K0931", House, |profile| profile.minimal_type > 0.0),
    ("K0932", House, |profile| profile.safe_area > 0.0),
    ("K0940", Press, inks),
    ("K0941", House, inks),
    ("K0942", Press, |profile| profile.colours == Colours::Grey),
    ("K0943", House, rich_black),
    ("K0944", House, rich_black),
    ("K0945", House, always),
    ("K0946", Press, always),
    ("K0947", House, always),
    ("K0950", House, always),
    ("K0951", Press, |profile| profile.overprint),
    ("K0952", House, |profile| standard(profile) && !profile.overprint),
    ("K0953", House, lines),
    ("K0954", House, lines),
    ("K0955", House, lines),
    ("K0960", House, |profile| profile.resolution > 0.0),
    ("K0961", House, |profile| profile.bitmap_resolution > 0.0),
    ("K0962", House, always),
    ("K0970", Press, inks),
    ("K0971", Press, standard),
    ("K0972", Press, always),
    ("K0973", Press, always),
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
    RULES.iter().filter(|(_, _, asked)| asked(profile)).map(|(code, ..)| *code).collect()
}

fn weight(code: &str) -> Option<Weight> {
    RULES.iter().find(|(own, ..)| *own == code).map(|(_, weight, _)| *weight)
}

/// Whether a finding of this code says that the file lacks the structure of the standard.
pub(super) fn is_of_structure(code: &str) -> bool {
    weight(code) == Some(Structure)
}

/// Whether files of this program are held to the rule of this code, whatever the printing house asks for.
pub(super) fn holds_ours(code: &str) -> bool {
    weight(code).is_some_and(|weight| weight != House)
}

/// Whether this keeps a file of ours from being written.
pub(super) fn stops_ours(problem: &PreflightProblem, thing: Option<&Thing>) -> bool {
    // Pictures in inks pass through as they came, and of gradients only a bound is known.
    let exact = !matches!(thing, Some(Thing::Picture { .. } | Thing::Shading));
    holds_ours(problem.code()) && (exact || !matches!(problem, PreflightProblem::ObjectInk { .. }))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_code_is_a_rule() {
        let source = include_str!("problem.rs");
        let mut codes: Vec<&str> =
            source.split('"').skip(1).step_by(2).filter(|text| text.starts_with("K09")).collect();
        codes.sort_unstable();
        assert_eq!(codes, RULES.map(|(code, ..)| code));
    }

    #[test]
    fn ours_are_held_to_more_than_the_structure_and_to_less_than_all() {
        let ink = PreflightProblem::ObjectInk { found: "310".to_owned(), wanted: "300".to_owned() };
        assert!(stops_ours(&ink, Some(&Thing::Area)));
        assert!(!stops_ours(&ink, Some(&Thing::Picture { width: 1, height: 1 })));
        let colour = PreflightProblem::ForeignColour { space: "DeviceRGB".to_owned() };
        assert!(stops_ours(&colour, Some(&Thing::Picture { width: 1, height: 1 })));
        assert!(stops_ours(&PreflightProblem::KnockOut, None) && stops_ours(&PreflightProblem::Trapped, None));
        assert!(!stops_ours(&PreflightProblem::Hairline, None) && !stops_ours(&PreflightProblem::BlankPage, None));
    }
}
