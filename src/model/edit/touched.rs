//! Whose layers an edit changes.

use std::collections::BTreeSet;

use super::{Edit, LayerEdit};
use crate::model::{AnalystId, LayerId};

impl Edit {
    /// Returns the analysts whose layers it changes; none for one of the shared files alone.
    pub fn analysts(&self) -> BTreeSet<&AnalystId> {
        let mut all = BTreeSet::new();
        self.add_analysts(&mut all);
        all
    }

    fn add_analysts<'a>(&'a self, all: &mut BTreeSet<&'a AnalystId>) {
        match self {
            Self::Span(layer, _) | Self::Link(layer, _) => {
                all.insert(&layer.analyst);
            }
            Self::Layer(edit) => {
                all.insert(&edit.layer().analyst);
            }
            Self::Batch(edits) => edits.iter().for_each(|edit| edit.add_analysts(all)),
            _ => {}
        }
    }
}

impl LayerEdit {
    /// Returns the layer that it changes.
    pub fn layer(&self) -> &LayerId {
        match self {
            Self::Add(layer) => &layer.id,
            Self::Remove(layer) | Self::Set(layer, _) => layer,
            Self::CarryOver(carry) => &carry.layer,
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::{
        model::{ArticleId, edit::compose},
        testing::project,
    };

    #[test]
    fn an_edit_names_those_whose_layers_it_changes() {
        let project =
            project(&[("alice/quay", "[They left](claim)"), ("bo/quay", "They [left](claim)")]);
        let remove = compose::remove_article(&project, &ArticleId::new("quay").unwrap());
        let names: Vec<&str> = remove.analysts().into_iter().map(|one| one.as_str()).collect();
        assert_eq!(names, ["alice", "bo"]);
        let title = crate::model::edit::Edit::Title("Quay".into());
        assert!(title.analysts().is_empty());
    }
}
