//! Writing what changes again and again, off the frame: what is older is never written over what is
//! newer.

use std::sync::{Arc, Mutex, PoisonError};

use super::work;

/// Writes what it is given on threads, one after another.
pub struct Keeper<T> {
    name: &'static str,
    write: Arc<dyn Fn(&T) + Send + Sync>,
    /// How many it was given so far.
    given: u64,
    /// The number of the newest that was written; held while one is written.
    written: Arc<Mutex<u64>>,
}

impl<T: Send + 'static> Keeper<T> {
    /// Returns a keeper whose threads have this name.
    pub fn new(name: &'static str, write: impl Fn(&T) + Send + Sync + 'static) -> Self {
        Self { name, write: Arc::new(write), given: 0, written: Arc::default() }
    }

    /// Writes a value soon, unless a newer one has been written by then.
    pub fn keep(&mut self, value: T) {
        let job = self.job(value);
        work::in_background(self.name, job);
    }

    /// Writes a value at once, after the one that is being written; none that was given before it is
    /// written later.
    pub fn finish(&mut self, value: T) {
        self.job(value)();
    }

    fn job(&mut self, value: T) -> impl FnOnce() + Send + use<T> {
        self.given += 1;
        let (number, write, written) =
            (self.given, Arc::clone(&self.write), Arc::clone(&self.written));
        move || {
            let mut written = written.lock().unwrap_or_else(PoisonError::into_inner);
            if number > *written {
                *written = number;
                write(&value);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_older_is_never_written_over_what_is_newer() {
        let file = Arc::new(Mutex::new(Vec::new()));
        let mut keeper = {
            let file = Arc::clone(&file);
            Keeper::new("test", move |value: &u32| file.lock().unwrap().push(*value))
        };
        // Threads may begin in any order.
        let (first, second, third) = (keeper.job(1), keeper.job(2), keeper.job(3));
        second();
        first();
        keeper.finish(4);
        third();
        assert_eq!(*file.lock().unwrap(), [2, 4]);
    }
}
