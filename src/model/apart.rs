//! Where two lists by id, whose parts are shared until one is changed, are not the same.

use std::{cmp::Ordering, collections::BTreeMap, sync::Arc};

/// Returns the ids of the parts that two lists do not share, in order: those that only one has, and
/// those that may differ. Parts that are shared cost one look at where they are.
pub(super) fn apart<'a, K: Ord, V>(
    one: &'a BTreeMap<K, Arc<V>>,
    other: &'a BTreeMap<K, Arc<V>>,
) -> Vec<&'a K> {
    let (mut ones, mut others) = (one.iter().peekable(), other.iter().peekable());
    let mut apart = Vec::new();
    while let (Some((id, part)), Some((other_id, other_part))) = (ones.peek(), others.peek()) {
        // A part knows its id: one that is shared has the same in both.
        let order = if Arc::ptr_eq(part, other_part) { Ordering::Equal } else { id.cmp(other_id) };
        if order != Ordering::Equal {
            apart.push(if order == Ordering::Less { *id } else { *other_id });
        } else if !Arc::ptr_eq(part, other_part) {
            apart.push(*id);
        }
        if order != Ordering::Greater {
            ones.next();
        }
        if order != Ordering::Less {
            others.next();
        }
    }
    apart.extend(ones.chain(others).map(|(id, _)| id));
    apart
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_is_not_shared_is_apart() {
        let one: BTreeMap<u32, Arc<u32>> = (0..20).map(|id| (id, Arc::new(id))).collect();
        let mut other = one.clone();
        assert!(apart(&one, &other).is_empty());
        other.insert(7, Arc::new(7));
        other.insert(40, Arc::new(40));
        other.remove(&3);
        other.remove(&19);
        assert_eq!(apart(&one, &other), [&3, &7, &19, &40]);
        assert_eq!(apart(&other, &one), [&3, &7, &19, &40]);
        let none = BTreeMap::new();
        assert_eq!(apart(&one, &none).len(), one.len());
    }
}
