//! What there is to tell.

use super::{Notice, Weight};
use crate::{
    app::{
        action::{Action, ViewAction},
        command::Command,
        scene::Scene,
    },
    model::{Article, Version},
    review::count,
};

/// Returns what is to be told above the article that is shown.
pub fn of_article(scene: &Scene<'_>) -> Vec<Notice> {
    let (Some(article), Some(shown)) = (scene.article(), scene.version()) else {
        return Vec::new();
    };
    let all = [damaged_layer(scene, article), earlier_version(scene, article, shown)];
    all.into_iter().flatten().collect()
}

/// Says that the analyst's own layer could not be read.
fn damaged_layer(scene: &Scene<'_>, article: &Article) -> Option<Notice> {
    let open = scene.open?;
    open.own_layer(&article.id).filter(|layer| !open.takes_layer(layer))?;
    let text = "The file of your spans in this article can’t be read. It was left as it is, and \
                nothing can be added here until it is mended";
    let show = Action::Run(Command::Problems);
    Some(Notice::new(Weight::Warning, text).answer("What is wrong…", show))
}

/// Says that the text shown is not the newest.
fn earlier_version(scene: &Scene<'_>, article: &Article, shown: &Version) -> Option<Notice> {
    let newest = article.newest().filter(|newest| newest.number != shown.number)?;
    let added = newest.added.to_utc().with_timezone(&chrono::Local).format("%-d %B %Y");
    let open = scene.open?;
    let own = open.own_layer(&article.id).and_then(|layer| open.project.layer(&layer));
    let spans = own.filter(|own| own.version == shown.number).map_or(0, |own| own.span_count());
    let text = match spans {
        0 => format!(
            "This is an earlier text of the article. Version {} is of {added}",
            newest.number
        ),
        spans => format!(
            "The article has a newer text, of {added}. Your {} are about this one",
            count(spans, "span")
        ),
    };
    let show = Action::View(ViewAction::Version(newest.number));
    let notice = Notice::new(Weight::Plain, text);
    Some(notice.answer(format!("Show version {}", newest.number), show))
}
