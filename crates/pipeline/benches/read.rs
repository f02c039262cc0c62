//! How fast documents are read: one, and a batch with its threads.
#![allow(clippy::expect_used, missing_docs)]

use std::hint::black_box;
use std::path::Path;

use biaodan_pipeline::exporter::{View, render_element};
use biaodan_pipeline::{Batch, Definitions, Engine, Input, Place};
use criterion::{Criterion, Throughput, criterion_group, criterion_main};

/// The allocator of the command.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

const SEED: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../fixtures/seed.txt");
const DOCUMENTS: usize = 1000;

fn plain(engine: &Engine, bytes: &[u8]) -> Vec<u8> {
    let envelope = engine.read("dump.txt", bytes);
    render_element(&envelope, View::Plain, false).expect("memory takes every byte")
}

/// The bytes of all dumps among the fixtures.
fn fixtures() -> Vec<Vec<u8>> {
    let mut dumps = Vec::new();
    let mut folders = vec![Path::new(SEED).parent().expect("the seed is in a folder").to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).expect("fixtures are there").flatten() {
            let path = entry.path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|e| e == "txt") {
                dumps.push(std::fs::read(path).expect("a fixture can be read"));
            }
        }
    }
    dumps
}

fn read(criterion: &mut Criterion) {
    let engine = Engine::new(Definitions::built_in().expect("built-in definitions are valid"));
    let bytes = std::fs::read(SEED).expect("the seed is a fixture");

    let mut one = criterion.benchmark_group("seed");
    one.throughput(Throughput::Bytes(bytes.len() as u64));
    one.bench_function("one document to plain JSON", |bencher| {
        bencher.iter(|| plain(&engine, black_box(&bytes)));
    });
    one.finish();

    let dumps = fixtures();
    let mut all = criterion.benchmark_group("fixtures");
    all.sample_size(20).throughput(Throughput::Bytes(dumps.iter().map(|d| d.len() as u64).sum()));
    all.bench_function("every kind and style to plain JSON", |bencher| {
        bencher.iter(|| dumps.iter().map(|bytes| plain(&engine, black_box(bytes)).len()).sum::<usize>());
    });
    all.finish();

    let input =
        Input { name: "seed.txt".to_owned(), shown: "seed.txt".to_owned(), place: Place::File(Path::new(SEED).to_owned()) };
    let inputs = vec![input; DOCUMENTS];
    let batch = Batch::new(&engine, None, usize::MAX).expect("there are threads");
    let mut many = criterion.benchmark_group("batch");
    many.sample_size(10).throughput(Throughput::Elements(DOCUMENTS as u64));
    many.bench_function("a thousand documents", |bencher| {
        bencher.iter(|| batch.run(&inputs, |envelope| envelope.forms.len(), |_, _| Ok::<(), ()>(())));
    });
    many.finish();
}

criterion_group!(benches, read);
criterion_main!(benches);
