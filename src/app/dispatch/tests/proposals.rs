//! Going through the new places that are proposed for spans.

use super::*;
use crate::{
    app::action::ProposalAction,
    model::{Anchor, Pending, Score, edit::Edit},
    text::ScalarOffset,
};

/// Sets a span adrift, with a new place at these words, or none.
fn propose(desk: &mut Desk, span: &SpanRef, place: Option<&str>) {
    let at = place.map(|place| {
        let at = at(place);
        let text = desk.text().unwrap();
        (text.to_scalar(at.start), text.to_scalar(at.end))
    });
    let how = if place.is_some() { "changed" } else { "orphan" };
    let pending = Pending {
        at: at.into_iter().collect(),
        how: how.into(),
        score: Score::from_fraction(0.8),
        unknown: crate::model::Unknown::default(),
    };
    let anchor = Anchor {
        at: vec![(ScalarOffset(500), ScalarOffset(510))],
        texts: vec!["as it was".into()],
        ..Anchor::default()
    };
    let fields =
        [SpanField::Pending(Some(pending)), SpanField::Place(Place::Adrift(Box::new(anchor)))];
    let now = Time::default();
    let edits = fields
        .map(|field| crate::model::edit::compose::set_span(&span.layer, &span.span, field, now));
    desk.dispatch(Action::change("propose", Edit::Batch(edits.into())));
}

/// Returns a desk with three spans: two with proposals, in the order in which they were made, and one
/// that was not found.
fn desk_with_proposals() -> (Desk, [SpanRef; 3]) {
    let mut desk = desk_of_alice();
    let spans = [
        mark(&mut desk, "doubts", "skepticism"),
        mark(&mut desk, "Lena", "actor"),
        mark(&mut desk, "on Friday", "claim"),
    ];
    propose(&mut desk, &spans[0], Some("She doubts it"));
    propose(&mut desk, &spans[1], Some("Lena Okafor"));
    propose(&mut desk, &spans[2], None);
    (desk, spans)
}

fn decide(desk: &mut Desk, action: ProposalAction) {
    desk.dispatch(Action::Proposal(action));
}

fn pending(desk: &Desk, span: &SpanRef) -> Option<Pending> {
    desk.open.as_ref().unwrap().span(span).unwrap().0.pending.clone()
}

#[test]
fn proposals_are_gone_through_in_the_order_of_the_text() {
    let (mut desk, [doubt, actor, claim]) = desk_with_proposals();
    run(&mut desk, Command::ReviewProposals);
    assert_eq!(desk.view.proposal, Some(actor.clone()));
    assert_eq!(desk.view.goto.as_ref().unwrap().at, at("Lena Okafor"));
    let mut seen = Vec::new();
    for _ in 0..3 {
        decide(&mut desk, ProposalAction::Step(crate::app::find::Way::On));
        seen.push(desk.view.proposal.clone().unwrap());
    }
    assert_eq!(seen, [doubt.clone(), claim, actor]);
    run(&mut desk, Command::NextSpan);
    assert_eq!(desk.view.proposal, Some(doubt));
    assert_eq!(desk.view.span, desk.view.proposal, "what is selected is what is asked about");
}

#[test]
fn a_yes_puts_the_span_there_and_goes_on_and_can_be_undone() {
    let (mut desk, [doubt, actor, _]) = desk_with_proposals();
    run(&mut desk, Command::ReviewProposals);
    decide(&mut desk, ProposalAction::Accept);
    assert_eq!((words(&desk, &actor), pending(&desk, &actor)), ("Lena Okafor".into(), None));
    assert_eq!(desk.view.proposal, Some(doubt));
    run(&mut desk, Command::Undo);
    assert_eq!(words(&desk, &actor), "as it was");
    assert!(pending(&desk, &actor).is_some());
}

#[test]
fn a_no_keeps_the_span_as_an_orphan() {
    let (mut desk, [_, actor, _]) = desk_with_proposals();
    run(&mut desk, Command::ReviewProposals);
    decide(&mut desk, ProposalAction::Reject);
    let (found, _) = desk.open.as_ref().unwrap().span(&actor).unwrap();
    assert!(found.is_orphan());
    assert_eq!(words(&desk, &actor), "as it was");
}

#[test]
fn what_was_not_found_is_put_at_the_selection() {
    let (mut desk, [.., claim]) = desk_with_proposals();
    run(&mut desk, Command::ReviewProposals);
    decide(&mut desk, ProposalAction::Step(crate::app::find::Way::Back));
    assert_eq!(desk.view.proposal, Some(claim.clone()));
    decide(&mut desk, ProposalAction::Accept);
    assert_eq!(words(&desk, &claim), "as it was", "there is nothing to say yes to");
    select(&mut desk, " nothing more");
    decide(&mut desk, ProposalAction::PutAtSelection);
    assert_eq!(words(&desk, &claim), "nothing more");
}

#[test]
fn the_last_decision_ends_it_and_so_does_another_article() {
    let (mut desk, spans) = desk_with_proposals();
    desk.dispatch(Action::Span(SpanAction::Remove(spans[1..].to_vec())));
    run(&mut desk, Command::ReviewProposals);
    decide(&mut desk, ProposalAction::Accept);
    assert_eq!(desk.view.proposal, None);
    assert_eq!(words(&desk, &spans[0]), "She doubts it");
    run(&mut desk, Command::Undo);
    run(&mut desk, Command::ReviewProposals);
    desk.dispatch(Action::View(ViewAction::StepBack));
    assert_eq!(desk.view.proposal, None);
}
