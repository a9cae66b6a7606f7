//! Actor cards in the panel of spans.

use egui::accesskit::Role;
use egui_kittest::{Harness, kittest::Queryable as _};
use postil::{
    app::{
        Window,
        action::{Action, ViewAction},
    },
    model::LinkEnd,
};

use super::{
    harness::{Setup, click, type_into},
    spans::{find, links, on_span, project, selected, show_details},
};

#[test]
fn a_link_may_end_at_a_card() {
    let mut harness = on_span(Setup::default(), "no charge had been");
    show_details(&mut harness);
    let before = links(&harness).len();
    harness.get_by_role_and_label(Role::ComboBox, "Link to a card…").click();
    harness.run();
    click(&mut harness, "said by Anselm Rook");
    let links = links(&harness);
    assert_eq!(links.len(), before + 1);
    let card = links.iter().find_map(|link| match &link.to {
        LinkEnd::Card(card) => Some(card),
        _ => None,
    });
    assert_eq!(project(&harness).cards()[card.unwrap()].name, "Anselm Rook");
}

#[test]
fn links_to_cards_and_other_articles_are_listed() {
    let mut harness = on_span(Setup::default(), "“reserves all its rights.”");
    harness.get_by_label("said by Tomas Brandt");
    let at = find(project(&harness), "doubt that the list was");
    harness.state_mut().desk.dispatch(Action::View(ViewAction::Jump(at)));
    harness.run();
    click(&mut harness, "doubts Every name is on the list");
    let article = harness.state().desk.view.article.clone().unwrap();
    assert_eq!(article.as_str(), "ministry-disputes-tally");
    harness.get_by_label("← doubts doubt that the list was complete");
}

#[test]
fn a_card_is_found_by_alias_and_picked() {
    let mut harness = on_span(Setup::default(), "a crane operator");
    assert_eq!(selected(&harness).card, None);
    type_into(&mut harness, "Find a card", "ms ok");
    harness.key_press(egui::Key::Enter);
    harness.run();
    let card = selected(&harness).card.clone().unwrap();
    assert_eq!(project(&harness).cards()[&card].name, "Lena Okafor");
    click(&mut harness, "No card");
    assert_eq!(selected(&harness).card, None);
    click(&mut harness, "Anselm Rook");
    let card = selected(&harness).card.clone().unwrap();
    assert_eq!(project(&harness).cards()[&card].name, "Anselm Rook");
}

#[test]
fn the_list_of_cards_closes_with_esc_and_with_a_click_elsewhere() {
    let mut harness = on_span(Setup::default(), "The port authority");
    let is_open = |harness: &Harness<'static, Window>| {
        harness.query_by_label("New card “The port authority”").is_some()
    };
    assert!(!is_open(&harness), "it has a card: the list opens with its field");
    harness.get_by_label("Find a card").click();
    harness.run();
    assert!(is_open(&harness));
    harness.key_press(egui::Key::Escape);
    harness.run();
    assert!(!is_open(&harness));
    harness.get_by_label("Find a card").click();
    harness.run();
    assert!(is_open(&harness));
    harness.get_by_role_and_label(Role::MultilineTextInput, "Note").click();
    harness.run();
    assert!(!is_open(&harness));
}

#[test]
fn a_card_is_made_from_the_words_or_from_what_was_typed() {
    let mut harness = on_span(Setup::default(), "The coast guard");
    click(&mut harness, "New card “The coast guard”");
    let card = selected(&harness).card.clone().unwrap();
    assert_eq!(project(&harness).cards()[&card].name, "The coast guard");
    type_into(&mut harness, "Find a card", "Coast guard of Tarsis");
    harness.key_press(egui::Key::Enter);
    harness.run();
    let card = selected(&harness).card.clone().unwrap();
    assert_eq!(project(&harness).cards()[&card].name, "Coast guard of Tarsis");
}

#[test]
fn a_card_is_edited_in_place() {
    let mut harness = on_span(Setup::default(), "The port authority");
    show_details(&mut harness);
    click(&mut harness, "Edit card");
    type_into(&mut harness, "Card name", "!");
    type_into(&mut harness, "Also called, one a line", "\nTPA ");
    let id = selected(&harness).card.clone().unwrap();
    let card = &project(&harness).cards()[&id];
    assert_eq!(card.name, "Tarsis Port Authority!");
    assert_eq!(card.aliases, ["the port authority", "the authority", "TPA"]);
}
