//! What each fuzz target does with its bytes, for the fuzzer and for the tests that run the regression corpus.
//!
//! A target panics where a promise is broken.

mod archive;
mod report;
mod template;
mod text;

/// A fuzz target.
#[derive(Clone, Copy)]
pub struct Target {
    /// Its name, and that of its folder in `fuzz/corpus/`.
    pub name: &'static str,
    /// Whether the program holds panics of the libraries that it uses there.
    #[allow(dead_code, reason = "only the fuzzer sees panics that are held")]
    pub guarded: bool,
    /// Does what is to be tried with these bytes.
    pub run: fn(&[u8]),
}

/// All targets.
pub fn all() -> [Target; 8] {
    [
        Target { name: "archive", guarded: false, run: archive::verify },
        Target { name: "csv", guarded: false, run: report::csv },
        Target { name: "escaping", guarded: false, run: text::escaping },
        Target { name: "inline", guarded: false, run: text::inline },
        Target { name: "loader", guarded: false, run: report::loader },
        Target { name: "preflight", guarded: true, run: archive::preflight },
        Target { name: "source-map", guarded: false, run: template::source_map },
        Target { name: "template", guarded: false, run: template::template },
    ]
}
