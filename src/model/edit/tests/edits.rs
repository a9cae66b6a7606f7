//! Random projects, and random edits of every variant: most fit, some do not.

use std::sync::Arc;

use super::{
    super::{compose::SpansOfTag, *},
    random::*,
    records::*,
};
use crate::{
    model::{
        Article, ArticleId, Card, CardId, Fact, KindId, Layer, LayerId, Link, LinkId, Pending,
        Project, Score, SpanId, Status, Unknown, VersionNumber,
    },
    testing::{self, project},
    text::{ScalarOffset, Text},
};

const TEXTS: [&str; 3] = [
    "[Go](quote) said [Ana](actor), and 👍 [perhaps](skepticism) [they [did](claim)](quote).",
    "[It may](claim) rise, e\u{301} [Bo](actor) said.",
    "北京 [nobody](actor) [knows](claim#1) but [all](claim#1) hope.",
];

/// Returns a project with two analysts, three articles, links, a card, and a link kind that joins
/// any two.
pub fn random_project(random: &mut Random) -> Project {
    let bare = testing::marked(TEXTS[0]).text;
    let mut project = project(&[
        ("alice/quay", TEXTS[0]),
        ("alice/tide", TEXTS[1]),
        ("bo/pier", TEXTS[2]),
        ("bo/quay", &bare),
    ]);
    let mut any = project.codebook().links.values().next().unwrap().clone();
    (any.id, any.from, any.to) = (KindId::new("echoes").unwrap(), Vec::new(), Vec::new());
    testing::apply(&mut project, Edit::LinkKind(RecordEdit::Add(Box::new(any))));
    let card = Card::new(CardId::from_bits(1), "Ana");
    testing::apply(&mut project, Edit::Card(RecordEdit::Add(Box::new(card))));
    for _ in 0..12 {
        let edit = link_edit(random, &project);
        let _ = project.apply(edit);
    }
    project
}

/// Returns a random edit, made to fit the project more often than not.
pub fn random_edit(random: &mut Random, project: &Project) -> Edit {
    match random.roll(25) {
        0 => Edit::Title(random.words()),
        24 => shared_edit(random),
        1 | 2 => tag_edit(random, project),
        3 | 4 => kind_edit(random, project),
        5 => attribute_edit(random, project),
        6 => analyst_edit(random, project),
        7 => card_edit(random, project),
        8 | 9 => article_edit(random, project),
        10 | 11 => layer_edit(random, project),
        12..=15 => span_edit(random, project),
        16..=18 => link_edit(random, project),
        19 => batch(random, project),
        _ => composed(random, project),
    }
}

fn shared_edit(random: &mut Random) -> Edit {
    let file = random.pick(SharedFile::ALL).unwrap();
    Edit::Shared(match random.roll(3) {
        0 => SharedEdit::Created(random.time()),
        1 => SharedEdit::Conflicts(vec![conflict(random, "tag claim", "name")]),
        _ => SharedEdit::Unknown(file, unknown(random)),
    })
}

fn batch(random: &mut Random, project: &Project) -> Edit {
    // Later edits are made for the project that the earlier ones leave, as an act of a person is.
    let mut project = project.clone();
    let mut edits = Vec::new();
    for _ in 0..random.roll(5) {
        let edit = random_edit(random, &project);
        if project.apply(edit.clone()).is_ok() || random.one_in(8) {
            edits.push(edit);
        }
    }
    Edit::Batch(edits)
}

fn composed(random: &mut Random, project: &Project) -> Edit {
    let layer = layer_id(random, project);
    let spans =
        || project.layer(&layer).into_iter().flat_map(Layer::spans).map(|one| one.id.clone());
    let tag = tag_id(random, project);
    let time = random.time();
    match random.roll(12) {
        0 => compose::add_span(project, &layer, new_span(random, project, &layer)),
        1 => {
            let spans = (0..random.roll(4)).map(|_| new_span(random, project, &layer)).collect();
            compose::add_spans(project, &layer, spans)
        }
        2 | 3 => {
            let mut gone: Vec<SpanId> = spans().filter(|_| random.one_in(2)).collect();
            gone.truncate(3);
            compose::remove_spans(project, &layer, &gone)
        }
        4 if random.one_in(3) => compose::remove_article(project, &layer.article),
        5 if random.one_in(2) => compose::remove_tag(project, &tag, &SpansOfTag::Remove),
        6 => {
            let other = tag_id(random, project);
            compose::remove_tag(project, &tag, &SpansOfTag::Retag(other, time))
        }
        7 => match random.pick(project.codebook().attributes.keys()) {
            Some(attribute) => compose::remove_attribute(project, attribute, time),
            None => Edit::Batch(Vec::new()),
        },
        8 | 9 => carry_over(random, project, &layer),
        10 => {
            let span = random.pick(spans()).unwrap_or_else(|| SpanId::from_bits(99));
            let accepted = compose::accept_place(project, &layer, &span, time);
            let rejected = || compose::reject_place(project.layer(&layer)?, &span, time);
            accepted
                .filter(|_| random.one_in(2))
                .or_else(rejected)
                .unwrap_or(Edit::Batch(Vec::new()))
        }
        _ => {
            let card = Card::new(CardId::from_bits(random.next()), random.name());
            let span = random.pick(spans()).unwrap_or_else(|| SpanId::from_bits(99));
            compose::add_card(&layer, &span, card, time)
        }
    }
}

