//! Lists of records by id.

use std::collections::{BTreeMap, BTreeSet};

use super::{Merging, Verdict, verdict, visit::Fields};
use crate::model::edit::Record;

impl Merging<'_> {
    /// Merges the records of one kind. They are put where the edits find them.
    pub(super) fn merge_records<R>(&mut self, [base, ours, theirs]: [&BTreeMap<R::Id, R>; 3])
    where
        R: Record + Fields,
    {
        if ours == theirs || base == theirs {
            return;
        }
        let ids: BTreeSet<&R::Id> =
            [base, ours, theirs].into_iter().flat_map(BTreeMap::keys).collect();
        for id in ids {
            let [base, ours, theirs] = [base, ours, theirs].map(|all| all.get(id));
            let merged = match verdict(base, ours, theirs) {
                Verdict::Stands(stands) => stands.cloned(),
                Verdict::BothChanged => {
                    let (Some(ours), Some(theirs)) = (ours, theirs) else { continue };
                    let (name, mut merged) = (format!("{} {id}", R::NOUN), None);
                    self.decide(None, &name, |both| merged = Some(both.merge(base, ours, theirs)));
                    merged
                }
            };
            if merged.as_ref() == ours {
                continue;
            }
            let all = R::all(&mut self.project);
            match merged {
                Some(merged) => all.insert(id.clone(), merged),
                None => all.remove(id),
            };
        }
    }
}
