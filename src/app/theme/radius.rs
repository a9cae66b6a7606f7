//! Corner radii.

/// Fields and buttons.
pub const CONTROL: u8 = 6;
/// Cards and menus.
pub const CARD: u8 = 8;
/// Windows.
pub const WINDOW: u8 = 12;
