//! Lists whose copies share what they have in common.
//!
//! An edit changes a layer that undo, a save under way and the state last saved still hold. With
//! these lists it copies one chunk of the spans, not all of them.

use std::{cmp::Ordering, collections::HashSet, sync::Arc};

/// A chunk that grows beyond this is split in two.
const MOST: usize = 256;

/// What a list is made of.
pub(super) trait Item: Clone {
    /// What is kept about a whole chunk, to pass over it without a look inside.
    type Sum: Clone + std::fmt::Debug;

    /// Returns what is kept about these items: one or more.
    fn sum(items: &[Self]) -> Self::Sum;
}

#[derive(Clone, Debug)]
struct Chunk<T: Item> {
    items: Arc<Vec<T>>,
    /// How many items stand before it in the list.
    before: usize,
    sum: T::Sum,
}

impl<T: Item> Chunk<T> {
    fn new(items: Vec<T>, before: usize) -> Self {
        Self { sum: T::sum(&items), items: Arc::new(items), before }
    }

    fn end(&self) -> usize {
        self.before + self.items.len()
    }
}

/// A list in chunks, of which copies share those that neither has changed: a copy and a change cost
/// one look at each chunk and a copy of one. Whoever keeps it sorted finds by [`partition_point`].
///
/// [`partition_point`]: Self::partition_point
#[derive(Clone, Debug)]
pub(super) struct Chunked<T: Item> {
    /// None is empty.
    chunks: Vec<Chunk<T>>,
}

impl<T: Item> Default for Chunked<T> {
    fn default() -> Self {
        Self { chunks: Vec::new() }
    }
}

impl<T: Item> FromIterator<T> for Chunked<T> {
    fn from_iter<I: IntoIterator<Item = T>>(items: I) -> Self {
        let (mut chunks, mut before) = (Vec::new(), 0);
        let mut items = items.into_iter();
        loop {
            // Room is left for what is put in between.
            let items: Vec<T> = items.by_ref().take(MOST * 3 / 4).collect();
            if items.is_empty() {
                return Self { chunks };
            }
            let chunk = Chunk::new(items, before);
            before = chunk.end();
            chunks.push(chunk);
        }
    }
}

impl<T: Item> Chunked<T> {
    /// Returns how many items there are.
    pub(super) fn len(&self) -> usize {
        self.chunks.last().map_or(0, Chunk::end)
    }

    /// Returns the item at a place of the list.
    pub(super) fn get(&self, at: usize) -> Option<&T> {
        let chunk = self.chunks.get(self.chunk_of(at))?;
        chunk.items.get(at.checked_sub(chunk.before)?)
    }

    /// Returns how many items at the start of the list hold to `is_before`, which no item does that
    /// comes after one that does not.
    pub(super) fn partition_point(&self, is_before: impl Fn(&T) -> bool) -> usize {
        let next = self.chunks.partition_point(|chunk| chunk.items.first().is_some_and(&is_before));
        let chunk = next.checked_sub(1).and_then(|last| self.chunks.get(last));
        chunk.map_or(0, |chunk| chunk.before + chunk.items.partition_point(is_before))
    }

    /// Returns all items.
    pub(super) fn iter(&self) -> impl DoubleEndedIterator<Item = &T> {
        self.chunks.iter().flat_map(|chunk| chunk.items.iter())
    }

