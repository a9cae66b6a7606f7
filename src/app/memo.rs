//! What was found out once and is kept in egui's memory, so that neither the whole project nor the
//! disk is asked in every frame.

use std::{
    fmt::Debug,
    hash::Hash,
    time::{Duration, Instant},
};

use egui::{Context, Id};

/// For so long the disk is believed to be as it was.
const FRESH: Duration = Duration::from_secs(2);

/// Returns what `find` finds for a key. It is asked again where the key is another one than last
/// time; `name` tells one question from another.
pub fn kept<K, T>(ctx: &Context, name: &str, key: K, find: impl FnOnce() -> T) -> T
where
    K: PartialEq + Clone + Send + Sync + 'static,
    T: Clone + Send + Sync + 'static,
{
    let id = Id::unique(("kept", name));
    let known: Option<(K, T)> = ctx.data(|data| data.get_temp(id));
    if let Some((_, found)) = known.filter(|(of, _)| *of == key) {
        return found;
    }
    let found = find();
    ctx.data_mut(|data| data.insert_temp(id, (key, found.clone())));
    found
}

/// Returns what the disk says about a key. It is asked again after two seconds: often enough for
/// people, and seldom enough for a network that does not answer.
pub fn looked_up<T>(
    ctx: &Context,
    name: &str,
    key: impl Hash + Debug,
    find: impl FnOnce() -> T,
) -> T
where
    T: Clone + Send + Sync + 'static,
{
    let id = Id::unique(("looked up", name, key));
    let known: Option<(Instant, T)> = ctx.data(|data| data.get_temp(id));
    if let Some((_, found)) = known.filter(|(since, _)| since.elapsed() < FRESH) {
        return found;
    }
    let found = find();
    // From the answer on: it may have been long in coming.
    ctx.data_mut(|data| data.insert_temp(id, (Instant::now(), found.clone())));
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_kept_is_found_anew_for_another_key() {
        let ctx = Context::default();
        let mut asked = 0;
        let mut ask = |name: &str, key: u64| {
            kept(&ctx, name, key, || asked += 1);
            asked
        };
        assert_eq!(
            [ask("a", 1), ask("a", 1), ask("a", 2), ask("b", 2), ask("a", 2)],
            [1, 1, 2, 3, 3]
        );
    }

    #[test]
    fn the_disk_is_asked_once_in_a_while() {
        let ctx = Context::default();
        let mut asked = 0;
        let mut ask = |key: &str| {
            looked_up(&ctx, "is there", key, || asked += 1);
            asked
        };
        assert_eq!([ask("a"), ask("b"), ask("a"), ask("b")], [1, 2, 2, 2]);
    }
}
