//! The right panel: the spans of the article, and the details of one.

use egui::accesskit::Role;
use egui_kittest::{
    Harness,
    kittest::{NodeT as _, Queryable as _},
};
use postil::{
    app::{
        Window,
        action::{Action, AnalystAction, ViewAction},
        command::Command,
        view::{Side, SpanRef},
    },
    model::{
        Attribute, AttributeKind, Codebook, Link, LinkKind, Project, Span,
        edit::{Edit, RecordEdit},
    },
};

use super::harness::{Setup, click, on_sample, type_into};

/// Returns the sample's window with Alice annotating and a span of hers selected, found by the start
/// of its words.
pub(super) fn on_span(setup: Setup, words: &str) -> Harness<'static, Window> {
    let mut harness = on_sample("port-crews", setup);
    let desk = &mut harness.state_mut().desk;
    desk.dispatch(Action::Analyst(AnalystAction::Choose("alice".parse().unwrap())));
    let at = find(&desk.open.as_ref().unwrap().project, words);
    desk.dispatch(Action::View(ViewAction::Jump(at)));
    harness.run();
    harness
}

pub(super) fn find(project: &Project, words: &str) -> SpanRef {
    let article = project.article(&"port-crews-freed".parse().unwrap()).unwrap();
    let text = &article.newest().unwrap().text;
    let layer = project.layers_of(&article.id).next().unwrap();
    let span = layer.spans().find(|span| span.words(text).starts_with(words));
    SpanRef::new(&layer.id, &span.expect(words).id)
}

pub(super) fn project<'a>(harness: &'a Harness<'static, Window>) -> &'a Project {
    &harness.state().desk.open.as_ref().unwrap().project
}

pub(super) fn selected<'a>(harness: &'a Harness<'static, Window>) -> &'a Span {
    let desk = &harness.state().desk;
    let at = desk.view.span.as_ref().unwrap();
    desk.open.as_ref().unwrap().span(at).unwrap().0
}

pub(super) fn selected_words(harness: &Harness<'static, Window>) -> String {
    let desk = &harness.state().desk;
    let at = desk.view.span.as_ref().unwrap();
    let (span, text) = desk.open.as_ref().unwrap().span(at).unwrap();
    span.words(text)
}

pub(super) fn links<'a>(harness: &'a Harness<'static, Window>) -> Vec<&'a Link> {
    let at = harness.state().desk.view.span.as_ref().unwrap();
    project(harness).layer(&at.layer).unwrap().links_at(&at.span).collect()
}

pub(super) fn show_details(harness: &mut Harness<'static, Window>) {
    harness.state_mut().desk.dispatch(Action::View(ViewAction::Side(Side::Details)));
    harness.run();
}

pub(super) fn undo(harness: &mut Harness<'static, Window>) {
    harness.state_mut().desk.dispatch(Action::Run(Command::Undo));
    // The news of it comes in with a movement.
    harness.run_steps(30);
}

#[test]
fn the_list_shows_the_spans_and_a_click_goes_there() {
    let mut harness = on_span(Setup::default(), "The port authority");
    harness.get_by_label("The port authority, Actor · card: Tarsis Port Authority");
    let name =
        "“a door left ajar, nothing more,”, Quote · said by Lena Okafor, who speaks for the crews";
    click(&mut harness, name);
    assert_eq!(selected_words(&harness), "“a door left ajar, nothing more,”");
    assert!(harness.state().desk.view.selection.is_some(), "the caret goes there too");
}

#[test]
fn the_list_follows_the_selection_and_the_filter() {
    let mut harness = on_span(Setup::default(), "The port authority");
    let last = "‘You were never here,’, Quote";
    assert!(harness.query_by_label(last).is_none(), "far below what is in view");
    let at = find(project(&harness), "‘You were never here,’");
    harness.state_mut().desk.dispatch(Action::View(ViewAction::Span(Some(at))));
    harness.run();
    harness.get_by_label(last);
    type_into(&mut harness, "Filter spans", "crane OPERATOR");
    let rows = harness.get_all_by_role(Role::ListBoxOption);
    let rows: Vec<String> = rows.filter_map(|row| row.accesskit_node().label()).collect();
    assert_eq!(rows.iter().filter(|row| row.contains("Actor")).count(), 1, "{rows:?}");
    type_into(&mut harness, "Filter spans", " no such words");
    harness.get_by_label("No span has this in its words, note or tag");
}

#[test]
fn another_tag_is_picked_from_the_list_of_tags() {
    let mut harness = on_span(Setup::default(), "The port authority");
    harness.get_by_role_and_label(Role::ComboBox, "Tag").click();
    harness.run();
    harness.get_by_role_and_label(Role::ListBoxOption, "Skepticism").click();
    harness.run();
    assert_eq!(selected(&harness).tag.as_str(), "skepticism");
    undo(&mut harness);
    assert_eq!(selected(&harness).tag.as_str(), "actor");
}

