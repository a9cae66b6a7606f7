//! `project.ron`: the title, and when the project was made.

use serde::de::MapAccess;

use super::{
    parse::parse,
    read::{Format, Parsed, Record, fields, required},
    write::{Fields, file},
};
use crate::{
    model::{Codebook, Project, Time, Unknown},
    store::Flaw,
};

pub(super) struct Header {
    title: String,
    created: Time,
    unknown: Unknown,
}

impl<'de> Record<'de> for Header {
    fn read<A: MapAccess<'de>>(mut map: A) -> Result<Self, A::Error> {
        fields!(map, unknown, { format: Format, title: String, created: Parsed<Time>, });
        required("format", format)?;
        let created = created.map(|time| time.0).unwrap_or_default();
        Ok(Self { title: title.unwrap_or_default(), created, unknown })
    }
}

/// Reads a project without anything in it but this codebook.
pub(in crate::store) fn read_project(bytes: &[u8], codebook: Codebook) -> Result<Project, Flaw> {
    let header: Header = parse(bytes)?;
    Ok(Project::new(header.title, header.created, codebook).with_unknown(header.unknown))
}

/// Writes `project.ron`.
pub(in crate::store) fn render_project(project: &Project) -> String {
    file(|fields: &mut Fields<'_>| {
        fields.text("title", project.title());
        fields.time("created", project.created());
        fields.unknown(project.unknown());
    })
}
