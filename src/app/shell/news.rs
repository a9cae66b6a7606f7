//! News that comes up at the lower right corner and goes by itself: what went well, what went wrong.

use std::time::Duration;

use egui::{
    Align, Align2, Area, Context, Frame, Id, Label, Layout, Margin, Order, RichText, Ui,
    accesskit::Live, vec2,
};

use crate::app::{
    desk::{News, Tone},
    icons,
    theme::{Theme, font, radius, space},
    widgets::icon_button,
};

/// How many stand above each other at once: the oldest goes first.
const MOST: usize = 4;

/// How wide a card is.
const WIDTH: f32 = 340.0;

/// The room that its button takes, with the gap before it.
const CLOSE: f32 = 34.0;

/// The news on show. It asks for a frame only when one is to go.
#[derive(Debug, Default)]
pub struct NewsBoard {
    /// Each with the time at which it goes, in seconds.
    shown: Vec<(News, f64)>,
}

impl NewsBoard {
    /// Shows fresh news above what is still there.
    pub fn news_ui(&mut self, ctx: &Context, theme: &Theme, fresh: Vec<News>) {
        let now = ctx.input(|input| input.time);
        for news in fresh {
            self.shown.retain(|(other, _)| *other != news);
            let until = now + seconds(&news);
            self.shown.push((news, until));
        }
        self.shown.retain(|(_, until)| *until > now);
        let over = self.shown.len().saturating_sub(MOST);
        self.shown.drain(..over);
        let Some(next) = self.shown.iter().map(|(_, until)| *until).reduce(f64::min) else {
            return;
        };
        ctx.request_repaint_after(Duration::from_secs_f64((next - now).max(0.05)));
        let mut closed = None;
        Area::new(Id::unique("news"))
            .order(Order::Foreground)
            .anchor(Align2::RIGHT_BOTTOM, vec2(-16.0, -(space::STATUS_BAR + 14.0)))
            .show(ctx, |ui| {
                ui.with_layout(Layout::top_down(Align::Max), |ui| {
                    for (number, (news, _)) in self.shown.iter().enumerate() {
                        if card_ui(ui, theme, news) {
                            closed = Some(number);
                        }
                    }
                });
            });
        if let Some(number) = closed {
            self.shown.remove(number);
            ctx.request_repaint();
        }
    }
}

/// Bad news stays long enough to be read and acted on.
fn seconds(news: &News) -> f64 {
    match news.tone {
        Tone::Good | Tone::Plain => 4.0,
        Tone::Bad => 12.0,
    }
}

/// Shows one piece of news; returns whether it was closed.
fn card_ui(ui: &mut Ui, theme: &Theme, news: &News) -> bool {
    let (icon, color) = match news.tone {
        Tone::Good => (icons::CHECK_CIRCLE, theme.accent),
        Tone::Plain => (icons::INFO, theme.dim),
        Tone::Bad => (icons::WARNING_CIRCLE, theme.error),
    };
    let frame = Frame::NONE
        .fill(theme.panel)
        .stroke(theme.thin())
        .corner_radius(radius::CARD)
        .shadow(theme.shadow())
        .inner_margin(Margin { left: 12, right: 6, top: 6, bottom: 6 });
    let shown = frame.show(ui, |ui| {
        ui.set_width(WIDTH - frame.total_margin().sum().x);
        // As high as its text: a layout that centres takes all the height there is.
        let size = vec2(ui.available_width(), 0.0);
        ui.allocate_ui_with_layout(size, Layout::left_to_right(Align::Center), |ui| {
            ui.label(RichText::new(icon).font(font::icon()).color(color));
            ui.scope(|ui| {
                ui.set_width(ui.available_width() - CLOSE);
                let text = RichText::new(&news.text).font(font::ui()).color(theme.ink);
                let told = ui.add(Label::new(text).wrap());
                ui.ctx().accesskit_node_builder(told.id, |node| node.set_live(Live::Polite));
            });
            icon_button(ui, icons::X, "Close this message").clicked()
        })
        .inner
    });
    shown.inner
}
