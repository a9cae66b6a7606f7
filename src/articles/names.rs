//! Names that stand where an author's does and name nobody: programs and forms put them there.

/// Such names, in lower case.
const NOBODY: [&str; 19] = [
    "admin",
    "administrator",
    "anonymous",
    "apache poi",
    "author",
    "computer",
    "customer",
    "docx4j",
    "editor",
    "none",
    "null",
    "owner",
    "preferred customer",
    "python-docx",
    "root",
    "un-named",
    "undefined",
    "unknown",
    "user",
];

/// Is this a program, or the name that one gives to whoever uses it, such as `InDesign User`?
pub(super) fn is_nobody(name: &str) -> bool {
    let name = name.trim().to_lowercase();
    NOBODY.contains(&name.as_str()) || name.ends_with(" user")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn programs_and_placeholders_are_nobody() {
        for name in [
            "Preferred Customer",
            " admin ",
            "python-docx",
            "NULL",
            "Microsoft Office User",
            "InDesign User",
        ] {
            assert!(is_nobody(name), "{name}");
        }
        for name in ["Ana Lund", "Author Ek", "Root Cause Weekly"] {
            assert!(!is_nobody(name), "{name}");
        }
    }
}
