//! Work on several lines at once, and on no more for all callers together.
//!
//! Callers come from thread pools of their own. They wait here on plain threads: a pool thread that waited
//! within another pool would take up other work meanwhile, and could come back for a worker while it holds one.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Condvar, Mutex, PoisonError};
use std::thread;

use rten::ThreadPool;

use super::super::RecogniseError;

/// The workers that are idle.
pub(super) struct Workers {
    count: usize,
    idle: Mutex<Vec<Arc<ThreadPool>>>,
    returned: Condvar,
}

/// A worker at work; given back when dropped.
pub(super) struct Worker<'a> {
    of: &'a Workers,
    pool: Arc<ThreadPool>,
}

impl Worker<'_> {
    pub(super) fn pool(&self) -> Arc<ThreadPool> {
        Arc::clone(&self.pool)
    }
}

impl Drop for Worker<'_> {
    fn drop(&mut self) {
        self.of.idle.lock().unwrap_or_else(PoisonError::into_inner).push(Arc::clone(&self.pool));
        self.of.returned.notify_one();
    }
}

impl Workers {
    /// As many workers, at least one, of one thread each.
    pub(super) fn new(count: usize) -> Workers {
        let count = count.max(1);
        let idle = (0..count).map(|_| Arc::new(ThreadPool::with_num_threads(1))).collect();
        Workers { count, idle: Mutex::new(idle), returned: Condvar::new() }
    }

    fn next(&self) -> Worker<'_> {
        let mut idle = self.idle.lock().unwrap_or_else(PoisonError::into_inner);
        loop {
            if let Some(pool) = idle.pop() {
                return Worker { of: self, pool };
            }
            idle = self.returned.wait(idle).unwrap_or_else(PoisonError::into_inner);
        }
    }

    /// Does a job for each item; results are in the order of the items. The first error in that order is given.
    pub(super) fn map<T: Sync, R: Send>(
        &self,
        items: &[T],
        job: impl Fn(&T, &Worker) -> Result<R, RecogniseError> + Sync,
    ) -> Result<Vec<R>, RecogniseError> {
        let next = AtomicUsize::new(0);
        let work = || {
            let mut done = Vec::new();
            while let Some((at, item)) = take(items, &next) {
                done.push((at, job(item, &self.next())));
            }
            done
        };
        let mut done = Vec::with_capacity(items.len());
        thread::scope(|scope| {
            let threads: Vec<_> = (0..self.count.min(items.len())).map(|_| scope.spawn(work)).collect();
            for thread in threads {
                done.extend(thread.join().map_err(|_| RecogniseError::Engine("the engine panicked".to_owned()))?);
            }
            Ok::<(), RecogniseError>(())
        })?;
        done.sort_by_key(|(at, _)| *at);
        done.into_iter().map(|(_, result)| result).collect()
    }
}

fn take<'a, T>(items: &'a [T], next: &AtomicUsize) -> Option<(usize, &'a T)> {
    let at = next.fetch_add(1, Ordering::Relaxed);
    items.get(at).map(|item| (at, item))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn results_keep_their_order_and_the_first_error_counts() {
        let workers = Workers::new(3);
        let items: Vec<u64> = (0..50).collect();
        assert_eq!(workers.map(&items, |n, _| Ok(n * 2)).unwrap(), items.iter().map(|n| n * 2).collect::<Vec<_>>());
        let failing = workers.map(&items, |n, _| if *n < 7 { Ok(()) } else { Err(RecogniseError::Engine(n.to_string())) });
        assert_eq!(failing, Err(RecogniseError::Engine("7".to_owned())));
    }

    #[test]
    fn callers_share_the_workers() {
        let workers = Workers::new(1);
        let busy = AtomicUsize::new(0);
        let job = |_: &i32, _: &Worker| {
            assert_eq!(busy.fetch_add(1, Ordering::SeqCst), 0);
            busy.fetch_sub(1, Ordering::SeqCst);
            Ok(())
        };
        thread::scope(|scope| {
            for _ in 0..3 {
                scope.spawn(|| workers.map(&[1, 2, 3, 4], job).unwrap());
            }
        });
    }
}
