//! `actors.ron` and `analysts.ron`: whom the articles speak of, and who annotates them.

use compact_str::CompactString;
use serde::de::MapAccess;

use super::{
    parse::parse,
    read::{Format, List, Parsed, Record, Word, fields, required},
    write::{Fields, file},
};
use crate::{
    model::{Analyst, AnalystId, AnalystKind, Card, CardId, Project, Unknown},
    store::Flaw,
};

pub(super) struct Cards(Vec<Card>, Unknown);

impl<'de> Record<'de> for Cards {
    fn read<A: MapAccess<'de>>(mut map: A) -> Result<Self, A::Error> {
        fields!(map, unknown, { format: Format, actors: List<Card>, });
        required("format", format)?;
        Ok(Self(actors.unwrap_or_default().0, unknown))
    }
}

impl<'de> Record<'de> for Card {
    fn read<A: MapAccess<'de>>(mut map: A) -> Result<Self, A::Error> {
        fields!(map, unknown, {
            id: Parsed<CardId>,
            name: String,
            aliases: Vec<String>,
            note: String,
        });
        Ok(Self {
            id: required("id", id)?.0,
            name: name.unwrap_or_default(),
            aliases: aliases.unwrap_or_default(),
            note: note.unwrap_or_default(),
            unknown,
        })
    }

    fn key(&self) -> CompactString {
        self.id.as_str().into()
    }
}

pub(super) struct Analysts(Vec<Analyst>, Unknown);

impl<'de> Record<'de> for Analysts {
    fn read<A: MapAccess<'de>>(mut map: A) -> Result<Self, A::Error> {
        fields!(map, unknown, { format: Format, analysts: List<Analyst>, });
        required("format", format)?;
        Ok(Self(analysts.unwrap_or_default().0, unknown))
    }
}

impl<'de> Record<'de> for Analyst {
    fn read<A: MapAccess<'de>>(mut map: A) -> Result<Self, A::Error> {
        fields!(map, unknown, {
            id: Parsed<AnalystId>,
            name: String,
            kind: Word<AnalystKind>,
            note: String,
        });
        Ok(Self {
            id: required("id", id)?.0,
            name: name.unwrap_or_default(),
            kind: kind.map_or(AnalystKind::Person, |kind| kind.0),
            note: note.unwrap_or_default(),
            unknown,
        })
    }

    fn key(&self) -> CompactString {
        self.id.as_str().into()
    }
}

/// Reads `actors.ron` into a project.
pub(in crate::store) fn read_cards(bytes: &[u8], project: Project) -> Result<Project, Flaw> {
    let Cards(cards, unknown) = parse(bytes)?;
    Ok(project.with_cards(cards, unknown))
}

/// Reads `analysts.ron` into a project.
pub(in crate::store) fn read_analysts(bytes: &[u8], project: Project) -> Result<Project, Flaw> {
    let Analysts(analysts, unknown) = parse(bytes)?;
    Ok(project.with_analysts(analysts, unknown))
}

/// Writes `actors.ron`.
pub(in crate::store) fn render_cards(project: &Project) -> String {
    file(|fields| {
        fields.records("actors", project.cards().values(), push_card);
        fields.unknown(project.cards_unknown());
    })
}

pub(super) fn push_card(fields: &mut Fields<'_>, card: &Card) {
    fields.id("id", card.id.as_str());
    fields.text("name", &card.name);
    fields.texts("aliases", &card.aliases);
    fields.text("note", &card.note);
    fields.unknown(&card.unknown);
}

/// Writes `analysts.ron`.
pub(in crate::store) fn render_analysts(project: &Project) -> String {
    file(|fields| {
        fields.records("analysts", project.analysts().values(), push_analyst);
        fields.unknown(project.analysts_unknown());
    })
}

pub(super) fn push_analyst(fields: &mut Fields<'_>, analyst: &Analyst) {
    fields.id("id", analyst.id.as_str());
    fields.text("name", &analyst.name);
    fields.id("kind", analyst.kind.as_str());
    fields.text("note", &analyst.note);
    fields.unknown(&analyst.unknown);
}