/// Carries a layer over to any version, as the texts compare; at times a span is left out, or one
/// lands outside of the text.
fn carry_over(random: &mut Random, project: &Project, layer: &LayerId) -> Edit {
    let versions = project.article(&layer.article).into_iter().flat_map(|one| &one.versions);
    let to = random.pick(versions.map(|one| one.number)).unwrap_or(VersionNumber(7));
    let found = compose::compare(project, layer, to).unwrap_or_default();
    let Some(mut edit) = compose::carry_over(project, layer, to, &found) else {
        return Edit::Batch(Vec::new());
    };
    if let Edit::Layer(LayerEdit::CarryOver(carry)) = &mut edit {
        match random.roll(12) {
            0 => drop(carry.spans.pop()),
            1 => carry.version = VersionNumber(9),
            2 => carry.spans.extend(carry.spans.first().cloned()),
            _ => {}
        }
    }
    edit
}

fn article_edit(random: &mut Random, project: &Project) -> Edit {
    let id = article_id(random, project);
    let article = project.article(&id);
    let newest = article.and_then(Article::newest).cloned();
    let number = newest.as_ref().map_or(1, |version| version.number.0);
    let field = match random.roll(11) {
        10 => match article.cloned() {
            Some(mut article) => {
                (article.title, article.unknown) = (random.name(), unknown(random));
                article.added = random.time();
                return Edit::Article(ArticleEdit::Change(Arc::new(article)));
            }
            None => ArticleField::Note(random.words()),
        },
        0 => {
            let id = ArticleId::new(format!("article-{}", random.roll(3))).unwrap();
            let text = testing::marked(TEXTS[random.roll(3)]).text;
            return Edit::Article(ArticleEdit::Add(Arc::new(testing::article(&id, &text))));
        }
        1 => {
            let bare = project.articles().filter(|one| project.layers_of(&one.id).count() == 0);
            let id = random.pick(bare.map(|one| one.id.clone())).unwrap_or(id);
            return Edit::Article(ArticleEdit::Remove(id));
        }
        2 => ArticleField::Title(random.name()),
        3 => ArticleField::Group(random.words()),
        4 => ArticleField::Note(random.words()),
        5 => ArticleField::Label(attribute_id(random), values(random)),
        6 => {
            let (name, value, from) = (random.words(), random.words(), random.words());
            ArticleField::Facts(vec![Fact { name, value, from, unknown: Unknown::default() }])
        }
        7 | 8 => match newest {
            Some(mut version) => {
                version.number = VersionNumber(number + u32::from(!random.one_in(5)));
                version.text = Text::new(TEXTS[random.roll(3)]);
                ArticleField::AddVersion(Box::new(version))
            }
            None => ArticleField::Note(random.words()),
        },
        _ => ArticleField::RemoveVersion(VersionNumber(number)),
    };
    Edit::Article(ArticleEdit::Set(id, field))
}

fn layer_edit(random: &mut Random, project: &Project) -> Edit {
    let id = layer_id(random, project);
    let field = match random.roll(10) {
        0 | 1 => {
            // All analysts may have gone by now: then nobody's layer is refused.
            let analyst = random.pick(project.analysts().keys().cloned());
            let analyst = analyst.unwrap_or_else(|| id.analyst.clone());
            let id = LayerId { article: article_id(random, project), analyst };
            let newest = project.article(&id.article).and_then(Article::newest);
            let number = newest.map_or(VersionNumber(7), |version| version.number);
            return Edit::Layer(LayerEdit::Add(Arc::new(Layer::new(id, number))));
        }
        2 => return Edit::Layer(LayerEdit::Remove(id)),
        3 => LayerField::Status(
            random.pick([None, Some(Status::Done), Some(Status::InProgress)]).unwrap(),
        ),
        4 => LayerField::Note(random.words()),
        7..=9 => {
            let article = project.article(&id.article);
            let known = article.into_iter().flat_map(|one| &one.versions).map(|one| one.number);
            LayerField::Version(random.pick(known).unwrap_or(VersionNumber(9)))
        }
        5 => LayerField::Unknown(unknown(random)),
        _ => LayerField::Conflicts(vec![conflict(random, "s1", "note")]),
    };
    Edit::Layer(LayerEdit::Set(id, field))
}

