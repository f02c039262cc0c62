//! Which document is handed out next. A suspect is read alone: while it is out, nothing else is.

use std::collections::VecDeque;

/// Documents that wait, and how many are out.
#[derive(Debug)]
pub(crate) struct Schedule<T> {
    waiting: VecDeque<T>,
    suspects: VecDeque<T>,
    out: usize,
    most: usize,
    is_alone: bool,
}

impl<T> Schedule<T> {
    /// At most so many are out at once.
    pub(crate) fn new(most: usize) -> Schedule<T> {
        Schedule { waiting: VecDeque::new(), suspects: VecDeque::new(), out: 0, most, is_alone: false }
    }

    pub(crate) fn add(&mut self, document: T) {
        self.waiting.push_back(document);
    }

    pub(crate) fn add_suspect(&mut self, document: T) {
        self.suspects.push_back(document);
    }

    /// The next document to hand out now, if any.
    pub(crate) fn next(&mut self) -> Option<T> {
        if self.is_alone {
            return None;
        }
        let document = if self.suspects.is_empty() {
            if self.out < self.most { self.waiting.pop_front() } else { None }
        } else if self.out == 0 {
            self.is_alone = true;
            self.suspects.pop_front()
        } else {
            None
        };
        self.out = self.out.saturating_add(usize::from(document.is_some()));
        document
    }

    /// One that was out came back.
    pub(crate) fn returned(&mut self) {
        self.out = self.out.saturating_sub(1);
        self.is_alone = false;
    }

    pub(crate) fn is_idle(&self) -> bool {
        self.out == 0 && self.waiting.is_empty() && self.suspects.is_empty()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_suspect_is_out_alone() {
        let mut schedule = Schedule::new(2);
        (1..=4).for_each(|document| schedule.add(document));
        assert_eq!((schedule.next(), schedule.next(), schedule.next()), (Some(1), Some(2), None));
        schedule.returned();
        schedule.add_suspect(1);
        assert_eq!(schedule.next(), None, "2 is still out");
        schedule.returned();
        assert_eq!((schedule.next(), schedule.next()), (Some(1), None), "1 is alone");
        schedule.returned();
        assert_eq!((schedule.next(), schedule.next(), schedule.next()), (Some(3), Some(4), None));
        assert!(!schedule.is_idle());
        schedule.returned();
        schedule.returned();
        assert!(schedule.is_idle());
    }
}
