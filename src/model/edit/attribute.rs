//! Whether the codebook knows the attributes that an edit sets.

use super::Refused;
use crate::model::{AttributeId, Attributes, Project};

/// Refuses values for an attribute that the codebook does not know; taking them off always fits.
pub(super) fn check(
    project: &Project,
    attribute: &AttributeId,
    values: &[String],
) -> Result<(), Refused> {
    let is_known = project.codebook().attributes.contains_key(attribute);
    if is_known || values.is_empty() { Ok(()) } else { Err(Refused::no_attribute(attribute)) }
}

/// Refuses a record with an attribute that the codebook does not know.
pub(super) fn check_all(project: &Project, attributes: &Attributes) -> Result<(), Refused> {
    attributes.iter().try_for_each(|(attribute, values)| check(project, attribute, values))
}
