//! The hand of an analyst: acts drawn from a seed, each the same again for the same seed and project.

use std::sync::Arc;

use postil::{
    model::{
        Fragments, LayerId, Project, Span, SpanId, TagId,
        edit::{ArticleEdit, Edit, History, RecordEdit, SpanField, compose},
    },
    text::Stretch,
};

use super::{
    desk::{ANALYSTS, article, layer_id, now},
    random::Random,
};

/// So many spans a layer has at most, so that a long session stays quick.
const MOST: usize = 30;

/// So many articles a project has at most.
const MOST_ARTICLES: usize = 6;

/// What an analyst does next.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Act {
    /// Something that was a step of its own, or went on with the last one.
    Did(Step),
    Undid,
    Redid,
    /// Typing ended.
    Paused,
    Saves,
    /// It did not fit.
    Nothing,
}

/// How an act stands to the one before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    New,
    SameAsBefore,
}

/// An analyst who works by chance.
pub struct Hand {
    pub random: Random,
    /// How many steps there were when this began: those are left alone.
    floor: usize,
    /// How many steps it has undone and can do again; `None` where that is for the history to say.
    undone: Option<usize>,
    /// What is being typed, and in which run.
    typing: Option<(LayerId, SpanId)>,
    run: u64,
    /// It saves once in so many acts.
    saves: usize,
}

impl Hand {
    /// Returns the hand of a seed, which undoes nothing that the history has already.
    pub fn new(seed: u64, history: &History) -> Self {
        let (floor, mut random) = (history.steps().len(), Random::new(seed));
        let saves = random.of([10, 100, 1000]).unwrap();
        Self { random, floor, undone: Some(0), typing: None, run: seed << 20, saves }
    }

    /// Undoes and does again what the history has from before, too.
    pub fn reaching_back(seed: u64) -> Self {
        Self { floor: 0, undone: None, saves: 10, ..Self::new(seed, &History::default()) }
    }

    /// Ends what is being typed.
    pub fn rest(&mut self, history: &mut History) {
        self.typing = None;
        history.break_run();
    }

    /// Acts once.
    pub fn act(&mut self, project: &mut Project, history: &mut History) -> Act {
        if let Some((layer, span)) = self.typing.clone()
            && !self.random.one_in(4)
        {
            return self.type_on(project, history, &layer, &span);
        }
        if self.typing.take().is_some() {
            history.break_run();
            return Act::Paused;
        }
        if self.random.one_in(self.saves) {
            return Act::Saves;
        }
        match self.random.below(37) {
            0..=3 => self.undo(project, history),
            4..=6 => self.redo(project, history),
            7 => self.new_article(project, history),
            8..=9 => self.define(project, history),
            10 => {
                let title = Edit::Title(format!("Port {}", self.random.below(1000)));
                self.apply(project, history, "title", title)
            }
            11..=15 => self.begin_to_type(project, history),
            16..=19 => self.tag_anew(project, history),
            20..=23 => self.remove(project, history),
            _ => self.tag(project, history),
        }
    }

    fn apply(
        &mut self,
        project: &mut Project,
        history: &mut History,
        label: &str,
        edit: Edit,
    ) -> Act {
        let label = format!("{label} {}", self.random.below(1000));
        if history.apply(project, label, edit).is_err() {
            return Act::Nothing;
        }
        self.undone = self.undone.and(Some(0));
        Act::Did(Step::New)
    }

    fn undo(&mut self, project: &mut Project, history: &mut History) -> Act {
        if history.steps().len() <= self.floor {
            return Act::Nothing;
        }
        history.undo(project).unwrap();
        self.undone = self.undone.map(|count| count + 1);
        Act::Undid
    }

    fn redo(&mut self, project: &mut Project, history: &mut History) -> Act {
        if self.undone == Some(0) || history.redo_label().is_none() {
            return Act::Nothing;
        }
        history.redo(project).unwrap();
        self.undone = self.undone.map(|count| count - 1);
        Act::Redid
    }