    /// Returns the items of the chunks that the other list does not share: all that only this one
    /// has, and perhaps some that both have.
    pub(super) fn apart_from<'a>(
        &'a self,
        other: &Self,
    ) -> impl Iterator<Item = &'a T> + use<'a, T> {
        let shared: HashSet<*const Vec<T>> =
            other.chunks.iter().map(|chunk| Arc::as_ptr(&chunk.items)).collect();
        let own = move |chunk: &&Chunk<T>| !shared.contains(&Arc::as_ptr(&chunk.items));
        self.chunks.iter().filter(own).flat_map(|chunk| chunk.items.iter())
    }

    /// Returns the items from a place of the list on.
    pub(super) fn iter_from(&self, at: usize) -> impl DoubleEndedIterator<Item = &T> {
        let rest = self.chunks.get(self.chunk_of(at)..).unwrap_or_default();
        rest.iter().flat_map(move |chunk| {
            chunk.items.get(at.saturating_sub(chunk.before)..).unwrap_or_default()
        })
    }

    /// Returns the items before a place of the list.
    pub(super) fn iter_until(&self, at: usize) -> impl DoubleEndedIterator<Item = &T> {
        let rest = self.chunks.get(..=self.chunk_of(at)).unwrap_or(&self.chunks);
        rest.iter().flat_map(move |chunk| {
            let count = at.saturating_sub(chunk.before).min(chunk.items.len());
            chunk.items.get(..count).unwrap_or_default()
        })
    }

    /// Returns the items of the chunks whose sum fits, and of no others.
    pub(super) fn iter_where(
        &self,
        fits: impl Fn(&T::Sum) -> bool,
    ) -> impl DoubleEndedIterator<Item = &T> {
        let chunks = self.chunks.iter().filter(move |chunk| fits(&chunk.sum));
        chunks.flat_map(|chunk| chunk.items.iter())
    }

    /// Puts an item in, before the one at this place.
    pub(super) fn insert(&mut self, at: usize, item: T) {
        let number = self.chunk_of(at);
        let Some(chunk) = self.chunks.get_mut(number) else {
            return self.chunks.push(Chunk::new(vec![item], 0));
        };
        let items = Arc::make_mut(&mut chunk.items);
        items.insert((at - chunk.before).min(items.len()), item);
        if items.len() > MOST {
            let rest = items.split_off(MOST / 2);
            self.chunks.insert(number + 1, Chunk::new(rest, 0));
        }
        self.refresh_from(number);
    }

    /// Puts many items in, where `order` says.
    pub(super) fn insert_all(
        &mut self,
        items: impl IntoIterator<Item = T>,
        order: impl FnMut(&T, &T) -> Ordering,
    ) {
        let mut all: Vec<T> = self.iter().cloned().chain(items).collect();
        // The first run is in order already, which this sort makes use of.
        all.sort_by(order);
        *self = all.into_iter().collect();
    }

    /// Takes out all items but those that are to be kept.
    pub(super) fn retain(&mut self, is_kept: impl Fn(&T) -> bool) {
        *self = self.iter().filter(|item| is_kept(item)).cloned().collect();
    }

    /// Takes out the item at a place of the list.
    pub(super) fn remove(&mut self, at: usize) -> Option<T> {
        self.get(at)?;
        let number = self.chunk_of(at);
        let chunk = self.chunks.get_mut(number)?;
        let item = Arc::make_mut(&mut chunk.items).remove(at - chunk.before);
        if chunk.items.is_empty() {
            self.chunks.remove(number);
        }
        self.refresh_from(number);
        Some(item)
    }

    /// Returns the number of the chunk that a place is in: that of the last where it is the end.
    fn chunk_of(&self, at: usize) -> usize {
        self.chunks.partition_point(|chunk| chunk.before <= at).saturating_sub(1)
    }

    /// Makes right what is known of a chunk that has changed, and where those after it begin.
    fn refresh_from(&mut self, number: usize) {
        let mut before = number.checked_sub(1).map_or(0, |last| self.chunks[last].end());
        for chunk in self.chunks.iter_mut().skip(number) {
            chunk.before = before;
            before = chunk.end();
        }
        if let Some(chunk) = self.chunks.get_mut(number) {
            chunk.sum = T::sum(&chunk.items);
        }
    }
}

