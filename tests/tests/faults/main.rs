//! Fault injection: one thing in a dump is damaged, and no wrong value may come out as `accepted`.
//!
//! Every fixture is read undamaged first; its record is the yardstick. Then each number of the dump
//! is deleted, repeated, altered, fused with the next or moved to another line, pages are dropped,
//! and halves of different sheets are put together. Forms that are not accepted may be incomplete
//! or wrong, for they say so; even they never state a figure that the dump does not print.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

mod edits;
mod leaves;
mod oracle;
mod pages;
mod sums;
mod truths;
mod yardstick;

use std::thread;

use biaodan_pipeline::Engine;
use biaodan_tests::engine;

use crate::edits::Edit;
use crate::yardstick::Yardstick;

/// Numbers damaged in a dump that is in review already: a sample, for little can go wrong there.
const SAMPLE: usize = 8;

/// Violations shown; one slip often shows in a hundred places.
const SHOWN: usize = 60;

/// The numbers of a dump to damage: all of an accepted one, a sample of the others.
fn targets(yardstick: &Yardstick) -> impl Iterator<Item = usize> {
    let count = yardstick.tokens.len();
    let step = if yardstick.is_accepted() { 1 } else { count.div_ceil(SAMPLE).max(1) };
    (0..count).step_by(step)
}

/// Runs `check` over all fixtures on all processors and fails with what was found, if anything.
fn over_fixtures(check: impl Fn(&Engine, &Yardstick) -> Vec<String> + Sync) {
    let engine = engine().unwrap();
    let yardsticks = yardstick::all(&engine);
    let workers = thread::available_parallelism().map_or(1, usize::from);
    let violations: Vec<String> = thread::scope(|scope| {
        let (engine, yardsticks, check) = (&engine, &yardsticks, &check);
        let run = |worker| move || yardsticks.iter().skip(worker).step_by(workers).flat_map(|y| check(engine, y)).collect();
        let handles: Vec<_> = (0..workers).map(|worker| scope.spawn(run(worker))).collect();
        handles.into_iter().flat_map(|handle| -> Vec<String> { handle.join().unwrap() }).collect()
    });
    report(violations);
}

fn report(mut violations: Vec<String>) {
    violations.sort();
    let count = violations.len();
    violations.truncate(SHOWN);
    assert!(count == 0, "{count} violations:\n{}", violations.join("\n"));
}

/// Damages every chosen number of a dump in the ways `edits` lists, and judges what comes out.
fn damage(engine: &Engine, yardstick: &Yardstick, edits: fn(&Yardstick, usize) -> Vec<Edit>) -> Vec<String> {
    let mut violations = Vec::new();
    for target in targets(yardstick) {
        for edit in edits(yardstick, target) {
            let after = engine.read(&yardstick.name, edit.text.as_bytes());
            let found = oracle::judge(engine, yardstick, &edit, &after);
            if let Some(first) = found.first() {
                let more = found.len() - 1;
                violations.push(format!("{}: {}: {first} (and {more} more)", yardstick.name, edit.what));
            }
        }
    }
    violations
}

#[test]
fn the_fixtures_hold_enough_accepted_forms_to_damage() {
    let engine = engine().unwrap();
    let yardsticks = yardstick::all(&engine);
    let accepted = yardsticks.iter().filter(|y| y.is_accepted());
    let kinds: std::collections::BTreeSet<_> = accepted.clone().flat_map(|y| &y.envelope.forms).map(|f| f.kind.clone()).collect();
    assert!(accepted.count() >= 10, "damage to what is in review anyway proves little");
    assert!(kinds.len() >= 4, "every built-in kind is to be damaged, not only {kinds:?}");
}

#[test]
fn a_deleted_number_leaves_a_blank() {
    over_fixtures(|engine, yardstick| damage(engine, yardstick, edits::delete));
}

#[test]
fn a_repeated_number_goes_nowhere_else() {
    over_fixtures(|engine, yardstick| damage(engine, yardstick, edits::repeat));
}

#[test]
fn an_altered_number_is_printed_as_altered_or_found_out() {
    over_fixtures(|engine, yardstick| damage(engine, yardstick, edits::alter));
}

#[test]
fn two_fused_numbers_are_neither_of_them() {
    over_fixtures(|engine, yardstick| damage(engine, yardstick, edits::fuse));
}

#[test]
fn a_moved_number_is_found_where_it_belongs_or_missed() {
    over_fixtures(|engine, yardstick| damage(engine, yardstick, edits::relocate));
}

#[test]
fn a_dropped_page_leaves_no_invention() {
    over_fixtures(pages::drop_each);
}

#[test]
fn halves_of_two_sheets_are_never_accepted_as_one() {
    let engine = engine().unwrap();
    report(pages::swap_halves(&engine, &yardstick::all(&engine)));
}
