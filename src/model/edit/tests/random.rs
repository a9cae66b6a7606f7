//! Random numbers, and what edits are made of: ids, places, spans, ends of links. Most are those of
//! something that is there.

use crate::{
    model::{
        Anchor, ArticleId, AttributeId, CardId, Conflict, Fragments, Layer, LayerId, LinkEnd,
        Place, Project, Span, SpanId, TagId, Time, Unknown, VersionNumber,
    },
    testing,
    text::Stretch,
};

/// A small random generator (xorshift64*, Vigna 2016), so that a seed names a whole run.
pub struct Random(u64);

impl Random {
    /// Returns the generator of a seed.
    pub fn new(seed: u64) -> Self {
        // Seeds in a row would begin alike: this spreads them.
        Self(seed.wrapping_add(1).wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1)
    }

    /// Returns the next random bits.
    pub fn next(&mut self) -> u64 {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        self.0.wrapping_mul(0x2545_F491_4F6C_DD1D) >> 11
    }

    /// Returns a number below `sides`.
    pub fn roll(&mut self, sides: usize) -> usize {
        usize::try_from(self.next()).unwrap() % sides.max(1)
    }

    /// Is it this one of so many times?
    pub fn one_in(&mut self, sides: usize) -> bool {
        self.roll(sides) == 0
    }

    /// Returns one of the items, `None` where there is none.
    pub fn pick<T: Clone>(&mut self, items: impl IntoIterator<Item = T>) -> Option<T> {
        let items: Vec<T> = items.into_iter().collect();
        items.get(self.roll(items.len())).cloned()
    }

    /// Returns a note, perhaps an empty one.
    pub fn words(&mut self) -> String {
        self.pick(["", "note", "two\nlines", "é👍", "\"quoted\""]).unwrap().to_owned()
    }

    /// Returns a name, perhaps a blank one.
    pub fn name(&mut self) -> String {
        self.pick(["Ana", "Bo", "Mood", " ", "北京"]).unwrap().to_owned()
    }

    /// Returns a moment.
    pub fn time(&mut self) -> Time {
        format!("2026-01-{:02}T10:00:00Z", self.roll(28) + 1).parse().unwrap()
    }
}

/// Returns a field of a newer version, or none.
pub fn unknown(random: &mut Random) -> Unknown {
    let mut unknown = Unknown::default();
    for name in ["later", "newer"] {
        if random.one_in(3) {
            unknown.push(name.to_owned(), random.roll(3).to_string());
        }
    }
    unknown
}

/// Returns a conflict over a field.
pub fn conflict(random: &mut Random, id: &str, field: &str) -> Conflict {
    Conflict {
        id: id.to_owned(),
        field: field.to_owned(),
        theirs: format!("{:?}", random.words()),
        analyst: random.pick([None, Some("bo".parse().unwrap())]).unwrap(),
        time: random.time(),
        unknown: Unknown::default(),
    }
}

pub fn link_end(random: &mut Random, project: &Project, layer: &LayerId) -> LinkEnd {
    match random.roll(4) {
        0 => LinkEnd::Card(card_id(random, project).unwrap_or_else(|| CardId::from_bits(99))),
        1 => {
            let article = article_id(random, project);
            let there = LayerId { article: article.clone(), analyst: layer.analyst.clone() };
            LinkEnd::SpanIn(article, span_of(random, project, &there))
        }
        _ => LinkEnd::Span(span_of(random, project, layer)),
    }
}

pub fn new_span(random: &mut Random, project: &Project, layer: &LayerId) -> Span {
    let fragments = Fragments::one(Stretch::new(0, 1)).unwrap();
    let tag = tag_id(random, project);
    let mut span = Span::new(SpanId::from_bits(random.next()), tag, fragments, random.time());
    span.place = place(random, project, layer);
    span.card = if random.one_in(4) { card_id(random, project) } else { None };
    span.note = random.words();
    span
}

/// Returns one or two stretches of the layer's text, most of them between characters, or an anchor.
pub fn place(random: &mut Random, project: &Project, layer: &LayerId) -> Place {
    if random.one_in(5) {
        return Place::Adrift(Box::new(Anchor {
            texts: vec![random.words()],
            ..Anchor::default()
        }));
    }
    let version = project.layer(layer).map_or(VersionNumber::FIRST, |layer| layer.version);
    let version = project.article(&layer.article).and_then(|article| article.version(version));
    let end = version.map_or(9, |version| version.text.as_str().len() + 1);
    let mut ends: Vec<usize> = (0..4).map(|_| random.roll(end)).collect();
    ends.sort_unstable();
    let second = Stretch::new(ends[2], ends[3]);
    let first = Stretch::new(ends[0], ends[1] + usize::from(ends[0] == ends[1]));
    let one = Fragments::one(first).unwrap();
    Place::At(if random.one_in(3) { one.with(second) } else { one })
}

pub fn tag_id(random: &mut Random, project: &Project) -> TagId {
    let known = random.pick(project.codebook().tags.keys().cloned());
    known.filter(|_| !random.one_in(20)).unwrap_or_else(|| TagId::new("no-such-tag").unwrap())
}

pub fn article_id(random: &mut Random, project: &Project) -> ArticleId {
    let known = random.pick(project.articles().map(|article| article.id.clone()));
    known.filter(|_| !random.one_in(20)).unwrap_or_else(|| ArticleId::new("none").unwrap())
}

pub fn layer_id(random: &mut Random, project: &Project) -> LayerId {
    let known = random.pick(project.layers().map(|layer| layer.id.clone()));
    known.filter(|_| !random.one_in(20)).unwrap_or_else(|| testing::layer_id("alice/pier"))
}

pub fn span_of(random: &mut Random, project: &Project, layer: &LayerId) -> SpanId {
    let spans = project.layer(layer).into_iter().flat_map(Layer::spans).map(|one| one.id.clone());
    random.pick(spans).unwrap_or_else(|| SpanId::from_bits(99))
}

pub fn card_id(random: &mut Random, project: &Project) -> Option<CardId> {
    let known = random.pick(project.cards().keys().cloned());
    if random.one_in(10) { Some(CardId::from_bits(99)) } else { known }
}

pub fn attribute_id(random: &mut Random) -> AttributeId {
    AttributeId::new(random.pick(["certainty", "mood"]).unwrap()).unwrap()
}

pub fn values(random: &mut Random) -> Vec<String> {
    (0..random.roll(3)).map(|_| random.words()).collect()
}
