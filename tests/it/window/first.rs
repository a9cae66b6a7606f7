//! The main path: open the sample, see its articles.

use egui_kittest::kittest::Queryable as _;

use super::harness::{Setup, on_sample};

#[test]
fn the_sample_opens_with_its_articles() {
    let harness = on_sample("port-crews", Setup::default());
    let open = harness.state().desk.open.as_ref().unwrap();
    assert_eq!(open.project.articles().len(), 3);
    harness.get_by_label_contains("Port crews freed");
    assert!(!open.is_unsaved);
}

#[cfg(feature = "snapshots")]
#[test]
fn picture_of_the_sample() {
    for (theme, name) in
        [(postil::store::Theme::Light, "sample-light"), (postil::store::Theme::Dark, "sample-dark")]
    {
        let mut setup = Setup::default();
        setup.settings.theme = theme;
        let mut harness = on_sample("port-crews", setup);
        super::harness::picture(&mut harness, name);
    }
}
