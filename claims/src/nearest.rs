//! The nearest right name, for "did you mean".

/// The name of `names` a writer most likely meant, or `None` where nothing is near: the one it is
/// the beginning of, else the one of the fewest slips, else one that begins alike (`remedy` for `remedies`).
pub(crate) fn nearest<'a>(
    written: &str,
    names: impl IntoIterator<Item = &'a str>,
) -> Option<&'a str> {
    const BEGINNING: usize = 4;
    let written = plain(written);
    let allowed = written.chars().count().div_ceil(3).clamp(1, 3);
    let names: Vec<(&str, String)> = names.into_iter().map(|name| (name, plain(name))).collect();
    let fewest_slips = names
        .iter()
        .map(|(name, plain)| (distance(&written, plain), *name))
        .filter(|(distance, _)| *distance <= allowed)
        .min_by_key(|(distance, _)| *distance);
    let begins_alike = || {
        let alike = |plain: &str| {
            written
                .bytes()
                .zip(plain.bytes())
                .take_while(|(left, right)| left == right)
                .count()
        };
        let longest = names
            .iter()
            .map(|(name, plain)| (alike(plain), *name))
            .max_by_key(|(length, _)| *length);
        longest.filter(|(length, _)| *length >= BEGINNING)
    };
    let is_begun = |plain: &String| written.len() >= BEGINNING && plain.starts_with(&written);
    let begun = names.iter().find(|(_, plain)| is_begun(plain));
    begun
        .map(|(name, _)| (0, *name))
        .or(fewest_slips)
        .or_else(begins_alike)
        .map(|(_, name)| name)
}

/// Case and the ways of joining words do not count.
fn plain(name: &str) -> String {
    name.chars()
        .filter(char::is_ascii_alphanumeric)
        .map(|sign| sign.to_ascii_lowercase())
        .collect()
}

/// Letters to insert, remove, replace or swap with a neighbour (optimal string alignment).
#[cfg(feature = "texts")]
pub(crate) fn slips(left: &str, right: &str) -> usize {
    distance(left, right)
}

fn distance(left: &str, right: &str) -> usize {
    let (left, right): (Vec<char>, Vec<char>) = (left.chars().collect(), right.chars().collect());
    let mut rows: Vec<Vec<usize>> = vec![(0..=right.len()).collect()];
    for i in 1..=left.len() {
        let mut row = vec![i];
        for j in 1..=right.len() {
            let differs = usize::from(left[i - 1] != right[j - 1]);
            let mut cost = (rows[i - 1][j] + 1)
                .min(row[j - 1] + 1)
                .min(rows[i - 1][j - 1] + differs);
            if i > 1 && j > 1 && left[i - 1] == right[j - 2] && left[i - 2] == right[j - 1] {
                cost = cost.min(rows[i - 2][j - 2] + 1);
            }
            row.push(cost);
        }
        rows.push(row);
    }
    rows[left.len()][right.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slip_finds_its_name_and_nonsense_finds_none() {
        let names = [
            "withdrawal",
            "warranty",
            "respond_within",
            "out_of_policy",
            "preset",
        ];
        for (written, meant) in [
            ("withdrawl", Some("withdrawal")),
            ("waranty", Some("warranty")),
            ("warrnaty", Some("warranty")),
            ("respondWithin", Some("respond_within")),
            ("out-of-policy", Some("out_of_policy")),
            ("Preset", Some("preset")),
            ("warrant_period", Some("warranty")),
            ("resp", Some("respond_within")),
            ("colour", None),
            ("", None),
        ] {
            assert_eq!(nearest(written, names), meant, "{written}");
        }
    }
}