#[test]
fn a_note_typed_is_one_undo() {
    let mut harness = on_span(Setup::default(), "“a door left");
    harness.state_mut().desk.dispatch(Action::Run(Command::EditNote));
    harness.run();
    assert!(harness.get_by_label("Note").is_focused());
    for letter in ["O", "n", "e", " ", "d", "o", "o", "r"] {
        harness.get_by_label("Note").type_text(letter);
        harness.run();
    }
    assert_eq!(selected(&harness).note, "One door");
    harness.key_press(egui::Key::Escape);
    harness.run();
    assert!(!harness.get_by_label("Note").is_focused());
    assert_eq!(selected(&harness).note, "One door", "Esc leaves the field, no more");
    undo(&mut harness);
    assert_eq!(selected(&harness).note, "");
}

#[test]
fn a_value_is_chosen_and_taken_off() {
    let mut harness = on_span(Setup::default(), "no charge had been");
    let values = |harness: &Harness<'static, Window>| {
        selected(harness).attributes.values(&"certainty".parse().unwrap()).to_vec()
    };
    assert_eq!(harness.get_by_label("Certainty").value().as_deref(), Some("stated"));
    click(&mut harness, "Certainty");
    click(&mut harness, "hedged");
    assert_eq!(values(&harness), ["hedged"]);
    click(&mut harness, "Certainty");
    click(&mut harness, "—");
    assert!(values(&harness).is_empty());
}

/// Gives claims an attribute of a kind.
fn add_attribute(harness: &mut Harness<'static, Window>, name: &str, kind: AttributeKind) {
    let mut attribute: Attribute = Codebook::starter().attributes.into_values().next().unwrap();
    attribute.id = name.to_lowercase().parse().unwrap();
    name.clone_into(&mut attribute.name);
    attribute.kind = kind;
    attribute.values = vec!["north".to_owned(), "south".to_owned()];
    let edit = Edit::Attribute(RecordEdit::Add(Box::new(attribute)));
    harness.state_mut().desk.dispatch(Action::change("new attribute", edit));
}

/// Returns the window on a claim with an attribute of every kind.
fn on_attributes(setup: Setup) -> Harness<'static, Window> {
    let mut harness = on_span(setup, "no charge had been");
    add_attribute(&mut harness, "Side", AttributeKind::Choices);
    add_attribute(&mut harness, "Count", AttributeKind::Number);
    add_attribute(&mut harness, "Day", AttributeKind::Date);
    add_attribute(&mut harness, "Checked", AttributeKind::YesNo);
    add_attribute(&mut harness, "Remark", AttributeKind::Text);
    show_details(&mut harness);
    harness
}

#[test]
fn each_kind_of_attribute_has_its_input() {
    let mut harness = on_attributes(Setup::default());
    let values = |harness: &Harness<'static, Window>, name: &str| {
        selected(harness).attributes.values(&name.parse().unwrap()).join("|")
    };
    click(&mut harness, "south");
    click(&mut harness, "north");
    assert_eq!(values(&harness, "side"), "south|north");
    click(&mut harness, "south");
    assert_eq!(values(&harness, "side"), "north");
    click(&mut harness, "Yes");
    assert_eq!(values(&harness, "checked"), "yes");
    click(&mut harness, "Yes");
    assert_eq!(values(&harness, "checked"), "");
    type_into(&mut harness, "Remark", "two words");
    assert_eq!(values(&harness, "remark"), "two words");
    type_into(&mut harness, "Count", "41");
    assert_eq!(values(&harness, "count"), "41");
}

#[test]
fn what_is_no_date_is_said_to_be_none_and_not_kept() {
    let mut harness = on_attributes(Setup::default());
    type_into(&mut harness, "Day", "9 Feb");
    harness.get_by_label_contains("write a date");
    assert!(selected(&harness).attributes.values(&"day".parse().unwrap()).is_empty());
    harness.key_press_modifiers(egui::Modifiers::COMMAND, egui::Key::A);
    type_into(&mut harness, "Day", "2026-02-09");
    assert!(harness.query_by_label_contains("write a date").is_none());
    assert_eq!(selected(&harness).attributes.values(&"day".parse().unwrap()), ["2026-02-09"]);
}

#[test]
fn links_lead_on_and_are_taken_out() {
    let mut harness = on_span(Setup::default(), "“a door left");
    click(&mut harness, "said by Lena Okafor, who speaks for the crews");
    assert_eq!(selected_words(&harness), "Lena Okafor, who speaks for the crews");
    click(&mut harness, "← said by “a door left ajar, nothing more,”");
    assert_eq!(selected_words(&harness), "“a door left ajar, nothing more,”");
    click(&mut harness, "Remove the link said by Lena Okafor, who speaks for the crews");
    assert!(links(&harness).is_empty());
    undo(&mut harness);
    assert_eq!(links(&harness).len(), 1);
    click(&mut harness, "Link to…");
    assert!(harness.state().desk.view.linking.is_some());
}

