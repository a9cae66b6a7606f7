//! `project.ron`: the title, when the project was made, and what merges left open.

use serde::de::MapAccess;

use super::{
    layer::push_conflict,
    parse::parse,
    read::{Format, List, Parsed, Record, fields, required},
    write::{Fields, file},
};
use crate::{
    model::{Codebook, Conflict, Project, Time, Unknown},
    store::Flaw,
};

pub(super) struct Header {
    title: String,
    created: Time,
    conflicts: Vec<Conflict>,
    unknown: Unknown,
}

impl<'de> Record<'de> for Header {
    fn read<A: MapAccess<'de>>(mut map: A) -> Result<Self, A::Error> {
        fields!(map, unknown, {
            format: Format,
            title: String,
            created: Parsed<Time>,
            conflicts: List<Conflict>,
        });
        required("format", format)?;
        let created = created.map(|time| time.0).unwrap_or_default();
        let (title, conflicts) = (title.unwrap_or_default(), conflicts.unwrap_or_default().0);
        Ok(Self { title, created, conflicts, unknown })
    }
}

/// Reads a project without anything in it but this codebook.
pub(in crate::store) fn read_project(bytes: &[u8], codebook: Codebook) -> Result<Project, Flaw> {
    let header: Header = parse(bytes)?;
    let project = Project::new(header.title, header.created, codebook);
    Ok(project.with_conflicts(header.conflicts).with_unknown(header.unknown))
}

/// Writes `project.ron`.
pub(in crate::store) fn render_project(project: &Project) -> String {
    file(|fields: &mut Fields<'_>| {
        fields.text("title", project.title());
        fields.time("created", project.created());
        fields.records("conflicts", project.conflicts(), push_conflict);
        fields.unknown(project.unknown());
    })
}
