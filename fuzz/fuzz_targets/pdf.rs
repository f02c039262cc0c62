//! Any bytes behind a PDF header give a record, and it can be written.
#![no_main]

use std::sync::LazyLock;

use biaodan_pipeline::exporter::{View, write_json};
use biaodan_pipeline::{Definitions, Engine};
use libfuzzer_sys::fuzz_target;

static ENGINE: LazyLock<Engine> = LazyLock::new(|| Engine::new(Definitions::built_in().expect("built in")));

fuzz_target!(|bytes: &[u8]| {
    let mut document = Vec::from(b"%PDF-1.7\n");
    document.extend_from_slice(bytes.strip_prefix(b"%PDF-").unwrap_or(bytes));
    let envelope = ENGINE.read("fuzz.pdf", &document);
    // the engine catches panics of the stages; here they are what is looked for
    assert!(envelope.findings.iter().all(|f| !f.message.en.starts_with("made the program fail")));
    write_json(&envelope, View::Full, false, &mut std::io::sink()).expect("a sink takes everything");
});
