//! Copying with a citation, and giving the last tag again.

use super::*;
use crate::app::desk::Effect;

#[test]
fn the_selection_or_the_span_is_copied_with_its_article() {
    let mut desk = desk_of_alice();
    run(&mut desk, Command::CopyCitation);
    assert!(desk.effects.is_empty());
    let span = mark(&mut desk, "Lena Okafor", "actor");
    select(&mut desk, "She");
    run(&mut desk, Command::AddFragment);
    run(&mut desk, Command::CopyCitation);
    select(&mut desk, "on Friday");
    run(&mut desk, Command::CopyCitation);
    let expected = ["“Lena Okafor … She” — Port crews freed", "“on Friday” — Port crews freed"];
    assert_eq!(desk.effects, expected.map(|line| Effect::Copy(line.to_owned())));
    assert_eq!(words(&desk, &span), "Lena Okafor She");
}

#[test]
fn the_last_tag_is_given_again() {
    let mut desk = desk_of_alice();
    select(&mut desk, "Friday");
    run(&mut desk, Command::RepeatTag);
    assert_eq!(counts(&desk), (0, 0));
    assert!(desk.news.iter().any(|news| news.text.contains("No tag has been given")));
    let first = mark(&mut desk, "Lena Okafor", "actor");
    select(&mut desk, "She");
    run(&mut desk, Command::RepeatTag);
    let second = desk.view.span.clone().unwrap();
    let tag_of = |desk: &Desk, span: &SpanRef| {
        desk.open.as_ref().unwrap().span(span).unwrap().0.tag.to_string()
    };
    assert_eq!(tag_of(&desk, &second), "actor");
    tag(&mut desk, "claim");
    desk.dispatch(Action::View(ViewAction::Span(Some(first.clone()))));
    run(&mut desk, Command::RepeatTag);
    assert_eq!((tag_of(&desk, &second), tag_of(&desk, &first)), ("claim".into(), "claim".into()));
}
