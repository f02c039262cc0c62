//! How fast documents are read: one, and a batch with its threads.
#![allow(clippy::expect_used, missing_docs)]

use std::hint::black_box;
use std::path::Path;

use biaodan_pipeline::{Batch, Definitions, Engine, Input, Place};
use criterion::{Criterion, Throughput, criterion_group, criterion_main};

const SEED: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../fixtures/seed.txt");
const DOCUMENTS: usize = 1000;

fn read(criterion: &mut Criterion) {
    let engine = Engine::new(Definitions::built_in().expect("built-in definitions are valid"));
    let bytes = std::fs::read(SEED).expect("the seed is a fixture");

    let mut one = criterion.benchmark_group("seed");
    one.throughput(Throughput::Bytes(bytes.len() as u64));
    one.bench_function("one document", |bencher| {
        bencher.iter(|| engine.read("seed.txt", black_box(&bytes)));
    });
    one.finish();

    let input =
        Input { name: "seed.txt".to_owned(), shown: "seed.txt".to_owned(), place: Place::File(Path::new(SEED).to_owned()) };
    let inputs = vec![input; DOCUMENTS];
    let batch = Batch::new(&engine, None).expect("there are threads");
    let mut many = criterion.benchmark_group("batch");
    many.sample_size(10).throughput(Throughput::Elements(DOCUMENTS as u64));
    many.bench_function("a thousand documents", |bencher| {
        bencher.iter(|| batch.run(&inputs, |envelope| envelope.forms.len(), |_, _| Ok::<(), ()>(())));
    });
    many.finish();
}

criterion_group!(benches, read);
criterion_main!(benches);