fn span_edit(random: &mut Random, project: &Project) -> Edit {
    let layer = layer_id(random, project);
    let spans = project.layer(&layer).into_iter().flat_map(Layer::spans).map(|one| one.id.clone());
    let span = random.pick(spans).unwrap_or_else(|| SpanId::from_bits(99));
    let field = match random.roll(13) {
        12 => {
            let mut new = new_span(random, project, &layer);
            new.id = span;
            new.unknown = unknown(random);
            return Edit::Span(layer, SpanEdit::Change(Box::new(new)));
        }
        10 => {
            let mut all =
                vec![new_span(random, project, &layer), new_span(random, project, &layer)];
            if random.one_in(6) {
                all[1].id = random.pick([span, all[0].id.clone()]).unwrap();
            }
            return Edit::Span(layer, SpanEdit::AddAll(all));
        }
        11 => {
            let is_taken = |_: &SpanId| random.one_in(3);
            let spans = project.layer(&layer).into_iter().flat_map(Layer::spans);
            let mut gone: Vec<SpanId> = spans.map(|one| one.id.clone()).filter(is_taken).collect();
            if random.one_in(6) {
                gone.push(span);
            }
            return Edit::Span(layer, SpanEdit::RemoveAll(gone));
        }
        0 => {
            let mut new = new_span(random, project, &layer);
            if random.one_in(6) {
                new.id = span;
            }
            return Edit::Span(layer, SpanEdit::Add(Box::new(new)));
        }
        1 | 2 => return Edit::Span(layer, SpanEdit::Remove(span)),
        3 | 4 => SpanField::Tag(tag_id(random, project)),
        5 => SpanField::Place(place(random, project, &layer)),
        6 => SpanField::Card(card_id(random, project)),
        7 => SpanField::Note(random.words()),
        8 => SpanField::Attribute(attribute_id(random), values(random)),
        _ => SpanField::Pending(random.one_in(2).then(|| Pending {
            at: vec![(ScalarOffset(0), ScalarOffset(2))],
            how: "moved".to_owned(),
            score: Score::from_fraction(0.5),
            unknown: Unknown::default(),
        })),
    };
    let time = random.time();
    Edit::Span(layer, SpanEdit::Set { span, field, changed: random.one_in(2).then_some(time) })
}

fn link_edit(random: &mut Random, project: &Project) -> Edit {
    let layer = layer_id(random, project);
    let links = project.layer(&layer).into_iter().flat_map(Layer::links).map(|one| one.id.clone());
    let link = random.pick(links).unwrap_or_else(|| LinkId::from_bits(99));
    let kind = random.pick(project.codebook().links.keys().cloned());
    let kind = kind.unwrap_or_else(|| KindId::new("none").unwrap());
    let field = match random.roll(8) {
        7 => {
            let old = project.layer(&layer).and_then(|one| one.link(&link)).cloned();
            let (from, to) = (span_of(random, project, &layer), link_end(random, project, &layer));
            let new = Link::new(link, kind, from, to, random.time());
            let new = old.filter(|_| random.one_in(2)).unwrap_or(new);
            let new = Link { note: random.words(), unknown: unknown(random), ..new };
            return Edit::Link(layer, LinkEdit::Change(Box::new(new)));
        }
        0..=2 => {
            let id = if random.one_in(8) { link } else { LinkId::from_bits(random.next()) };
            let from = span_of(random, project, &layer);
            let to = link_end(random, project, &layer);
            return compose::add_link(&layer, Link::new(id, kind, from, to, random.time()));
        }
        3 => return Edit::Link(layer, LinkEdit::Remove(link)),
        4 => LinkField::Kind(kind),
        5 => LinkField::Note(random.words()),
        _ => LinkField::Attribute(attribute_id(random), values(random)),
    };
    let time = random.time();
    Edit::Link(layer, LinkEdit::Set { link, field, changed: random.one_in(2).then_some(time) })
}

/// Returns what an edit is, such as `Span(Set Tag`; a batch is many things.
pub fn variant(edit: &Edit) -> Option<String> {
    let shown = format!("{edit:?}");
    let mut words = shown.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    let noun = words.next()?;
    if matches!(edit, Edit::Batch(_) | Edit::Title(_)) {
        return matches!(edit, Edit::Title(_)).then(|| noun.to_owned());
    }
    if let Edit::Shared(_) = edit {
        return words.next().map(|what| format!("{noun}({what}"));
    }
    let verb = words.find(|word| {
        ["Add", "AddAll", "CarryOver", "Change", "Remove", "RemoveAll", "Set"].contains(word)
    })?;
    let fields = [
        "AddVersion",
        "Attribute",
        "Card",
        "Conflicts",
        "Facts",
        "Group",
        "Kind",
        "Label",
        "Note",
        "Pending",
        "Place",
        "RemoveVersion",
        "Status",
        "Tag",
        "Title",
        "Unknown",
        "Version",
    ];
    let field = words.find(|word| verb == "Set" && fields.contains(word));
    Some(field.map_or_else(|| format!("{noun}({verb}"), |field| format!("{noun}({verb} {field}")))
}
