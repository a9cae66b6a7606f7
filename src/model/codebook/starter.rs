//! The codebook that a new project begins with.

use super::{Attribute, AttributeKind, Codebook, Color, LinkKind, Tag, Underline};
use crate::model::{BadId, Unknown};

/// Returns the starter codebook.
pub(super) fn codebook() -> Codebook {
    build().expect("the starter codebook's ids are valid: a test builds it")
}

fn build() -> Result<Codebook, BadId> {
    let tags = [
        tag(
            "claim",
            "Claim",
            "1",
            ["#0072B2", "#5AB4E5"],
            Underline::Solid,
            "A statement offered as fact.",
        )?,
        tag(
            "quote",
            "Quote",
            "2",
            ["#00805C", "#45C79C"],
            Underline::Double,
            "Words attributed to someone.",
        )?,
        tag(
            "actor",
            "Actor",
            "3",
            ["#A86400", "#F0B64A"],
            Underline::Dotted,
            "Who speaks, acts or is acted on.",
        )?,
        tag(
            "skepticism",
            "Skepticism",
            "4",
            ["#A5438F", "#E391CC"],
            Underline::Dashed,
            "Doubt, hedging or distance.",
        )?,
    ];
    let links = [
        link("said-by", "said by", &["quote", "claim"], &["actor"])?,
        link("doubts", "doubts", &["skepticism"], &["claim", "quote", "actor"])?,
    ];
    let certainty = Attribute {
        id: "certainty".parse()?,
        name: "Certainty".into(),
        kind: AttributeKind::Choice,
        on: vec!["claim".into()],
        values: ["stated", "hedged", "denied"].map(String::from).to_vec(),
        definition: String::new(),
        note: String::new(),
        retired: false,
        unknown: Unknown::default(),
    };
    Ok(Codebook {
        tags: tags.into_iter().map(|tag| (tag.id.clone(), tag)).collect(),
        links: links.into_iter().map(|kind| (kind.id.clone(), kind)).collect(),
        attributes: [(certainty.id.clone(), certainty)].into(),
        unknown: Unknown::default(),
    })
}

fn tag(
    id: &str,
    name: &str,
    key: &str,
    colors: [&str; 2],
    underline: Underline,
    definition: &str,
) -> Result<Tag, BadId> {
    Ok(Tag {
        id: id.parse()?,
        name: name.into(),
        key: key.into(),
        color: color(colors[0]),
        color_dark: color(colors[1]),
        underline,
        parent: None,
        definition: definition.into(),
        examples: Vec::new(),
        note: String::new(),
        retired: false,
        unknown: Unknown::default(),
    })
}

fn link(id: &str, name: &str, from: &[&str], to: &[&str]) -> Result<LinkKind, BadId> {
    Ok(LinkKind {
        id: id.parse()?,
        name: name.into(),
        from: from.iter().map(|tag| tag.parse()).collect::<Result<_, _>>()?,
        to: to.iter().map(|tag| tag.parse()).collect::<Result<_, _>>()?,
        definition: String::new(),
        examples: Vec::new(),
        note: String::new(),
        retired: false,
        unknown: Unknown::default(),
    })
}

fn color(text: &str) -> Color {
    text.parse().unwrap_or(Color([0; 3]))
}
