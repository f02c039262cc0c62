//! How much may be held in memory at once: the search for documents waits where it is ahead of the workers.

use std::sync::{Arc, Condvar, Mutex, PoisonError};

/// Bytes held at once; a document larger than that is held alone.
const BYTES: u64 = 256 * 1024 * 1024;

/// Shared by the search, which claims, and by the documents, which give back when they are dropped.
#[derive(Debug, Clone)]
pub(crate) struct Budget(Arc<Shared>);

#[derive(Debug)]
struct Shared {
    held: Mutex<Held>,
    changed: Condvar,
    documents: u64,
}

#[derive(Debug, Default)]
struct Held {
    documents: u64,
    bytes: u64,
    is_closed: bool,
}

/// What one document holds.
#[derive(Debug)]
pub(crate) struct Claim {
    budget: Budget,
    bytes: u64,
}

impl Budget {
    /// A budget for so many documents.
    pub(crate) fn new(documents: u64) -> Budget {
        Budget(Arc::new(Shared { held: Mutex::default(), changed: Condvar::new(), documents }))
    }

    /// Waits until there is room for a document of so many bytes; none where the budget was closed.
    pub(crate) fn claim(&self, bytes: u64) -> Option<Claim> {
        let shared = &self.0;
        let held = shared.held.lock().unwrap_or_else(PoisonError::into_inner);
        let is_full = |held: &mut Held| {
            let is_over = held.documents >= shared.documents || held.bytes.saturating_add(bytes) > BYTES;
            !held.is_closed && held.documents > 0 && is_over
        };
        let mut held = shared.changed.wait_while(held, is_full).unwrap_or_else(PoisonError::into_inner);
        if held.is_closed {
            return None;
        }
        held.documents = held.documents.saturating_add(1);
        held.bytes = held.bytes.saturating_add(bytes);
        Some(Claim { budget: self.clone(), bytes })
    }

    /// True once nobody needs documents any more.
    pub(crate) fn is_closed(&self) -> bool {
        self.0.held.lock().unwrap_or_else(PoisonError::into_inner).is_closed
    }

    /// Lets nobody wait any more.
    pub(crate) fn close(&self) {
        self.0.held.lock().unwrap_or_else(PoisonError::into_inner).is_closed = true;
        self.0.changed.notify_all();
    }
}

impl Drop for Claim {
    fn drop(&mut self) {
        let shared = &self.budget.0;
        let mut held = shared.held.lock().unwrap_or_else(PoisonError::into_inner);
        held.documents = held.documents.saturating_sub(1);
        held.bytes = held.bytes.saturating_sub(self.bytes);
        shared.changed.notify_all();
    }
}
