//! Names that stand where an author's does and name nobody: programs and forms put them there.

/// Such names, in lower case.
const NOBODY: [&str; 21] = [
    "admin",
    "administrator",
    "anonymous",
    "apache poi",
    "author",
    "computer",
    "customer",
    "docx4j",
    "editor",
    "microsoft office user",
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
    "windows user",
];

/// Is this a program, or the name that one gives to whoever uses it?
pub(super) fn is_nobody(name: &str) -> bool {
    NOBODY.contains(&name.trim().to_lowercase().as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn programs_and_placeholders_are_nobody() {
        for name in
            ["Preferred Customer", " admin ", "python-docx", "NULL", "Microsoft Office User"]
        {
            assert!(is_nobody(name), "{name}");
        }
        for name in ["Ana Lund", "Author Ek", "Root Cause Weekly"] {
            assert!(!is_nobody(name), "{name}");
        }
    }
}
