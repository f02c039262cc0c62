//! The thread that looks for documents and takes their digests.

use std::ops::ControlFlow;
use std::sync::mpsc::Sender;

use crate::budget::Budget;
use crate::inputs::Content;
use crate::inputs::{Found, Inputs};
use crate::pack::sha256;
use crate::run::{Event, Seen};

/// Tells of everything found, then that the search is over. Waits where it is too far ahead.
pub(crate) fn search(inputs: &Inputs, budget: &Budget, events: &Sender<Event>) {
    let flow = inputs.each(&mut |found| match tell(found, budget, events) {
        Some(()) => ControlFlow::Continue(()),
        None => ControlFlow::Break(()),
    });
    if flow.is_continue() {
        let _ = events.send(Event::Searched);
    }
}

/// None where nobody wants to know any more.
fn tell(found: Found, budget: &Budget, events: &Sender<Event>) -> Option<()> {
    let Found { place, name, content } = found;
    let seen = match content {
        Content::Document(bytes) => {
            let claim = budget.claim(bytes.len() as u64)?;
            Seen::Document { sha256: sha256(&bytes), bytes, claim }
        }
        Content::Unread(message) => Seen::Told { message, is_loss: true },
        Content::PassedOver(message) => Seen::Told { message, is_loss: false },
    };
    events.send(Event::Found { place, name, seen: Box::new(seen) }).ok()
}

/// How many documents there seem to be, without reading any.
pub(crate) fn count(inputs: &Inputs, budget: &Budget) -> Option<u64> {
    let mut count = 0_u64;
    let flow = inputs.each_name(&mut |found| {
        count = count.saturating_add(u64::from(matches!(found.content, Content::Document(_))));
        if budget.is_closed() { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
    });
    flow.is_continue().then_some(count)
}