#[test]
fn what_is_typed_into_a_field_chooses_no_end_of_a_link() {
    let mut harness = on_span(Setup::default(), "“a door left");
    click(&mut harness, "Remove the link said by Lena Okafor, who speaks for the crews");
    click(&mut harness, "Link to…");
    for letter in ["a", "s", "d", "f", "a"] {
        type_into(&mut harness, "Filter articles", letter);
    }
    assert!(links(&harness).is_empty());
    assert_eq!(harness.get_by_label("Filter articles").value().as_deref(), Some("asdfa"));
    assert!(harness.state().desk.view.linking.is_some());
    harness.key_press_modifiers(egui::Modifiers::COMMAND, egui::Key::F);
    harness.run();
    assert!(harness.state().desk.view.linking.is_none(), "the find field ends it");
}

#[test]
fn a_link_gets_another_kind_and_a_note() {
    let mut harness = on_span(Setup::default(), "“a door left");
    assert!(harness.query_by_label("Kind of the link").is_none(), "there is only one");
    let mut kind: LinkKind = Codebook::starter().links[&"said-by".parse().unwrap()].clone();
    (kind.id, kind.name) = ("told-to".parse().unwrap(), "told to".to_owned());
    let edit = Edit::LinkKind(RecordEdit::Add(Box::new(kind)));
    harness.state_mut().desk.dispatch(Action::change("new link kind", edit));
    show_details(&mut harness);
    click(&mut harness, "Kind of the link");
    click(&mut harness, "told to");
    assert_eq!(links(&harness)[0].kind.as_str(), "told-to");
    click(&mut harness, "Note on the link told to Lena Okafor, who speaks for the crews");
    let field = "Note on told to Lena Okafor, who speaks for the crews";
    assert!(harness.get_by_label(field).is_focused());
    for letter in ["s", "o", "?"] {
        harness.get_by_label(field).type_text(letter);
        harness.run();
    }
    assert_eq!(links(&harness)[0].note, "so?");
    undo(&mut harness);
    assert_eq!(links(&harness)[0].note, "");
}

#[test]
fn a_span_of_another_analyst_is_read_only() {
    let mut harness = on_span(Setup::default(), "no charge had been");
    let new = AnalystAction::New("Bo".to_owned());
    harness.state_mut().desk.dispatch(Action::Analyst(new));
    harness.run();
    harness.get_by_label("Alice’s span. Annotate as Alice to change it");
    for name in ["Note", "Certainty", "Tag"] {
        assert!(harness.get_by_label(name).accesskit_node().is_disabled(), "{name}");
    }
    assert!(harness.query_by_label_contains("Remove the link").is_none());
    assert!(harness.query_by_label("Delete span").is_none());
    click(&mut harness, "Annotate as Alice");
    assert!(!harness.get_by_label("Note").accesskit_node().is_disabled());
}

#[test]
fn a_span_is_deleted_and_brought_back() {
    let mut harness = on_span(Setup::default(), "The port authority");
    let before = project(&harness).clone();
    click(&mut harness, "Delete span");
    assert_eq!(harness.state().desk.view.span, None);
    undo(&mut harness);
    assert_eq!(*project(&harness), before);
}

#[cfg(feature = "snapshots")]
mod pictures {
    use super::{super::harness::picture, *};

    #[test]
    fn pictures_of_the_spans() {
        let mut harness = on_span(Setup::default(), "“a door left");
        picture(&mut harness, "spans-quote");
        let mut setup = Setup::default();
        setup.settings.theme = postil::store::Theme::Dark;
        let mut harness = on_span(setup, "The port authority");
        picture(&mut harness, "spans-actor-dark");
        let mut harness = on_attributes(Setup::default());
        type_into(&mut harness, "Day", "9 Feb");
        picture(&mut harness, "spans-attributes");
    }

    #[test]
    fn pictures_of_cards() {
        let mut harness = on_span(Setup { scale: 2.0, ..Setup::default() }, "The port authority");
        show_details(&mut harness);
        click(&mut harness, "Edit card");
        picture(&mut harness, "spans-card-edit");
        let mut harness = on_span(Setup::default(), "The coast guard");
        type_into(&mut harness, "Find a card", "o");
        picture(&mut harness, "spans-card-find");
        harness.get_by_role_and_label(Role::ComboBox, "Tag").click();
        harness.run();
        picture(&mut harness, "spans-tag-list");
    }

    #[test]
    fn pictures_of_what_is_empty_narrow_or_another_s() {
        let mut harness =
            on_sample("port-crews", Setup { size: [640.0, 480.0], ..Setup::default() });
        picture(&mut harness, "spans-narrow");
        let mut harness = on_span(Setup::default(), "no charge had been");
        harness.state_mut().desk.dispatch(Action::Analyst(AnalystAction::New("Bo".to_owned())));
        harness.run();
        picture(&mut harness, "spans-another-s");
        let articles: Vec<_> =
            project(&harness).articles().map(|article| article.id.clone()).collect();
        let id = articles.into_iter().find(|id| id.as_str().starts_with("what")).unwrap();
        harness.state_mut().desk.dispatch(Action::View(ViewAction::Article(id)));
        harness.run();
        picture(&mut harness, "spans-empty");
    }
}
