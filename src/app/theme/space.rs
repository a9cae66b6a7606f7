//! Widths and heights of the frame.

/// The menu bar.
pub const TOP_BAR: f32 = 40.0;
/// The bar of tags or of review tabs.
pub const TAG_BAR: f32 = 44.0;
/// The status bar.
pub const STATUS_BAR: f32 = 27.0;
/// The least that is left to the article between the panels.
pub const MAIN_LEAST: f32 = 360.0;
/// The least width of the spans and details.
pub const RIGHT_LEAST: f32 = 220.0;
/// Between a panel's edge and its contents.
pub const PANEL: f32 = 14.0;
/// Chips and pills.
pub const CHIP: f32 = 27.0;
/// Fields of one line.
pub const FIELD: f32 = 32.0;
/// A row of a table.
pub const TABLE_ROW: f32 = 31.0;
/// Between a dialog's edge and its contents.
pub const DIALOG: i8 = 22;
