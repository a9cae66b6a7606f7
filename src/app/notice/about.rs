//! What there is to tell.

use super::{Notice, Weight};
use crate::{
    app::{
        action::{Action, AnalystAction, CareAction, FileAction, ViewAction},
        command::Command,
        scene::Scene,
    },
    model::{Article, Layer, Span, Version},
    review::count,
    store::layer_file,
};

/// Returns what is to be told of the project.
pub fn of_project(scene: &Scene<'_>) -> Vec<Notice> {
    let Some(open) = scene.open else { return Vec::new() };
    let save_as = || Action::Run(Command::SaveAs);
    let read_only = open.keeping.read_only().map(|why| {
        let text = format!(
            "This folder can’t be written to ({why}). What you do is kept, but can only be saved \
             elsewhere"
        );
        Notice::new(Weight::Warning, text).answer("Save as…", save_as())
    });
    // Where the folder is gone, one bar says all of it: a save can't help.
    let trouble = open.keeping.trouble();
    let is_only_here = trouble.is_some();
    let trouble = trouble.filter(|_| !open.is_gone).map(|why| {
        let notice = Notice::new(Weight::Warning, unkept(&why));
        notice.answer("Save", Action::Run(Command::Save)).answer("Save as…", save_as())
    });
    let lacks_header = open.problems.iter().any(|problem| problem.is_of_header());
    let header = (open.is_gone && lacks_header).then(|| {
        let text = "The project.ron of this project is not there any more. All else is: write it \
                    again as it is in this window, or put it back. Until then nothing can be saved";
        let again = Action::Care(CareAction::WriteAgain("project.ron".into()));
        let look = Action::View(ViewAction::LookForFolder);
        let notice = Notice::new(Weight::Warning, text).answer("Write it again", again);
        notice.answer("Look again", look)
    });
    let gone = (open.is_gone && !lacks_header).then(|| {
        let path = open.path().unwrap_or_default();
        let text = format!(
            "The project’s folder is not there any more: {}. All of it is in this window{}: save \
             it to another place, or put the folder back",
            path.display(),
            if is_only_here { ", and what you do now is nowhere else" } else { "" }
        );
        let look = Action::View(ViewAction::LookForFolder);
        Notice::new(Weight::Warning, text).answer("Save as…", save_as()).answer("Look again", look)
    });
    let is_lost = open.keeping.lock.as_ref().is_some_and(|lock| lock.is_lost());
    let lost = is_lost.then(|| {
        let text = "Another machine has opened your spans meanwhile. Both are merged when you save";
        Notice::new(Weight::Warning, text)
    });
    [header, gone, held(scene), read_only, trouble, lost, conflicts(scene)]
        .into_iter()
        .flatten()
        .collect()
}

/// Says that the journal can't be written. The file that it is in is nothing that anybody knows of.
fn unkept(why: &str) -> String {
    let why = why.split_once(": ").map_or(why, |(why, _)| why);
    let why = why.split_once('(').and_then(|(_, why)| why.strip_suffix(')')).unwrap_or(why);
    format!(
        "What you do can’t be kept on disk at the moment ({why}): a crash would take it. Save soon"
    )
}

/// Returns what is to be told above the article that is shown.
pub fn of_article(scene: &Scene<'_>) -> Vec<Notice> {
    let (Some(article), Some(shown)) = (scene.article(), scene.version()) else {
        return Vec::new();
    };
    let all = [
        damaged_layer(scene, article),
        earlier_version(scene, article, shown),
        changed_source(scene, article),
        others_elsewhere(scene, article, shown),
        proposals(scene, article),
    ];
    all.into_iter().flatten().collect()
}

/// Says that another program has the analyst's layers open.
fn held(scene: &Scene<'_>) -> Option<Notice> {
    let open = scene.open?;
    let held = open.held.as_ref()?;
    let name = open.project.analyst_name(&held.analyst);
    let text = format!("{name}’s spans can only be read here: they are open in {}", held.by);
    let again = Action::Analyst(AnalystAction::Choose(held.analyst.clone()));
    let other = Action::Run(Command::ChooseAnalyst);
    let notice = Notice::new(Weight::Warning, text).answer("Try again", again);
    Some(notice.answer("Annotate as someone else…", other))
}

/// Says that others changed what was changed here.
fn conflicts(scene: &Scene<'_>) -> Option<Notice> {
    let number = scene.open.map(|open| open.conflicts).filter(|number| *number > 0)?;
    let (them, wait) = if number == 1 { ("it", "waits") } else { ("them", "wait") };
    let text = format!(
        "{} with what others changed {wait} for you. Yours stands until you decide {them}",
        count(number, "conflict")
    );
    let show = Action::Run(Command::Conflicts);
    Some(Notice::new(Weight::Plain, text).answer("Decide…", show))
}

/// Says that the analyst's own layer could not be read.
fn damaged_layer(scene: &Scene<'_>, article: &Article) -> Option<Notice> {
    let open = scene.open?;
    let own = open.own_layer(&article.id).filter(|layer| !open.takes_layer(layer))?;
    let text = "The file of your spans in this article can’t be read. It was left as it is, and \
                nothing can be added here until it is mended";
    let show = Action::Run(Command::Problems);
    if open.is_only_here(&own) {
        let text = "Another program damaged the file of your spans in this article. They are whole \
                    in this window; writing them again keeps the damaged file in the trash";
        let again = Action::Care(CareAction::WriteAgain(layer_file(&own)));
        let notice = Notice::new(Weight::Warning, text).answer("Write them again", again);
        return Some(notice.answer("What is wrong…", show));
    }
    Some(Notice::new(Weight::Warning, text).answer("What is wrong…", show))
}