    /// Returns one of the layers, be it there or not.
    fn layer(&mut self, project: &Project) -> LayerId {
        let analyst = self.random.of(ANALYSTS).unwrap();
        let articles = project.articles().map(|article| article.id.to_string());
        layer_id(analyst, &self.random.of(articles).unwrap())
    }

    fn span(&mut self, project: &Project) -> Option<(LayerId, SpanId)> {
        let layer = self.layer(project);
        // A layer that holds nothing is drawn from as one that is not there.
        let spans = project.layer(&layer).into_iter().flat_map(|layer| layer.spans());
        let spans = spans.map(|span| span.id.clone());
        Some((layer, self.random.of(spans)?))
    }

    fn tag_id(&mut self) -> TagId {
        self.random.of(["claim", "quote", "actor"]).unwrap().parse().unwrap()
    }

    /// Tags a stretch.
    fn tag(&mut self, project: &mut Project, history: &mut History) -> Act {
        let layer = self.layer(project);
        let text = &project.article(&layer.article).unwrap().newest().unwrap().text;
        let start = self.random.below(text.as_str().len());
        let at = Stretch::new(start, start + 1 + self.random.below(30));
        let tag = self.tag_id();
        let id = SpanId::from_bits(self.random.bits());
        let Some(at) = Fragments::one(at).filter(|at| at.are_in(text)) else { return Act::Nothing };
        if project.layer(&layer).is_some_and(|layer| layer.span_count() >= MOST) {
            return Act::Nothing;
        }
        let edit = compose::add_span(project, &layer, Span::new(id, tag, at, now()));
        self.apply(project, history, "tag", edit)
    }

    fn tag_anew(&mut self, project: &mut Project, history: &mut History) -> Act {
        let Some((layer, span)) = self.span(project) else { return Act::Nothing };
        let edit = compose::set_span(&layer, &span, SpanField::Tag(self.tag_id()), now());
        self.apply(project, history, "tag anew", edit)
    }

    fn remove(&mut self, project: &mut Project, history: &mut History) -> Act {
        let Some((layer, span)) = self.span(project) else { return Act::Nothing };
        let edit = compose::remove_spans(project, &layer, &[span]);
        self.apply(project, history, "remove", edit)
    }

    /// Changes what a tag of the codebook means.
    fn define(&mut self, project: &mut Project, history: &mut History) -> Act {
        let mut tag = project.codebook().tags[&self.tag_id()].clone();
        tag.definition = format!("Meaning {}", self.random.below(1000));
        self.apply(project, history, "define", Edit::Tag(RecordEdit::Change(Box::new(tag))))
    }

    fn new_article(&mut self, project: &mut Project, history: &mut History) -> Act {
        let id = format!("news-{}", self.random.below(100_000)).parse().unwrap();
        if project.articles().len() >= MOST_ARTICLES {
            let old = project.articles().last().unwrap().id.clone();
            let edit = compose::remove_article(project, &old);
            return self.apply(project, history, "remove article", edit);
        }
        let edit = Edit::Article(ArticleEdit::Add(Arc::new(article(&id))));
        self.apply(project, history, "add article", edit)
    }

    fn begin_to_type(&mut self, project: &mut Project, history: &mut History) -> Act {
        let Some((layer, span)) = self.span(project) else { return Act::Nothing };
        self.run += 1;
        self.typing = Some((layer.clone(), span.clone()));
        match self.type_on(project, history, &layer, &span) {
            Act::Did(_) => Act::Did(Step::New),
            other => other,
        }
    }

    /// Types one more letter into a note.
    fn type_on(
        &mut self,
        project: &mut Project,
        history: &mut History,
        layer: &LayerId,
        span: &SpanId,
    ) -> Act {
        let mut note = project.span(layer, span).unwrap().note.clone();
        if note.len() > 60 {
            note.clear();
        }
        note.push(self.random.of("abc dé\n”\"\\".chars()).unwrap());
        let edit = compose::set_span(layer, span, SpanField::Note(note), now());
        let key = format!("note {}", self.run);
        history.apply_joined(project, "edit note", key, edit).unwrap();
        self.undone = self.undone.and(Some(0));
        Act::Did(Step::SameAsBefore)
    }
}
