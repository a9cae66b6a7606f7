//! An article's file has changed: its text becomes a new version, and layers are carried over to it.
//!
//! No layer goes over by itself: each is carried over when its analyst asks for it.

use std::{path::Path, sync::atomic::AtomicBool};

use serde::{Serialize, Serializer};

use super::{
    JobError, ReadOptions,
    read::{file_name, read_file},
};
use crate::{
    articles::{FROM_TEXT, WORDS},
    model::{
        Article, LayerId, Place, Project, Score, SpanId, Time, Version, VersionNumber,
        edit::{ArticleEdit, ArticleField, Edit, compose},
    },
    text::{
        self, ScalarOffset, Text,
        carry::{Carried, How},
    },
};

/// What a file holds beside what an article has already.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NewText {
    /// The text of the newest version.
    Unchanged(VersionNumber),
    /// Another text: the next version.
    Changed {
        /// What the file makes of it.
        version: Box<Version>,
        /// What could not be kept of the file, one sentence each.
        warnings: Vec<String>,
    },
}

/// Reads a file as the next version of an article: as it is asked for, and else in the way in which the
/// newest one was read. Once `cancelled` is up it ends early.
pub fn read_version(
    article: &Article,
    path: &Path,
    asked: ReadOptions,
    time: Time,
    cancelled: &AtomicBool,
) -> Result<NewText, JobError> {
    let newest = article.newest();
    let options = newest.map_or(asked, |newest| asked.or(ReadOptions::of(newest)));
    let reading = read_file(path, options, cancelled)?;
    if let Some(same) = newest.filter(|newest| newest.text.as_str() == reading.text) {
        return Ok(NewText::Unchanged(same.number));
    }
    let number = newest.map_or(VersionNumber::FIRST, |newest| VersionNumber(newest.number.0 + 1));
    let warnings = reading.warnings.clone();
    let version = Box::new(reading.into_version(number, &file_name(path), time));
    Ok(NewText::Changed { version, warnings })
}

/// Returns the edit that adds a version to an article, and counts its words anew. Its layers stay with
/// the versions that they are about.
pub fn version_edit(article: &Article, version: Version) -> Edit {
    let mut facts = article.facts.clone();
    let counted = facts.iter_mut().find(|fact| fact.name == WORDS && fact.from == FROM_TEXT);
    let words = text::words(version.text.as_str()).to_string();
    let set = |field| Edit::Article(ArticleEdit::Set(article.id.clone(), field));
    let mut edits = vec![set(ArticleField::AddVersion(Box::new(version)))];
    if let Some(counted) = counted.filter(|counted| counted.value != words) {
        counted.value = words;
        edits.push(set(ArticleField::Facts(facts)));
    }
    Edit::Batch(edits)
}

/// A layer, compared with another version of its article.
#[derive(Clone, Debug, PartialEq)]
pub struct CarryReport {
    /// Which layer.
    pub layer: LayerId,
    /// The version that it was compared with.
    pub to: VersionNumber,
    /// Its spans, as [`Layer::spans`](crate::model::Layer::spans) lists them.
    pub spans: Vec<SpanCarried>,
    found: Vec<(SpanId, Carried)>,
}

/// Where one span is in another version, for people and programs to read.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct SpanCarried {
    /// Which span.
    #[serde(serialize_with = "as_text")]
    pub id: SpanId,
    /// Start and end of each fragment in scalar values, where it was.
    pub was: Vec<(u32, u32)>,
    /// Where it is; `None` for an orphan.
    pub now: Option<Vec<(u32, u32)>>,
    /// What became of it.
    #[serde(serialize_with = "as_text")]
    pub how: How,
    /// How sure that is.
    #[serde(serialize_with = "as_number")]
    pub score: Score,
    /// Whose span it is.
    pub analyst: String,
    /// Its words as they were.
    pub old: String,
    /// Its words as they are; empty for an orphan.
    pub new: String,
}

