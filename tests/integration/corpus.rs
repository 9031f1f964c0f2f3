//! The regression corpus of the fuzzer: seeds, and inputs on which a target once failed.

use std::fs;

use crate::support::{each_file, repository};

#[path = "../../fuzz/targets/mod.rs"]
mod targets;

#[test]
fn every_target_keeps_its_promise_on_the_corpus() {
    for target in targets::all() {
        let mut count = 0;
        each_file(&repository("fuzz/corpus").join(target.name), &mut |path| {
            println!("{}", path.display());
            (target.run)(&fs::read(path).expect("a file"));
            count += 1;
        });
        assert!(count > 0, "no input for `{}`", target.name);
    }
}
