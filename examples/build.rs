//! Makes the documents of a report: `cargo run --release --example build -- data/2019 out/2019`.

use std::env;
use std::error::Error;

use kakugi::Project;

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = env::args_os().skip(1);
    let (Some(report), Some(folder)) = (arguments.next(), arguments.next()) else {
        return Err("usage: build REPORT FOLDER".into());
    };
    let project = Project::load(report)?;
    let output = project.build()?;
    for warning in project.warnings().iter().chain(&output.warnings) {
        println!("{warning}");
    }
    for path in output.write_to(folder)? {
        println!("{}", path.display());
    }
    Ok(())
}