/// Compares a layer with another version of its article. Nothing changes. `None` where there is no
/// such layer or version, or where the layer is about that version already.
pub fn carry_report(project: &Project, layer: &LayerId, to: VersionNumber) -> Option<CarryReport> {
    let one = project.layer(layer).filter(|layer| layer.version != to)?;
    let article = project.article(&layer.article)?;
    let (old, new) = (&article.version(one.version)?.text, &article.version(to)?.text);
    let found = compose::compare(project, layer, to)?;
    let spans = one.spans().zip(&found).map(|(span, (id, carried))| {
        let was = match &span.place {
            Place::At(at) => pairs(&at.in_scalars(old)),
            Place::Adrift(anchor) => pairs(&anchor.at),
        };
        let scalars =
            carried.to.iter().map(|one| (new.to_scalar(one.start), new.to_scalar(one.end)));
        let now: Vec<_> = scalars.collect();
        SpanCarried {
            id: id.clone(),
            was,
            now: (!now.is_empty()).then(|| pairs(&now)),
            how: carried.how,
            score: Score::from_fraction(carried.score),
            analyst: layer.analyst.to_string(),
            old: span.words(old),
            new: words(carried, new),
        }
    });
    let spans = spans.collect();
    Some(CarryReport { layer: layer.clone(), to, spans, found })
}

/// Returns the edit that carries a layer over as a report says; refused when it is applied if the
/// layer has other spans by then.
pub fn carry_edit(project: &Project, report: &CarryReport) -> Option<Edit> {
    compose::carry_over(project, &report.layer, report.to, &report.found)
}

impl CarryReport {
    /// Returns how many spans became this.
    pub fn count(&self, how: How) -> usize {
        self.spans.iter().filter(|span| span.how == how).count()
    }
}

fn words(carried: &Carried, new: &Text) -> String {
    carried.to.iter().map(|one| new.slice(*one)).collect::<Vec<_>>().join(" ")
}

fn pairs(scalars: &[(ScalarOffset, ScalarOffset)]) -> Vec<(u32, u32)> {
    scalars.iter().map(|(start, end)| (start.0, end.0)).collect()
}

