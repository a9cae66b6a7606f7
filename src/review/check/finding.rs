//! One thing that is wrong, and the list of all.

use std::fmt;

use serde::Serialize;

use crate::{
    model::{Attributes, Codebook, Conflict, LayerId},
    review::value_problem,
};

/// One thing that is wrong with a project.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Finding {
    /// The file that says it, from the project's folder: `annotations/alice/quay.ron`.
    pub path: String,
    /// The record in it: a span, a link, a tag.
    pub id: String,
    /// The field of that record, as the file names it, for a conflict that nobody has decided.
    pub conflict: Option<String>,
    /// What is wrong.
    pub message: String,
}

impl fmt::Display for Finding {
    /// Writes one line.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}: {}", self.path, self.id, self.message)
    }
}

/// What was found so far.
#[derive(Default)]
pub(super) struct Findings(Vec<Finding>);

impl Findings {
    pub fn push(&mut self, path: &str, id: &impl ToString, message: impl Into<String>) {
        self.put(path, id.to_string(), None, message.into());
    }

    /// Tells of a conflict over a field of a record.
    pub fn push_conflict(&mut self, path: &str, conflict: &Conflict, message: String) {
        self.put(path, conflict.id.clone(), Some(conflict.field.clone()), message);
    }

    fn put(&mut self, path: &str, id: String, conflict: Option<String>, message: String) {
        self.0.push(Finding { path: path.to_owned(), id, conflict, message });
    }

    /// Looks at the attributes of one record.
    pub fn push_attributes(
        &mut self,
        path: &str,
        id: &impl ToString,
        codebook: &Codebook,
        attributes: &Attributes,
    ) {
        for (attribute, values) in attributes.iter() {
            let problem = match codebook.attributes.get(attribute) {
                None => Some(format!("There is no attribute `{attribute}` in the codebook")),
                Some(known) => {
                    value_problem(known, values).map(|what| format!("The attribute {what}"))
                }
            };
            if let Some(message) = problem {
                self.push(path, id, message);
            }
        }
    }

    pub fn into_vec(self) -> Vec<Finding> {
        self.0
    }
}

/// Returns where a layer is in a project's folder.
pub(super) fn layer_path(layer: &LayerId) -> String {
    format!("annotations/{}/{}.ron", layer.analyst, layer.article)
}
