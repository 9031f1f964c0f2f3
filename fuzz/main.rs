//! Hands libFuzzer's bytes to the target that the variable `FUZZ_TARGET` names.

#![no_main]

use std::env;
use std::panic;
use std::sync::Once;
use std::sync::OnceLock;

use libfuzzer_sys::fuzz_target;

#[path = "targets/mod.rs"]
mod targets;

fuzz_target!(|bytes: &[u8]| {
    static TARGET: OnceLock<targets::Target> = OnceLock::new();
    static HOOK: Once = Once::new();
    let target = TARGET.get_or_init(|| {
        let name = env::var("FUZZ_TARGET").unwrap_or_default();
        targets::all().into_iter().find(|target| target.name == name).expect("`FUZZ_TARGET` names a target")
    });
    HOOK.call_once(|| spare_guarded_panics(target.guarded));
    (target.run)(bytes);
});

/// libFuzzer's hook ends the process at each panic. Where the program itself holds panics of the libraries that it reads files
/// with, only panics in its own sources are findings; the others are told of and survived.
fn spare_guarded_panics(guarded: bool) {
    let abort = panic::take_hook();
    panic::set_hook(Box::new(move |info| {
        let place = info.location().map(ToString::to_string).unwrap_or_default();
        if guarded && place.contains("/registry/") {
            eprintln!("GUARDED {}", place.rsplit("/registry/").next().unwrap_or_default());
        } else {
            abort(info);
        }
    }));
}
