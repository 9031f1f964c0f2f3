//! Patterns that are looked for together.

use std::sync::LazyLock;

use aho_corasick::{AhoCorasick, AhoCorasickKind, Input, Match, MatchKind};

use super::fold::fold;
use super::token::TokenKind;
use super::words::WORDS;

/// The words that every text is searched for. To build their automaton takes longer than to read a council, so that all
/// readers share it.
static KNOWN_WORDS: LazyLock<Patterns> = LazyLock::new(|| {
    let spellings = WORDS.iter().flat_map(|(word, spellings)| spellings.iter().map(|spelling| (*word, *spelling)));
    Patterns::new(spellings.map(|(word, spelling)| (fold(spelling), TokenKind::Word(word))))
});

/// Folded patterns, each with what it is.
pub(super) struct Patterns {
    kinds: Vec<TokenKind>,
    automaton: Option<AhoCorasick>,
}

impl Patterns {
    /// Of two patterns that are the same the first is found.
    pub fn new(patterns: impl Iterator<Item = (String, TokenKind)>) -> Self {
        let (patterns, kinds): (Vec<_>, Vec<_>) = patterns.unzip();
        // The kind of automaton that is fastest would take longer to build than to search a council with it.
        let kind = Some(AhoCorasickKind::ContiguousNFA);
        let automaton = AhoCorasick::builder().match_kind(MatchKind::LeftmostLongest).kind(kind).build(&patterns).ok();
        Self { kinds, automaton }
    }

    fn first(&self, text: &str, from: usize) -> Option<Match> {
        self.automaton.as_ref()?.find(Input::new(text).range(from..))
    }
}

/// A search for patterns of a reader and for the known words, which goes through a text once.
pub(super) struct PatternSearch<'t> {
    text: &'t str,
    /// Each with the first match that has not been passed. Those of the reader come first: of two that are as long, they count.
    sets: [(&'t Patterns, Option<Match>); 2],
}

impl<'t> PatternSearch<'t> {
    pub fn new(of_reader: &'t Patterns, text: &'t str) -> Self {
        Self { text, sets: [of_reader, &*KNOWN_WORDS].map(|patterns| (patterns, patterns.first(text, 0))) }
    }

    /// The longest pattern that begins at an offset, and its length; offsets are asked for in ascending order. A pattern that
    /// begins before the offset is passed over, and looked for anew behind it.
    pub fn longest_at(&mut self, offset: usize) -> Option<(TokenKind, usize)> {
        let mut longest: Option<(TokenKind, usize)> = None;
        for (patterns, next) in &mut self.sets {
            if next.is_some_and(|next| next.start() < offset) {
                *next = patterns.first(self.text, offset);
            }
            let Some(beginning) = next.filter(|next| next.start() == offset) else { continue };
            if longest.is_none_or(|(_, length)| beginning.len() > length) {
                longest = Some((patterns.kinds[beginning.pattern().as_usize()], beginning.len()));
            }
        }
        longest
    }
}
