//! Which rules the fast judge tries, clause by clause.
//!
//! Rules are counted as veraPDF counts them, whose numbers stand in `docs/conformance.md`. A rule about what is not known here
//! is tried as well: a file in which that occurs is not called conforming.

use super::super::ArchivalLevel;

/// A clause and the number of its rules.
type ClauseRules = (&'static str, usize);

/// The rules of ISO 19005-2 at level A, and of ISO 19005-3, for what is known here.
const ARCHIVAL: [ClauseRules; 43] = [
    // `syntax.rs` and `tokens.rs`.
    ("6.1.2", 2),
    ("6.1.3", 3),
    ("6.1.4", 1),
    ("6.1.6", 2),
    ("6.1.7.1", 3),
    ("6.1.9", 1),
    ("6.1.13", 10),
    // `forms.rs`: filters, and names that are plain.
    ("6.1.7.2", 1),
    ("6.1.8", 1),
    // `content.rs`, `resources.rs`, `cells.rs` and `gradients.rs`.
    ("6.2.2", 2),
    ("6.2.5", 6),
    ("6.2.8", 5),
    ("6.2.9", 3),
    ("6.2.10", 2),
    // `colours.rs`.
    ("6.2.3", 3),
    ("6.2.4.2", 2),
    ("6.2.4.3", 3),
    // `fonts.rs`, `program.rs` and `unicode.rs`.
    ("6.2.11.2", 7),
    ("6.2.11.3.1", 1),
    ("6.2.11.3.2", 1),
    ("6.2.11.3.3", 3),
    ("6.2.11.4.1", 2),
    ("6.2.11.4.2", 2),
    ("6.2.11.5", 1),
    ("6.2.11.7.2", 2),
    ("6.2.11.7.3", 1),
    ("6.2.11.8", 1),
    // `navigation.rs`.
    ("6.3.1", 1),
    ("6.3.2", 2),
    ("6.3.3", 4),
    ("6.5.1", 2),
    // `metadata.rs` and `schemas.rs`.
    ("6.6.2.1", 5),
    ("6.6.2.3.1", 2),
    ("6.6.2.3.2", 1),
    ("6.6.2.3.3", 18),
    ("6.6.4", 7),
    // `pages.rs`, `tree.rs` and `roles.rs`.
    ("6.5.2", 2),
    ("6.7.2.2", 1),
    ("6.7.3.3", 1),
    ("6.7.3.4", 3),
    ("6.7.4", 1),
    // `attachments.rs`: file specifications; PDF/A-3 has two rules more.
    ("6.8", 2),
    ("6.11", 1),
];

/// Rules about what may not occur in a file that is judged here: images within content, spot colours, rendering intents,
/// JPEG 2000, simple fonts, permissions, fields, signatures, optional content, presentations.
const ABSENT: [ClauseRules; 11] = [
    ("6.1.10", 1),
    ("6.1.12", 2),
    ("6.2.4.4", 2),
    ("6.2.6", 1),
    ("6.2.8.3", 5),
    ("6.2.11.6", 4),
    ("6.4.1", 3),
    ("6.4.2", 2),
    ("6.4.3", 3),
    ("6.9", 4),
    ("6.10", 2),
];

/// The rules of ISO 14289-1, with those of the second kind: fields, formulas, optional content, sound and film,
/// encryption.
const UNIVERSAL: [ClauseRules; 32] = [
    ("5", 5),
    ("6.1", 1),
    ("6.2", 1),
    ("7.1", 12),
    ("7.2", 41),
    ("7.3", 1),
    ("7.4.2", 1),
    ("7.4.4", 3),
    ("7.5", 2),
    ("7.7", 1),
    ("7.9", 2),
    ("7.10", 2),
    ("7.11", 1),
    ("7.15", 1),
    ("7.16", 1),
    ("7.18.1", 3),
    ("7.18.2", 1),
    ("7.18.3", 1),
    ("7.18.4", 2),
    ("7.18.5", 2),
    ("7.18.6.2", 2),
    ("7.18.8", 1),
    ("7.20", 2),
    ("7.21.3.1", 1),
    ("7.21.3.2", 1),
    ("7.21.3.3", 3),
    ("7.21.4.1", 2),
    ("7.21.4.2", 2),
    ("7.21.5", 1),
    ("7.21.6", 4),
    ("7.21.7", 2),
    ("7.21.8", 1),
];

/// How many rules of a level of PDF/A are tried.
pub(in super::super) fn archival(level: ArchivalLevel) -> usize {
    let more = if level == ArchivalLevel::A3a { 2 } else { 0 };
    sum(&ARCHIVAL) + sum(&ABSENT) + more
}

/// How many rules of PDF/UA-1 are tried.
pub(in super::super) fn universal() -> usize {
    sum(&UNIVERSAL)
}

fn sum(clauses: &[ClauseRules]) -> usize {
    clauses.iter().map(|(_, rules)| rules).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_clause_is_counted_twice() {
        assert_eq!((archival(ArchivalLevel::A3a), archival(ArchivalLevel::A2a), universal()), (155, 153, 106));
        for lists in [ARCHIVAL.iter().chain(&ABSENT).collect::<Vec<_>>(), UNIVERSAL.iter().collect()] {
            let clauses = lists.iter().map(|(clause, _)| clause).collect::<std::collections::BTreeSet<_>>();
            assert_eq!(clauses.len(), lists.len());
        }
    }

    /// The column **n** of `docs/conformance.md`.
    #[test]
    fn the_ledger_counts_the_same_rules() {
        let ledger = include_str!("../../../../../docs/conformance.md");
        let (universal, archival) = ledger.split_once("## PDF/A-3a").expect("two tables");
        for (table, clauses, column) in [
            (universal, UNIVERSAL.iter().collect::<Vec<_>>(), 4),
            (archival, ARCHIVAL.iter().chain(&ABSENT).collect(), 3),
        ] {
            let rows = table.lines().filter_map(|line| line.split('|').nth(column)?.trim().parse::<usize>().ok());
            let more = if column == 3 { 2 } else { 0 };
            assert_eq!(rows.sum::<usize>(), clauses.iter().map(|(_, rules)| rules).sum::<usize>() + more);
        }
    }
}
