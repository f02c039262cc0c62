//! Documents that kill their readers cost themselves and nothing else.

use std::collections::BTreeMap;
use std::fs;
use std::time::{Duration, Instant};

use crate::compare::open;
use crate::support::{Batch, Folder, document, fill, json};

const GOOD: usize = 200;
const TIME_LIMIT_MS: u64 = 5000;

/// Manner of death, and what quarantine has to say of it.
const POISON: &[(&str, &str)] = &[
    ("hang", "time-limit"),
    ("spin", "time-limit"),
    ("abort", "crash"),
    ("exit", "crash"),
    ("stack", "stack"),
    ("memory", "memory-limit"),
    ("many", "memory-limit"),
];

#[test]
fn poison_goes_to_quarantine_and_everything_else_is_there() {
    let folder = Folder::new("poison");
    let inputs = fill(&folder, "in", GOOD);
    for (i, (manner, _)) in POISON.iter().enumerate() {
        let mut bytes = document(i);
        bytes.extend(format!("\nPOISON {manner}\n").bytes());
        folder.write(&format!("in/{i:03}/{manner} 毒.txt"), &bytes);
    }
    let target = format!("sqlite:{}", folder.path("forms.db").display());
    let batch = Batch { time_limit_ms: TIME_LIMIT_MS, ..Batch::new(&inputs, &target) };
    let start = Instant::now();
    assert_eq!(batch.run(), (1, GOOD + POISON.len(), 0));
    // Two hang, in one worker each or one after the other; the good ones take a few seconds.
    assert!(start.elapsed() < Duration::from_secs(60), "{:?}", start.elapsed());

    let work = folder.path("forms.db.batch");
    let report = json(&work.join("report.json"));
    assert_eq!((report["documents"]["extracted"].as_u64(), report["documents"]["quarantined"].as_u64()), (Some(200), Some(7)));
    assert_eq!(open(&target).documents().unwrap().len(), GOOD + POISON.len(), "every document is accounted for");

    let mut found = BTreeMap::new();
    for entry in fs::read_dir(work.join("quarantine")).unwrap() {
        let entry = entry.unwrap().path();
        let reason = json(&entry.join("reason.json"));
        let copy = fs::read_to_string(entry.join(reason["file"].as_str().unwrap())).unwrap();
        let manner = copy.trim_end().rsplit(' ').next().unwrap().to_owned();
        assert_eq!(reason["names"][0].as_str().unwrap().rsplit('/').next(), Some(format!("{manner} 毒.txt").as_str()));
        assert!(reason["repeat"].as_str().unwrap().starts_with("biaodan batch '"));
        assert_eq!((reason["stage"].as_str(), reason["page"].is_u64()), (Some("extractor"), true), "{reason}");
        assert!(!reason["reason"]["zh"].as_str().unwrap().is_empty());
        found.insert(manner, reason["cause"].as_str().unwrap().to_owned());
    }
    let expected = POISON.iter().map(|&(manner, cause)| (manner.to_owned(), cause.to_owned()));
    assert_eq!(found, expected.collect());

    // Failures are remembered, and tried again only when asked.
    assert_eq!(batch.run(), (1, 0, GOOD + POISON.len()));
    assert_eq!(Batch { retry_failed: true, ..batch }.run(), (1, POISON.len(), GOOD));
}
