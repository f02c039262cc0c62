//! Many documents in parallel: in order, in bounded memory, the same for any number of threads.
//!
//! The inputs are read in windows. While the threads read one window, the caller's thread hands on
//! the results of the one before, so at most two windows are held whatever the number of inputs.

use std::num::NonZeroUsize;

use biaodan_model::Envelope;
use rayon::iter::{IntoParallelRefIterator, ParallelIterator};
use rayon::{ThreadPool, ThreadPoolBuildError, ThreadPoolBuilder};

use crate::engine::Engine;
use crate::inputs::Input;

/// The name of the threads that read documents.
const WORKER: &str = "biaodan-worker";

/// Documents of a window for each thread: enough that one slow document among them does not leave
/// the other threads idle for long, few enough that memory stays flat.
const WINDOW: usize = 8;

/// An engine and the threads it runs on.
#[derive(Debug)]
pub struct Batch<'e> {
    engine: &'e Engine,
    /// None where the caller's thread reads: starting others takes longer than most documents do.
    pool: Option<ThreadPool>,
}

impl<'e> Batch<'e> {
    /// A batch on so many threads; without a number, on as many as the machine runs at once. One document,
    /// or one thread, is the caller's.
    ///
    /// # Errors
    /// The system gives no more threads.
    pub fn new(engine: &'e Engine, jobs: Option<NonZeroUsize>, documents: usize) -> Result<Batch<'e>, ThreadPoolBuildError> {
        let jobs = jobs.map_or(0, NonZeroUsize::get);
        if jobs == 1 || documents <= 1 {
            return Ok(Batch { engine, pool: None });
        }
        let pool = ThreadPoolBuilder::new().num_threads(jobs).thread_name(|_| WORKER.to_owned()).build()?;
        Ok(Batch { engine, pool: Some(pool) })
    }

    /// Reads the inputs. `make` runs on the threads and turns each record into what is wanted;
    /// `take` runs on the caller's thread and gets the results in the order of the inputs.
    ///
    /// # Errors
    /// The first error of `take`, which ends the batch.
    pub fn run<T: Send, E>(
        &self,
        inputs: &[Input],
        make: impl Fn(Envelope) -> T + Sync,
        mut take: impl FnMut(&Input, T) -> Result<(), E>,
    ) -> Result<(), E> {
        let Some(pool) = &self.pool else {
            return inputs.iter().try_for_each(|input| take(input, make(input.read(self.engine))));
        };
        let size = pool.current_num_threads() * WINDOW;
        let mut before: (&[Input], Vec<T>) = (&[], Vec::new());
        for window in inputs.chunks(size) {
            let mut ready = Vec::new();
            pool.in_place_scope(|scope| {
                scope.spawn(|_| {
                    ready = window.par_iter().map(|input| make(input.read(self.engine))).collect();
                });
                hand_on(std::mem::take(&mut before), &mut take)
            })?;
            before = (window, ready);
        }
        hand_on(before, &mut take)
    }
}

fn hand_on<T, E>((inputs, results): (&[Input], Vec<T>), take: &mut impl FnMut(&Input, T) -> Result<(), E>) -> Result<(), E> {
    inputs.iter().zip(results).try_for_each(|(input, result)| take(input, result))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::inputs::Place;
    use biaodan_extractor::Definitions;

    fn missing(count: usize) -> Vec<Input> {
        let input = |i: usize| {
            let name = format!("no-such-file-{i}.txt");
            Input { shown: name.clone(), place: Place::File(name.clone().into()), name }
        };
        (0..count).map(input).collect()
    }

    fn order(jobs: usize, inputs: &[Input]) -> Vec<String> {
        let engine = Engine::new(Definitions::built_in().unwrap());
        let batch = Batch::new(&engine, NonZeroUsize::new(jobs), inputs.len()).unwrap();
        let mut names = Vec::new();
        let run = batch.run(
            inputs,
            |envelope| envelope.source.name,
            |input, name| {
                assert_eq!(input.name, name);
                names.push(name);
                Ok::<(), ()>(())
            },
        );
        run.unwrap();
        names
    }

    #[test]
    fn results_come_in_the_order_of_the_inputs() {
        let inputs = missing(100);
        let names: Vec<String> = inputs.iter().map(|input| input.name.clone()).collect();
        assert_eq!(order(1, &inputs), names);
        assert_eq!(order(7, &inputs), names);
        assert!(order(2, &[]).is_empty());
    }

    #[test]
    fn the_first_error_of_the_taker_ends_the_batch() {
        let engine = Engine::new(Definitions::built_in().unwrap());
        let batch = Batch::new(&engine, NonZeroUsize::new(2), 200).unwrap();
        let mut taken = 0;
        let run = batch.run(
            &missing(200),
            |_| (),
            |_, ()| {
                taken += 1;
                if taken == 3 { Err("full") } else { Ok(()) }
            },
        );
        assert_eq!((run, taken), (Err("full"), 3));
    }
}