impl<T: Item + PartialEq> PartialEq for Chunked<T> {
    /// Chunks that both share, at one place, are equal without a look inside.
    fn eq(&self, other: &Self) -> bool {
        if self.len() != other.len() {
            return false;
        }
        let (mut at, mut ours, mut theirs) = (0, self.chunks.iter(), other.chunks.iter());
        let (mut our, mut their) = (ours.next(), theirs.next());
        while let (Some(a), Some(b)) = (our, their) {
            let end = a.end().min(b.end());
            let is_shared = a.before == b.before && Arc::ptr_eq(&a.items, &b.items);
            if !is_shared
                && a.items[at - a.before..end - a.before] != b.items[at - b.before..end - b.before]
            {
                return false;
            }
            at = end;
            our = if a.end() == end { ours.next() } else { our };
            their = if b.end() == end { theirs.next() } else { their };
        }
        true
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    impl Item for u32 {
        type Sum = u32;

        fn sum(items: &[Self]) -> u32 {
            items.iter().copied().max().unwrap_or_default()
        }
    }

    /// What is done to a list: at a part of its length, put this in or take one out.
    fn changes() -> impl Strategy<Value = Vec<(f64, Option<u32>)>> {
        proptest::collection::vec((0.0..=1.0, proptest::option::weighted(0.6, 0..900_u32)), 0..60)
    }

    #[expect(
        clippy::cast_precision_loss,
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "a part of a short list"
    )]
    fn change(list: &mut Chunked<u32>, plain: &mut Vec<u32>, (part, put): (f64, Option<u32>)) {
        let at = (plain.len() as f64 * part) as usize;
        if let Some(item) = put {
            list.insert(at, item);
            plain.insert(at, item);
        } else {
            let gone = (at < plain.len()).then(|| plain.remove(at));
            assert_eq!(list.remove(at), gone);
        }
    }

    proptest! {
        #[test]
        fn a_list_is_what_a_plain_one_is(
            count in 0..900_u32, changes in changes(), at in 0..1000_usize, most in 0..900_u32,
        ) {
            let mut plain: Vec<u32> = (0..count).collect();
            let mut list: Chunked<u32> = plain.iter().copied().collect();
            let (copy, plain_copy) = (list.clone(), plain.clone());
            for one in changes {
                change(&mut list, &mut plain, one);
            }
            prop_assert_eq!(list.len(), plain.len());
            prop_assert!(list.iter().eq(&plain));
            prop_assert!(copy.iter().eq(&plain_copy), "a copy stays as it was");
            let at = at.min(plain.len());
            prop_assert_eq!(list.get(at), plain.get(at));
            prop_assert!(list.iter_from(at).eq(&plain[at..]));
            prop_assert!(list.iter_until(at).rev().eq(plain[..at].iter().rev()));
            let large: Vec<&u32> = list.iter_where(|sum| *sum > most).filter(|one| **one > most).collect();
            prop_assert!(large.into_iter().eq(plain.iter().filter(|one| **one > most)));
            let sorted = list.iter().is_sorted();
            let point = list.partition_point(|one| *one < most);
            prop_assert!(!sorted || point == plain.partition_point(|one| *one < most));
        }

        #[test]
        fn lists_are_equal_where_plain_ones_are(
            count in 0..900_u32, changes in changes(), others in changes(),
        ) {
            let mut plain: Vec<u32> = (0..count).collect();
            let mut list: Chunked<u32> = plain.iter().copied().collect();
            for one in changes {
                change(&mut list, &mut plain, one);
            }
            let (mut other, mut plain_other) = (list.clone(), plain.clone());
            prop_assert!(other == list);
            for one in others {
                change(&mut other, &mut plain_other, one);
            }
            prop_assert_eq!(other == list, plain_other == plain);
            let fresh: Chunked<u32> = plain_other.iter().copied().collect();
            prop_assert!(fresh == other, "chunks of other lengths");
            let apart: Vec<&u32> = other.apart_from(&list).collect();
            prop_assert!(plain_other.iter().all(|one| plain.contains(one) || apart.contains(&one)));
            prop_assert!(other.apart_from(&other.clone()).next().is_none());
        }
    }

    #[test]
    fn a_change_copies_one_chunk() {
        let list: Chunked<u32> = (0..10_000).collect();
        let mut changed = list.clone();
        changed.insert(5_000, 7);
        changed.remove(100);
        let shared = |chunk: &Chunk<u32>| Arc::strong_count(&chunk.items) > 1;
        let own = changed.chunks.iter().filter(|chunk| !shared(chunk)).count();
        assert_eq!(own, 2, "of {} chunks", changed.chunks.len());
    }
}
