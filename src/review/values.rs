//! Whether an attribute may have a value.

use chrono::{DateTime, NaiveDate};

use crate::model::{Attribute, AttributeKind};

/// Returns what is wrong with an attribute's values, `None` where they fit its kind. A kind of a
/// newer version takes all values.
pub fn value_problem(attribute: &Attribute, values: &[String]) -> Option<String> {
    let name = &attribute.id;
    let many = matches!(attribute.kind, AttributeKind::Choices | AttributeKind::Other(_));
    if !many && values.len() > 1 {
        return Some(format!("`{name}` takes one value, not {}", values.len()));
    }
    let bad = values.iter().find(|value| !is_allowed(attribute, value))?;
    let expected = match attribute.kind {
        AttributeKind::Choice | AttributeKind::Choices => {
            format!("one of {}", attribute.values.join(", "))
        }
        AttributeKind::Number => "a number".to_owned(),
        AttributeKind::Date => "a date such as 2026-01-13 or 2026-01".to_owned(),
        AttributeKind::YesNo => "yes or no".to_owned(),
        AttributeKind::Text | AttributeKind::Other(_) => return None,
    };
    Some(format!("`{name}` can’t be “{bad}”: it is {expected}"))
}

fn is_allowed(attribute: &Attribute, value: &str) -> bool {
    match attribute.kind {
        AttributeKind::Choice | AttributeKind::Choices => {
            attribute.values.iter().any(|allowed| allowed == value)
        }
        AttributeKind::Number => value.trim().parse::<f64>().is_ok_and(f64::is_finite),
        AttributeKind::Date => is_date(value),
        AttributeKind::YesNo => matches!(value, "yes" | "no"),
        AttributeKind::Text | AttributeKind::Other(_) => true,
    }
}

/// Is this a date: a year, a month, a day (`2026`, `2026-01`, `2026-01-13`), or a moment as RFC 3339
/// has it?
pub fn is_date(text: &str) -> bool {
    let is_shaped = text.bytes().enumerate().all(|(at, byte)| match at {
        4 | 7 => byte == b'-',
        _ => byte.is_ascii_digit(),
    });
    let whole = match (is_shaped, text.len()) {
        (true, 4) => format!("{text}-01-01"),
        (true, 7) => format!("{text}-01"),
        (true, 10) => text.to_owned(),
        _ => return DateTime::parse_from_rfc3339(text).is_ok(),
    };
    whole.parse::<NaiveDate>().is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Codebook;

    #[test]
    fn dates_may_be_partial() {
        for good in ["2026", "2026-02", "2024-02-29", "2026-02-11T23:50:00+02:00"] {
            assert!(is_date(good), "{good}");
        }
        for bad in
            ["", "26", "2026-13", "2026-02-30", "2026-1-1", "yesterday", "20260211", "２０２６"]
        {
            assert!(!is_date(bad), "{bad}");
        }
    }

    #[test]
    fn values_fit_their_kind() {
        let check = |kind: AttributeKind, values: &[&str]| {
            let mut attribute = Codebook::starter().attributes.into_values().next().unwrap();
            attribute.kind = kind;
            let values: Vec<String> = values.iter().map(|value| (*value).to_owned()).collect();
            value_problem(&attribute, &values)
        };
        assert_eq!(check(AttributeKind::Choice, &["hedged"]), None);
        assert_eq!(
            check(AttributeKind::Choice, &["sure"]).unwrap(),
            "`certainty` can’t be “sure”: it is one of stated, hedged, denied"
        );
        assert!(check(AttributeKind::Choice, &["hedged", "denied"]).is_some());
        assert_eq!(check(AttributeKind::Choices, &["hedged", "denied"]), None);
        assert_eq!(check(AttributeKind::Number, &["-3.5"]), None);
        assert!(check(AttributeKind::Number, &["NaN"]).is_some());
        assert_eq!(check(AttributeKind::YesNo, &["no"]), None);
        assert!(check(AttributeKind::YesNo, &["No"]).is_some());
        assert_eq!(check(AttributeKind::Other("rank".into()), &["a", "b"]), None);
    }
}
