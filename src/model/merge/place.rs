//! Positions: taken to another text, and as a conflict keeps them.

use ron::extensions::Extensions;

use super::value::{list, quoted};
use crate::{
    model::{Anchor, Fragments, Pending, Place, Score, Span, VersionNumber},
    text::{ScalarOffset, Text},
};

/// What conflicts call the position of a span.
pub(super) const FIELD: &str = "at";

/// How many characters of context an anchor has on either side.
const CONTEXT: usize = 32;

type Pairs = Vec<(ScalarOffset, ScalarOffset)>;

/// Returns a place of one text in another: there where the same words are at the same position, as
/// when a layer is read; adrift else.
pub(super) fn on_text(place: &Place, old: &Text, new: &Text) -> Place {
    let anchor = match place {
        Place::At(fragments) => anchor(fragments, old),
        Place::Adrift(anchor) => anchor.as_ref().clone(),
    };
    settled(anchor, new)
}

fn settled(anchor: Anchor, text: &Text) -> Place {
    let stretches = anchor.at.iter().map(|&(start, end)| text.stretch_from_scalars(start, end));
    let fragments = stretches.collect::<Option<_>>().and_then(Fragments::new);
    match fragments {
        Some(fragments) if fragments.texts(text) == anchor.texts => Place::At(fragments),
        _ => Place::Adrift(Box::new(anchor)),
    }
}

fn anchor(fragments: &Fragments, text: &Text) -> Anchor {
    let pair = |one: crate::text::Stretch| (text.to_scalar(one.start), text.to_scalar(one.end));
    Anchor {
        at: fragments.iter().map(pair).collect(),
        texts: fragments.texts(text).into_iter().map(str::to_owned).collect(),
        before: text.before(fragments.start(), CONTEXT).to_owned(),
        after: text.after(fragments.end(), CONTEXT).to_owned(),
    }
}

/// Returns where a span is, as a record with the version of the text that it counts in.
pub(super) fn to_ron(span: &Span, text: Option<(&Text, VersionNumber)>) -> String {
    let anchor = match (&span.place, text) {
        (Place::At(fragments), Some((text, _))) => anchor(fragments, text),
        (Place::At(_), None) => Anchor::default(),
        (Place::Adrift(anchor), _) => anchor.as_ref().clone(),
    };
    let mut fields = Vec::new();
    if let Some((_, version)) = text {
        fields.push(format!("version: {version}"));
    }
    fields.push(format!("at: {}", pairs(&anchor.at)));
    fields.push(format!("text: {}", list(&anchor.texts)));
    fields.push(format!("before: {}, after: {}", quoted(&anchor.before), quoted(&anchor.after)));
    if let Some(pending) = &span.pending {
        let (at, how) = (pairs(&pending.at), quoted(&pending.how));
        fields.push(format!("pending: (at: {at}, how: {how}, score: {})", pending.score));
    }
    format!("({})", fields.join(", "))
}

fn pairs(pairs: &[(ScalarOffset, ScalarOffset)]) -> String {
    let pairs: Vec<String> =
        pairs.iter().map(|(start, end)| format!("({}, {})", start.0, end.0)).collect();
    format!("[{}]", pairs.join(", "))
}

/// Reads where a span is; adrift where its words are not there in `text`, or it counts in another.
pub(super) fn from_ron(
    ron: &str,
    text: Option<(&Text, VersionNumber)>,
) -> Option<(Place, Option<Pending>)> {
    let options = ron::Options::default().with_default_extension(Extensions::IMPLICIT_SOME);
    let kept: Kept = options.from_str(ron).ok()?;
    let is_here = |(_, version): &(&Text, VersionNumber)| version.0 == kept.version;
    let pending = kept.pending.map(|pending| Pending {
        at: scalars(pending.at),
        how: pending.how,
        score: Score::from_fraction(pending.score),
        unknown: crate::model::Unknown::default(),
    });
    let anchor =
        Anchor { at: scalars(kept.at), texts: kept.text, before: kept.before, after: kept.after };
    Some(match text.filter(is_here) {
        Some((text, _)) => (settled(anchor, text), pending),
        None => (Place::Adrift(Box::new(anchor)), None),
    })
}

/// Returns what stands before the words of a position, the words, and what stands after them.
pub(super) fn words_of(ron: &str) -> Option<(String, Vec<String>, String)> {
    let options = ron::Options::default().with_default_extension(Extensions::IMPLICIT_SOME);
    let Kept { before, text, after, .. } = options.from_str(ron).ok()?;
    Some((before, text, after))
}

fn scalars(pairs: Vec<(u32, u32)>) -> Pairs {
    pairs.into_iter().map(|(start, end)| (ScalarOffset(start), ScalarOffset(end))).collect()
}

/// A position as a conflict keeps it.
#[derive(serde::Deserialize)]
struct Kept {
    #[serde(default)]
    version: u32,
    at: Vec<(u32, u32)>,
    #[serde(default)]
    text: Vec<String>,
    #[serde(default)]
    before: String,
    #[serde(default)]
    after: String,
    #[serde(default)]
    pending: Option<KeptPending>,
}

#[derive(serde::Deserialize)]
struct KeptPending {
    at: Vec<(u32, u32)>,
    how: String,
    score: f32,
}
