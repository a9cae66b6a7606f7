//! What is taken out of the codebook with all that hangs on it.

use crate::{
    app::{action::CodebookAction, desk::Desk},
    model::edit::compose::{self, SpansOfTag},
};

impl Desk {
    pub(super) fn codebook(&mut self, action: CodebookAction) {
        let (Some(open), now) = (&self.open, self.stamps.now()) else { return };
        let (project, codebook) = (&open.project, open.project.codebook());
        let (label, edit) = match action {
            CodebookAction::RemoveTag(tag, instead) => {
                let spans = instead.map_or(SpansOfTag::Remove, |tag| SpansOfTag::Retag(tag, now));
                let label = format!("delete tag {}", codebook.tag_name(&tag));
                (label, compose::remove_tag(project, &tag, &spans))
            }
            CodebookAction::RemoveAttribute(id) => {
                let name = codebook.attributes.get(&id).map_or(id.as_str(), |one| &one.name);
                let label = format!("delete attribute {name}");
                (label, compose::remove_attribute(project, &id, now))
            }
        };
        self.change(label, None, edit);
        self.forget_what_is_gone();
    }
}
