//! The closest name to one that was mistyped.

/// The candidate that needs the fewest changed letters, if that is few enough to be a slip.
#[must_use]
pub fn closest<'a>(word: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<String> {
    if word.len() > 80 {
        return None;
    }
    let allowed = (word.chars().count() / 3).clamp(1, 6);
    candidates
        .into_iter()
        .map(|candidate| (distance(word, candidate), candidate))
        .filter(|(distance, _)| *distance <= allowed)
        .min()
        .map(|(_, candidate)| candidate.to_owned())
}

/// Insertions, deletions, replacements and neighbours swapped.
fn distance(a: &str, b: &str) -> usize {
    let a: Vec<char> = a.to_lowercase().chars().collect();
    let b: Vec<char> = b.to_lowercase().chars().collect();
    let mut before_last: Vec<usize> = Vec::new();
    let mut last: Vec<usize> = (0..=b.len()).collect();
    for (i, &x) in a.iter().enumerate() {
        let mut row = vec![i + 1];
        for (j, &y) in b.iter().enumerate() {
            let mut best = (last[j] + usize::from(x != y))
                .min(last[j + 1] + 1)
                .min(row[j] + 1);
            if i > 0 && j > 0 && x == b[j - 1] && a[i - 1] == y {
                best = best.min(before_last[j - 1] + 1);
            }
            row.push(best);
        }
        before_last = std::mem::replace(&mut last, row);
    }
    last.last().copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slip_finds_its_word() {
        assert_eq!(
            closest("pump.rat", ["pump.rate", "patient.map"]).as_deref(),
            Some("pump.rate")
        );
        assert_eq!(
            closest("norepinefrine", ["dopamine", "norepinephrine"]).as_deref(),
            Some("norepinephrine")
        );
    }

    #[test]
    fn a_strange_word_finds_nothing() {
        assert_eq!(closest("zebra", ["pump.rate", "patient.map"]), None);
    }
}
