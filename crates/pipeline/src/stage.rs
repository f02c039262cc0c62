//! Which stage is at work on which page, for those who must know where a reading that never comes back went.

use std::cell::RefCell;

/// Is told the name of the stage that begins, and the page where it works on one.
pub type StageObserver = dyn FnMut(&'static str, Option<u32>);

thread_local! {
    static OBSERVER: RefCell<Option<Box<StageObserver>>> = const { RefCell::new(None) };
}

/// Has `observer` told of every stage of the documents that this thread reads from now on.
pub fn observe_stages(observer: Box<StageObserver>) {
    OBSERVER.set(Some(observer));
}

/// Tells that a stage begins.
pub(crate) fn enter(stage: &'static str, page: Option<u32>) {
    OBSERVER.with_borrow_mut(|observer| {
        if let Some(observer) = observer {
            observer(stage, page);
        }
    });
}
