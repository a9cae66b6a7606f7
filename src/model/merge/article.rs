//! Articles, and their versions: two texts with one number both stay.

use std::{collections::BTreeMap, sync::Arc};

use super::{Merging, Verdict, verdict};
use crate::model::{Article, ArticleId, Version, VersionNumber};
use crate::text::Text;

impl Merging<'_> {
    pub(super) fn merge_articles(&mut self) {
        let [base, ours, theirs] = self.sides.map(|project| &project.articles);
        let gone = base.keys().filter(|id| !theirs.contains_key(*id));
        let ids: Vec<&ArticleId> = theirs.keys().chain(gone).collect();
        for id in ids {
            let [base, ours, theirs] = [base, ours, theirs].map(|all| all.get(id));
            let merged = match verdict(base, ours, theirs) {
                Verdict::Stands(stands) => stands.cloned(),
                Verdict::BothChanged => {
                    let (Some(ours), Some(theirs)) = (ours, theirs) else { continue };
                    Some(Arc::new(self.merge_article(base.map(Arc::as_ref), ours, theirs)))
                }
            };
            match merged {
                Some(article) => self.project.articles.insert(id.clone(), article),
                None => self.project.articles.remove(id),
            };
        }
    }

    fn merge_article(
        &mut self,
        base: Option<&Article>,
        ours: &Article,
        theirs: &Article,
    ) -> Article {
        let (theirs, renumbered) = apart(base, ours, theirs);
        if !renumbered.is_empty() {
            self.renumbered.insert(ours.id.clone(), renumbered);
        }
        let mut merged = ours.clone();
        let id = format!("article {}", ours.id);
        self.decide(None, &id, |both| merged = both.merge(base, ours, &theirs));
        merged
    }
}

/// Gives their versions other numbers where ours has another text by that number: one that ours has
/// for the same text already, or the next. Returns their article so, and what became of which number.
fn apart(
    base: Option<&Article>,
    ours: &Article,
    theirs: &Article,
) -> (Article, BTreeMap<VersionNumber, VersionNumber>) {
    let (mut apart, mut renumbered) = (theirs.clone(), BTreeMap::new());
    let newest = |article: &Article| article.newest().map_or(0, |one| one.number.0);
    let mut last = newest(ours).max(newest(theirs));
    for version in &mut apart.versions {
        let (old, our) =
            (base.and_then(|base| base.version(version.number)), ours.version(version.number));
        let Some(our) = our.filter(|our| is_another(old, our, version)) else { continue };
        let known = ours.versions.iter().find(|one| {
            let is_new = base.is_none_or(|base| base.version(one.number).is_none());
            one.number != our.number && is_new && one.text == version.text
        });
        let number = known.map_or_else(
            || {
                last += 1;
                VersionNumber(last)
            },
            |known| known.number,
        );
        renumbered.insert(version.number, number);
        version.number = number;
    }
    // Theirs by that number is not theirs any more, and ours is not to be taken for removed by them.
    for number in renumbered.keys() {
        apart.versions.extend(ours.version(*number).cloned());
    }
    apart.versions.sort_by_key(|version| version.number);
    (apart, renumbered)
}

/// Did both sides give the number to a text of their own?
fn is_another(old: Option<&Version>, our: &Version, their: &Version) -> bool {
    let is_old = |text: &Text| old.is_some_and(|old| old.text == *text);
    our.text != their.text && !is_old(&our.text) && !is_old(&their.text)
}
