//! The wish to end early: Ctrl-C, or an error elsewhere in the batch.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

/// Told once, seen everywhere.
#[derive(Debug, Clone, Default)]
pub struct Stop(Arc<AtomicBool>);

impl Stop {
    /// Asks everything to end.
    pub fn stop(&self) {
        self.0.store(true, Ordering::SeqCst);
    }

    /// True once asked.
    #[must_use]
    pub fn is_stopped(&self) -> bool {
        self.0.load(Ordering::SeqCst)
    }
}