fn as_text<S: Serializer>(value: &impl ToString, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(&value.to_string())
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde asks for a reference")]
fn as_number<S: Serializer>(score: &Score, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_f32(score.to_fraction())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{apply, article, layer_id, project, span_id};

    /// Returns a project whose article has a second version, and the layer compared with it.
    fn updated(literal: &str, text: &str) -> (Project, CarryReport) {
        let mut project = project(&[("alice/quay", literal)]);
        let layer = layer_id("alice/quay");
        let mut version = article(&layer.article, text).versions.remove(0);
        version.number = VersionNumber(2);
        let edit = version_edit(project.article(&layer.article).unwrap(), version);
        apply(&mut project, edit);
        let report = carry_report(&project, &layer, VersionNumber(2)).unwrap();
        (project, report)
    }

    #[test]
    fn only_what_is_the_same_goes_over_without_a_yes() {
        let (mut project, report) = updated(
            "[The crews](actor) went back. [They got a new roster](claim) on Friday. [Nobody](skepticism) knows.",
            "On Friday the news came. The crews went back. They got a newer roster on Friday.",
        );
        let found: Vec<_> = report.spans.iter().map(|span| (span.how, span.new.as_str())).collect();
        assert_eq!(
            found,
            [
                (How::Same, "The crews"),
                (How::Changed, "They got a newer roster"),
                (How::Orphan, "")
            ]
        );
        let before = project.clone();
        let inverse = apply(&mut project, carry_edit(&before, &report).unwrap());
        let layer = project.layer(&report.layer).unwrap();
        assert_eq!(layer.version, VersionNumber(2));
        assert_eq!((layer.by_place().count(), layer.adrift().count()), (1, 2));
        let changed = layer.span(&span_id(2)).unwrap();
        assert_eq!(changed.words(&Text::new("")), "They got a new roster", "as they were");
        assert!(!changed.is_orphan() && layer.span(&span_id(3)).unwrap().is_orphan());
        let accept =
            compose::accept_place(&project, &report.layer, &span_id(2), Time::default()).unwrap();
        apply(&mut project, accept);
        let text = project.article(&report.layer.article).unwrap().newest().unwrap().text.clone();
        let span = project.span(&report.layer, &span_id(2)).unwrap();
        assert_eq!((span.words(&text).as_str(), &span.pending), ("They got a newer roster", &None));
        let mut undone = before.clone();
        let again = apply(&mut undone, carry_edit(&before, &report).unwrap());
        apply(&mut undone, again.clone());
        assert_eq!((undone, again), (before, inverse));
    }

    #[test]
    fn a_refused_place_leaves_an_orphan() {
        let (mut project, report) = updated("[Ana said no](quote).", "Ana said now.");
        let edit = carry_edit(&project, &report).unwrap();
        apply(&mut project, edit);
        let layer = project.layer(&report.layer).unwrap();
        assert!(!layer.span(&span_id(1)).unwrap().is_orphan());
        let reject = compose::reject_place(layer, &span_id(1), Time::default()).unwrap();
        apply(&mut project, reject);
        assert!(project.span(&report.layer, &span_id(1)).unwrap().is_orphan());
        let layer = project.layer(&report.layer).unwrap();
        assert!(compose::reject_place(layer, &span_id(1), Time::default()).is_none());
        let accept = compose::accept_place(&project, &report.layer, &span_id(1), Time::default());
        assert!(accept.is_none());
    }

    #[test]
    fn a_span_that_came_in_meanwhile_is_not_left_behind() {
        let (mut project, report) = updated("[Ana](actor) said no.", "Then Ana said no.");
        let edit = carry_edit(&project, &report).unwrap();
        let mut new = project.span(&report.layer, &span_id(1)).unwrap().clone();
        new.id = span_id(9);
        let add = compose::add_span(&project, &report.layer, new);
        apply(&mut project, add);
        let error = project.clone().apply(edit).unwrap_err();
        assert!(error.to_string().contains(span_id(9).as_str()), "{error}");
    }

    #[test]
    fn a_proposed_place_goes_along_to_the_version_after() {
        let (mut project, report) = updated("[Ana said no](quote).", "Ana said now.");
        let edit = carry_edit(&project, &report).unwrap();
        apply(&mut project, edit);
        let mut version = project.article(&report.layer.article).unwrap().newest().unwrap().clone();
        version.number = VersionNumber(3);
        version.text = Text::new("It was late. Ana said now.");
        let edit = version_edit(project.article(&report.layer.article).unwrap(), version);
        apply(&mut project, edit);
        let report = carry_report(&project, &report.layer, VersionNumber(3)).unwrap();
        assert_eq!(report.spans[0].new, "Ana said now");
        let edit = carry_edit(&project, &report).unwrap();
        apply(&mut project, edit);
        let span = project.span(&report.layer, &span_id(1)).unwrap();
        assert_eq!(span.words(&Text::new("")), "Ana said no", "the words that were marked");
        let pending = span.pending.as_ref().unwrap();
        assert_eq!(pending.how, "changed", "though the last step changed nothing");
        let accept = compose::accept_place(&project, &report.layer, &span_id(1), Time::default());
        assert!(accept.is_some());
    }

    /// Gives the article another text, and carries alice's layer over to it; returns what was said.
    fn updated_again(project: &mut Project, number: u32, text: &str) -> Vec<(How, String)> {
        let layer = layer_id("alice/quay");
        let mut version = article(&layer.article, text).versions.remove(0);
        version.number = VersionNumber(number);
        let edit = version_edit(project.article(&layer.article).unwrap(), version);
        apply(project, edit);
        let report = carry_report(project, &layer, VersionNumber(number)).unwrap();
        let before = project.clone();
        let back = apply(project, carry_edit(&before, &report).unwrap());
        let mut undone = project.clone();
        apply(&mut undone, back);
        assert_eq!(undone, before);
        report.spans.into_iter().map(|span| (span.how, span.new)).collect()
    }

    #[test]
    fn what_still_waits_is_said_against_the_words_last_confirmed() {
        let literal = "[The crews](actor) went back on Tuesday. [They got a new roster](claim), he said. \
                       Nobody knows [who pays for it](skepticism).";
        let mut project = project(&[("alice/quay", literal)]);
        let second = "Nobody knows who pays for it. The crew went back on Tuesday. They got a newer roster, he said.";
        let found = updated_again(&mut project, 2, second);
        let how: Vec<How> = found.iter().map(|one| one.0).collect();
        assert_eq!(how, [How::Changed, How::Changed, How::Moved]);
        // Nothing is as it was, though this step has changed none of them.
        let third = format!("It was late. {second}");
        assert_eq!(updated_again(&mut project, 3, &third), found);
        let pending = |project: &Project| -> Vec<String> {
            let layer = project.layer(&layer_id("alice/quay")).unwrap();
            layer.spans().filter_map(|span| Some(span.pending.as_ref()?.how.clone())).collect()
        };
        assert_eq!(pending(&project), ["changed", "changed", "moved"]);
        // The words are there again, but not all that stood around them.
        let fourth = third.replace("newer", "new");
        let found = updated_again(&mut project, 4, &fourth);
        assert_eq!(found[1], (How::Moved, "They got a new roster".to_owned()));
        assert_eq!(pending(&project), ["changed", "moved", "moved"]);
        let first = before_text(&project, &layer_id("alice/quay"));
        let found = updated_again(&mut project, 5, first.as_str());
        assert_eq!(found.iter().map(|one| one.0).collect::<Vec<_>>(), [How::Same; 3]);
        assert_eq!(pending(&project), [""; 0], "all is as it was");
    }

    #[test]
    fn a_wrong_proposal_gives_way_to_the_words_themselves() {
        let mut project =
            project(&[("alice/quay", "So [the company](actor) put its loss at two.")]);
        let found =
            updated_again(&mut project, 2, "So company boards put it, and its loss at two.");
        assert_eq!(found, [(How::Changed, "company".to_owned())]);
        let third = "So company boards met. So the company put its loss at three.";
        assert_eq!(
            updated_again(&mut project, 3, third),
            [(How::Moved, "the company".to_owned())],
            "what stood around it is there too"
        );
    }

    #[test]
    fn what_was_an_orphan_is_found_again_in_a_text_that_has_it() {
        let literal = "[The crews](actor) went back. [They got a new roster](claim) on Friday.";
        let (mut project, report) = updated(literal, "Something else was put into the file.");
        let before = project.clone();
        assert_eq!(report.count(How::Orphan), 2);
        let edit = carry_edit(&project, &report).unwrap();
        apply(&mut project, edit);
        let layer = report.layer;
        let mut first =
            article(&layer.article, before_text(&before, &layer).as_str()).versions.remove(0);
        first.number = VersionNumber(3);
        let edit = version_edit(project.article(&layer.article).unwrap(), first);
        apply(&mut project, edit);
        let report = carry_report(&project, &layer, VersionNumber(3)).unwrap();
        assert_eq!(report.count(How::Same), 2, "{:?}", report.spans);
        let edit = carry_edit(&project, &report).unwrap();
        apply(&mut project, edit);
        assert_eq!(project.layer(&layer).unwrap().adrift().count(), 0);
        // With other words around them they wait for a yes.
        let other = "On Friday. They got a new roster, The crews say.";
        let mut fourth = article(&layer.article, other).versions.remove(0);
        fourth.number = VersionNumber(4);
        let mut orphaned = before;
        let gone = carry_report(&orphaned, &layer, VersionNumber(2)).unwrap();
        let edit = carry_edit(&orphaned, &gone).unwrap();
        apply(&mut orphaned, edit);
        let edit = version_edit(orphaned.article(&layer.article).unwrap(), fourth);
        apply(&mut orphaned, edit);
        let report = carry_report(&orphaned, &layer, VersionNumber(4)).unwrap();
        let found: Vec<_> = report.spans.iter().map(|span| span.how).collect();
        assert_eq!(found, [How::Orphan, How::Orphan], "short words need what stood around them");
    }

    fn before_text(project: &Project, layer: &LayerId) -> Text {
        project.article(&layer.article).unwrap().versions[0].text.clone()
    }
}
