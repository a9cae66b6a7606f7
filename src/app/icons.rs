//! The icons of the bundled icon font that the window uses.

macro_rules! icons {
    ($($(#[$doc:meta])* $name:ident = $code:literal,)+) => {
        $($(#[$doc])* pub const $name: &str = $code;)+
    };
}

icons! {
    /// folder
    FOLDER = "\u{e24a}",
    /// folder-open
    FOLDER_OPEN = "\u{e256}",
    /// file-text
    FILE_TEXT = "\u{e23a}",
    /// files
    FILES = "\u{e710}",
    /// plus
    PLUS = "\u{e3d4}",
    /// x
    X = "\u{e4f6}",
    /// check
    CHECK = "\u{e182}",
    /// caret-left
    CARET_LEFT = "\u{e138}",
    /// caret-right
    CARET_RIGHT = "\u{e13a}",
    /// caret-down
    CARET_DOWN = "\u{e136}",
    /// caret-up
    CARET_UP = "\u{e13c}",
    /// magnifying-glass
    MAGNIFYING_GLASS = "\u{e30c}",
    /// tag
    TAG = "\u{e478}",
    /// link
    LINK = "\u{e2e2}",
    /// link-break
    LINK_BREAK = "\u{e2e4}",
    /// note
    NOTE = "\u{e348}",
    /// note-pencil
    NOTE_PENCIL = "\u{e34c}",
    /// pencil-simple
    PENCIL_SIMPLE = "\u{e3b4}",
    /// trash
    TRASH = "\u{e4a6}",
    /// arrow-u-up-left
    ARROW_U_UP_LEFT = "\u{e08a}",
    /// arrow-u-up-right
    ARROW_U_UP_RIGHT = "\u{e08c}",
    /// floppy-disk
    FLOPPY_DISK = "\u{e248}",
    /// sun
    SUN = "\u{e472}",
    /// moon
    MOON = "\u{e330}",
    /// gear
    GEAR = "\u{e270}",
    /// question
    QUESTION = "\u{e3e8}",
    /// info
    INFO = "\u{e2ce}",
    /// warning
    WARNING = "\u{e4e0}",
    /// warning-circle
    WARNING_CIRCLE = "\u{e4e2}",
    /// list
    LIST = "\u{e2f0}",
    /// table
    TABLE = "\u{e476}",
    /// book-open
    BOOK_OPEN = "\u{e0e6}",
    /// user
    USER = "\u{e4c2}",
    /// users
    USERS = "\u{e4d6}",
    /// user-circle
    USER_CIRCLE = "\u{e4c4}",
    /// identification-card
    IDENTIFICATION_CARD = "\u{e2c8}",
    /// eye
    EYE = "\u{e220}",
    /// funnel
    FUNNEL = "\u{e266}",
    /// sort-ascending
    SORT_ASCENDING = "\u{e444}",
    /// sort-descending
    SORT_DESCENDING = "\u{e446}",
    /// dots-three
    DOTS_THREE = "\u{e1fe}",
    /// sidebar
    SIDEBAR = "\u{eab6}",
    /// export
    EXPORT = "\u{eaf0}",
    /// copy
    COPY = "\u{e1ca}",
    /// quotes
    QUOTES = "\u{e660}",
    /// keyboard
    KEYBOARD = "\u{e2d8}",
    /// circle
    CIRCLE = "\u{e18a}",
    /// circle-half
    CIRCLE_HALF = "\u{e18c}",
    /// check-circle
    CHECK_CIRCLE = "\u{e184}",
    /// archive
    ARCHIVE = "\u{e00c}",
    /// arrow-right
    ARROW_RIGHT = "\u{e06c}",
    /// arrow-left
    ARROW_LEFT = "\u{e058}",
    /// x-circle
    X_CIRCLE = "\u{e4f8}",
    /// tray
    TRAY = "\u{e4aa}",
    /// palette
    PALETTE = "\u{e6c8}",
}
