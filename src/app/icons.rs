//! The icons of the bundled icon font that the window uses.

macro_rules! icons {
    ($($(#[$doc:meta])* $name:ident = $code:literal,)+) => {
        $($(#[$doc])* pub const $name: &str = $code;)+
    };
}

icons! {
    /// folder
    FOLDER = "\u{e24a}",
    /// file-text
    FILE_TEXT = "\u{e23a}",
    /// plus
    PLUS = "\u{e3d4}",
    /// minus
    MINUS = "\u{e32a}",
    /// x
    X = "\u{e4f6}",
    /// check
    CHECK = "\u{e182}",
    /// caret-right
    CARET_RIGHT = "\u{e13a}",
    /// caret-down
    CARET_DOWN = "\u{e136}",
    /// caret-up
    CARET_UP = "\u{e13c}",
    /// magnifying-glass
    MAGNIFYING_GLASS = "\u{e30c}",
    /// link-break
    LINK_BREAK = "\u{e2e4}",
    /// note
    NOTE = "\u{e348}",
    /// pencil-simple
    PENCIL_SIMPLE = "\u{e3b4}",
    /// info
    INFO = "\u{e2ce}",
    /// trash
    TRASH = "\u{e4a6}",
    /// arrow-u-up-left
    ARROW_U_UP_LEFT = "\u{e08a}",
    /// arrow-u-up-right
    ARROW_U_UP_RIGHT = "\u{e08c}",
    /// gear
    GEAR = "\u{e270}",
    /// warning
    WARNING = "\u{e4e0}",
    /// warning-circle
    WARNING_CIRCLE = "\u{e4e2}",
    /// user
    USER = "\u{e4c2}",
    /// users
    USERS = "\u{e4d6}",
    /// identification-card
    IDENTIFICATION_CARD = "\u{e2c8}",
    /// check-circle
    CHECK_CIRCLE = "\u{e184}",
    /// archive
    ARCHIVE = "\u{e00c}",
    /// tray
    TRAY = "\u{e4aa}",
}
