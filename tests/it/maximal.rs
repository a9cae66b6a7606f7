//! A project in which every record has every field. Each is a literal with all its fields, so that a
//! new one has to be added here.

use postil::{
    model::{
        Analyst, AnalystKind, Anchor, Article, Attribute, AttributeKind, Attributes, Block,
        BlockKind, Card, Codebook, Color, Conflict, Fact, Fragments, Layer, LayerId, Link, LinkEnd,
        LinkKind, Original, Page, Pending, Place, Project, Score, Span, Status, Tag, Time,
        Underline, Unknown, Version, VersionNumber,
    },
    text::{ScalarOffset, Stretch, Text},
};

const TEXT: &str = "By the quay they wait.\n";

/// Returns the project.
pub fn project() -> Project {
    let mut project = Project::new("Quay", time(), codebook())
        .with_conflicts(vec![conflict("tag claim")])
        .with_cards(vec![card()], Unknown::default())
        .with_analysts(vec![analyst()], Unknown::default());
    project.put_article(article());
    project.put_layer(layer());
    project
}

fn time() -> Time {
    "2026-03-03T10:00:00Z".parse().unwrap()
}

fn words() -> String {
    "words".to_owned()
}

fn list() -> Vec<String> {
    vec![words()]
}

fn attributes() -> Attributes {
    Attributes::from_iter([("mood".parse().unwrap(), vec!["calm".to_owned()])])
}

fn codebook() -> Codebook {
    let tag = Tag {
        id: "claim".parse().unwrap(),
        name: words(),
        key: "1".to_owned(),
        color: Color([1, 2, 3]),
        color_dark: Color([4, 5, 6]),
        underline: Underline::Wavy,
        parent: Some("actor".parse().unwrap()),
        definition: words(),
        examples: list(),
        note: words(),
        retired: true,
        unknown: Unknown::default(),
    };
    let kind = LinkKind {
        id: "doubts".parse().unwrap(),
        name: words(),
        from: vec![tag.id.clone()],
        to: vec![tag.id.clone()],
        definition: words(),
        examples: list(),
        note: words(),
        retired: true,
        unknown: Unknown::default(),
    };
    let attribute = Attribute {
        id: "mood".parse().unwrap(),
        name: words(),
        kind: AttributeKind::Text,
        on: list(),
        values: list(),
        definition: words(),
        note: words(),
        retired: true,
        unknown: Unknown::default(),
    };
    Codebook {
        tags: [(tag.id.clone(), tag)].into(),
        links: [(kind.id.clone(), kind)].into(),
        attributes: [(attribute.id.clone(), attribute)].into(),
        unknown: Unknown::default(),
    }
}

fn card() -> Card {
    Card {
        id: "c1".parse().unwrap(),
        name: words(),
        aliases: list(),
        note: words(),
        unknown: Unknown::default(),
    }
}

fn analyst() -> Analyst {
    Analyst {
        id: "ana".parse().unwrap(),
        name: words(),
        kind: AnalystKind::Machine,
        note: words(),
        unknown: Unknown::default(),
    }
}

fn article() -> Article {
    let unknown = Unknown::default();
    Article {
        id: "quay".parse().unwrap(),
        title: words(),
        added: time(),
        group: words(),
        note: words(),
        labels: attributes(),
        facts: vec![Fact { name: words(), value: words(), from: words(), unknown }],
        versions: vec![version()],
        unknown: Unknown::default(),
    }
}

fn version() -> Version {
    let at = Stretch::new(0, 6);
    Version {
        number: VersionNumber::FIRST,
        added: time(),
        hash: format!("blake3:{}", blake3::hash(TEXT.as_bytes()).to_hex()),
        source: "quay.md".to_owned(),
        source_hash: format!("blake3:{}", blake3::hash(b"#").to_hex()),
        source_bytes: 1,
        media_type: words(),
        encoding: words(),
        encoding_from: words(),
        extent: words(),
        reader: words(),
        warnings: vec![words()],
        text: Text::new(TEXT),
        original: Original::InMemory(b"#".as_slice().into()),
        blocks: vec![Block { at, kind: BlockKind::Heading, level: 1, unknown: Unknown::default() }],
        pages: vec![Page { at, label: words(), unknown: Unknown::default() }],
        unknown: Unknown::default(),
    }
}

fn layer() -> Layer {
    let id = LayerId { article: "quay".parse().unwrap(), analyst: "ana".parse().unwrap() };
    let mut layer = Layer::new(id, VersionNumber::FIRST);
    layer.status = Some(Status::Done);
    layer.note = words();
    layer.conflicts = vec![conflict("s1")];
    layer.with(vec![span(), adrift()], vec![link()])
}

fn conflict(id: &str) -> Conflict {
    Conflict {
        id: id.to_owned(),
        field: words(),
        theirs: words(),
        analyst: Some("ana".parse().unwrap()),
        time: time(),
        unknown: Unknown::default(),
    }
}

fn span() -> Span {
    let at = vec![(ScalarOffset(3), ScalarOffset(6))];
    Span {
        id: "s1".parse().unwrap(),
        tag: "claim".parse().unwrap(),
        place: Place::At(Fragments::one(Stretch::new(3, 6)).unwrap()),
        card: Some("c1".parse().unwrap()),
        note: words(),
        attributes: attributes(),
        created: time(),
        changed: Some(time()),
        origin: words(),
        pending: Some(pending(at)),
        unknown: Unknown::default(),
    }
}

fn pending(at: Vec<(ScalarOffset, ScalarOffset)>) -> Pending {
    let (score, unknown) = (Score::from_fraction(0.5), Unknown::default());
    Pending { at, how: words(), score, unknown }
}

fn adrift() -> Span {
    let at = vec![(ScalarOffset(7), ScalarOffset(9))];
    let anchor = Anchor { at, texts: list(), before: words(), after: words() };
    Span { id: "s2".parse().unwrap(), place: Place::Adrift(Box::new(anchor)), ..span() }
}

fn link() -> Link {
    Link {
        id: "l1".parse().unwrap(),
        kind: "doubts".parse().unwrap(),
        from: "s1".parse().unwrap(),
        to: LinkEnd::SpanIn("pier".parse().unwrap(), "s1".parse().unwrap()),
        note: words(),
        attributes: attributes(),
        created: time(),
        changed: Some(time()),
        unknown: Unknown::default(),
    }
}