/// Says that the file that the article came from holds something else now.
fn changed_source(scene: &Scene<'_>, article: &Article) -> Option<Notice> {
    let path = scene.open?.changed_sources.get(&article.id)?;
    if scene.view.passed_over.contains(&article.id) {
        return None;
    }
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let text = format!("The file that this article was opened from has changed: {name}");
    let update = Action::File(FileAction::Update(article.id.clone(), path.clone()));
    let pass = Action::View(ViewAction::PassOver(article.id.clone()));
    let notice = Notice::new(Weight::Plain, text).answer("Update article…", update);
    Some(notice.answer("Not now", pass))
}

/// Says, to somebody who has no spans here, that those of others are about another text.
fn others_elsewhere(scene: &Scene<'_>, article: &Article, shown: &Version) -> Option<Notice> {
    let open = scene.open.filter(|_| article.versions.len() > 1)?;
    let own = open.own_layer(&article.id).and_then(|layer| open.project.layer(&layer));
    if own.is_some_and(|own| !own.is_blank()) {
        return None;
    }
    let layers = || open.project.layers_of(&article.id);
    let on = |version| layers().filter(move |layer| layer.version == version);
    if on(shown.number).any(|layer| layer.span_count() > 0) {
        return None;
    }
    let other = layers().filter(|layer| layer.span_count() > 0).map(|layer| layer.version).max()?;
    let spans: usize = on(other).map(|layer| layer.span_count()).sum();
    let text =
        format!("{} in this article are about version {other} of its text", count(spans, "span"));
    let show = Action::View(ViewAction::Version(other));
    Some(Notice::new(Weight::Plain, text).answer(format!("Show version {other}"), show))
}

/// Says that spans wait for the analyst's yes.
fn proposals(scene: &Scene<'_>, article: &Article) -> Option<Notice> {
    let open = scene.open.filter(|_| scene.view.proposal.is_none())?;
    let layer = open.project.layer(&open.own_layer(&article.id)?)?;
    let found = |span: &&Span| span.pending.as_ref().is_some_and(|one| !one.at.is_empty());
    let waiting = layer.adrift().filter(found).count();
    if waiting == 0 {
        return None;
    }
    let gone = layer.adrift().filter(|span| span.is_orphan()).count();
    let wait = if waiting == 1 { "waits" } else { "wait" };
    let spans = count(waiting, "span");
    let gone = match gone {
        0 => String::new(),
        gone => format!(
            "; {} not found",
            if gone == 1 { "1 was".into() } else { format!("{gone} were") }
        ),
    };
    let text = format!("{spans} of yours {wait} for your yes to a new place{gone}");
    let review = Action::Run(Command::ReviewProposals);
    Some(Notice::new(Weight::Plain, text).answer("Go through them", review))
}

/// Says that the text shown is not the newest, or that the analyst's spans are about an earlier one.
fn earlier_version(scene: &Scene<'_>, article: &Article, shown: &Version) -> Option<Notice> {
    let open = scene.open?;
    let newest = article.newest()?;
    let own = open.own_layer(&article.id).and_then(|layer| open.project.layer(&layer));
    let behind = own.filter(|own| own.version != newest.number && own.span_count() > 0);
    if behind.is_none() && newest.number == shown.number {
        return None;
    }
    let mut notice = Notice::new(Weight::Plain, earlier_text(behind, newest, shown));
    if let Some(own) = behind {
        let label = format!("Carry {} over…", count(own.span_count(), "span"));
        notice = notice.answer(label, Action::Run(Command::CarryOver));
    }
    let other = match behind {
        Some(own) if newest.number == shown.number => own.version,
        _ => newest.number,
    };
    let show = Action::View(ViewAction::Version(other));
    let notice = notice.answer(format!("Show version {other}"), show);
    let (label, compare) = match scene.view.beside {
        Some(_) => ("Hide the other", Action::Run(Command::CompareTexts)),
        None => ("Compare", Action::View(ViewAction::Compare(other))),
    };
    Some(notice.answer(label, compare))
}

fn earlier_text(behind: Option<&Layer>, newest: &Version, shown: &Version) -> String {
    let date = newest.added.to_utc().with_timezone(&chrono::Local).format("%-d %B %Y");
    let number = newest.number;
    let Some(own) = behind else {
        return format!("This is an earlier text of the article. Version {number} is of {date}");
    };
    let spans = count(own.span_count(), "span");
    let are = if own.span_count() == 1 { "is" } else { "are" };
    if own.version == shown.number {
        format!("The article has a newer text, of {date}. Your {spans} {are} about this one")
    } else {
        format!("Your {spans} in this article {are} about version {}, an earlier text", own.version)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_journal_that_cannot_be_written_is_told_without_its_file() {
        let told =
            unkept("Cannot write this (the disk is full): /p/.postil/sessions/vm-1/3.journal");
        assert_eq!(
            told,
            "What you do can’t be kept on disk at the moment (the disk is full): a crash would take \
             it. Save soon"
        );
        assert!(unkept("No thread to write the journal: os error 11").contains("(No thread to wr"));
    }
}
