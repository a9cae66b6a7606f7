//! Where the spans of each tag are in the whole article: found beside the frames where there are many.

use std::{collections::BTreeMap, sync::mpsc};

use egui::{Color32, Context};

use super::sheet::Sheet;
use crate::{
    app::{scene::Scene, work},
    model::{ArticleId, Layer, Project, TagId, VersionNumber},
    text::Offset,
};

/// As many spans are looked through within a frame; beside the frames where there are more.
const AT_ONCE: usize = 2_000;

/// How many tags are told apart; the spans of further ones are passed over.
const TAGS: usize = 64;

/// Which tags have spans in each row of the map: a bit for each tag, in the codebook's order.
type Rows = Vec<u64>;

/// What a map depends on.
#[derive(Clone, Debug, PartialEq)]
struct Key {
    revision: u64,
    article: ArticleId,
    version: VersionNumber,
    /// How many rows there are.
    count: usize,
    /// The column's width and the text's size: where lines break.
    layout: (u32, u32, u32),
}

/// Where the spans of each tag are in the whole article.
#[derive(Debug, Default)]
pub struct Minimap {
    rows: Rows,
    /// What the rows are about.
    shown: Option<(Key, f64)>,
    /// What is being found, and how it will come.
    asked: Option<(Key, f64, mpsc::Receiver<Rows>)>,
}

impl Minimap {
    /// Brings the map up to date, as far as that takes no time; `count` rows share the page's height.
    pub fn update(&mut self, ctx: &Context, scene: &Scene<'_>, sheet: &Sheet<'_>, count: usize) {
        if let Some((key, height, receiver)) = self.asked.take() {
            match receiver.try_recv() {
                Ok(rows) => (self.rows, self.shown) = (rows, Some((key, height))),
                Err(mpsc::TryRecvError::Empty) => self.asked = Some((key, height, receiver)),
                Err(mpsc::TryRecvError::Disconnected) => {}
            }
        }
        let Some(open) = scene.open else { return };
        let page = &sheet.page.key;
        let key = Key {
            revision: open.revision,
            article: page.article.clone(),
            version: page.version,
            count,
            layout: (
                page.width.to_bits(),
                page.typography.size_scale.to_bits(),
                page.typography.leading.to_bits(),
            ),
        };
        if self.shown.as_ref().is_some_and(|(shown, _)| shown.article != key.article) {
            (self.rows, self.shown) = (Rows::new(), None);
        }
        let height = sheet.page.height();
        #[expect(clippy::cast_precision_loss, reason = "a few hundred rows")]
        let row = height / count.max(1) as f64;
        // Estimated heights that turn out a little different move no mark by a whole row.
        let is_shown = |shown: &(Key, f64)| shown.0 == key && (shown.1 - height).abs() < row;
        if self.shown.as_ref().is_some_and(is_shown) || self.asked.is_some() {
            return;
        }
        let (starts, tags) = (starts(sheet, count), tags(&open.project));
        let layers = open.project.layers_of(&key.article);
        let layers: Vec<&Layer> = layers.filter(|layer| layer.version == key.version).collect();
        let spans: usize = layers.iter().map(|layer| layer.span_count()).sum();
        if spans <= AT_ONCE {
            self.rows = rows(layers.into_iter(), &tags, &starts);
            self.shown = Some((key, height));
            return;
        }
        let (sender, receiver) = mpsc::channel();
        let (layers, ctx) = (layers.into_iter().cloned().collect::<Vec<Layer>>(), ctx.clone());
        work::in_background("postil minimap", move || {
            // A window that has gone needs no map.
            let _ = sender.send(rows(layers.iter(), &tags, &starts));
            ctx.request_repaint();
        });
        self.asked = Some((key, height, receiver));
    }

    /// Returns the colours of each row, from top to bottom: those of the tags that have spans there.
    pub fn colors(&self, scene: &Scene<'_>) -> Vec<(usize, Vec<Color32>)> {
        let Some(codebook) = scene.codebook() else { return Vec::new() };
        let colors: Vec<Color32> =
            codebook.tags.values().take(TAGS).map(|tag| scene.theme.tag(tag)).collect();
        let rows = self.rows.iter().enumerate().filter(|(_, tags)| **tags != 0);
        rows.map(|(row, tags)| {
            let set = colors.iter().enumerate().filter(|(bit, _)| tags & (1 << bit) != 0);
            (row, set.map(|(_, color)| *color).collect())
        })
        .collect()
    }
}

/// Returns the offset at which each row of the map begins.
pub fn starts(sheet: &Sheet<'_>, count: usize) -> Vec<Offset> {
    #[expect(clippy::cast_precision_loss, reason = "a few hundred rows")]
    let row = sheet.page.height() / count.max(1) as f64;
    #[expect(clippy::cast_precision_loss, reason = "a few hundred rows")]
    let starts = (0..count).map(|number| sheet.page.rough_offset(number as f64 * row));
    starts.collect()
}

/// Returns the bit of each tag.
fn tags(project: &Project) -> BTreeMap<TagId, usize> {
    let tags = project.codebook().tags.keys().take(TAGS).enumerate();
    tags.map(|(bit, tag)| (tag.clone(), bit)).collect()
}

fn rows<'a>(
    layers: impl Iterator<Item = &'a Layer>,
    tags: &BTreeMap<TagId, usize>,
    starts: &[Offset],
) -> Rows {
    let mut rows = vec![0_u64; starts.len()];
    for span in layers.flat_map(|layer| layer.by_place().spans()) {
        let (Some(fragments), Some(bit)) = (span.place.fragments(), tags.get(&span.tag)) else {
            continue;
        };
        for fragment in fragments.iter() {
            let row = starts.partition_point(|start| *start <= fragment.start);
            if let Some(row) = rows.get_mut(row.saturating_sub(1)) {
                *row |= 1 << bit;
            }
        }
    }
    rows
}
