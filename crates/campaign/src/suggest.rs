//! "Did you mean …?"

/// The candidate nearest to what was typed, when it is near enough to be a slip: at most a third of its letters wrong.
pub fn closest<'a>(typed: &str, candidates: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    candidates
        .filter(|candidate| *candidate != typed)
        .map(|candidate| (distance(typed, candidate), candidate))
        .filter(|(distance, candidate)| *distance <= (candidate.chars().count() / 3).max(1))
        .min()
        .map(|(_, candidate)| candidate)
}

/// The candidate that was meant for certain: nearest, near enough, of four letters or more, and no other is as near.
pub fn only_closest<'a>(typed: &str, candidates: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    let mut near: Vec<(usize, &str)> = candidates
        .filter(|candidate| *candidate != typed)
        .map(|candidate| (distance(typed, candidate), candidate))
        .filter(|(distance, candidate)| {
            let letters = candidate.chars().count();
            letters >= 4 && *distance <= (letters / 3).max(1)
        })
        .collect();
    near.sort_unstable();
    near.dedup();
    match near.as_slice() {
        [(_, only)] => Some(only),
        [(least, only), (next, _), ..] if least < next => Some(only),
        _ => None,
    }
}

/// Letters to put in, take out, change or swap with a neighbour (optimal string alignment). Texts are cut at 80
/// characters, so that a hostile key costs nothing.
fn distance(a: &str, b: &str) -> usize {
    let a: Vec<char> = a.chars().take(80).collect();
    let b: Vec<char> = b.chars().take(80).collect();
    let mut rows = vec![vec![0; b.len() + 1]; a.len() + 1];
    for (i, row) in rows.iter_mut().enumerate() {
        row[0] = i;
    }
    for (j, cell) in rows[0].iter_mut().enumerate() {
        *cell = j;
    }
    for i in 1..=a.len() {
        for j in 1..=b.len() {
            let changed = usize::from(a[i - 1] != b[j - 1]);
            let mut best = (rows[i - 1][j] + 1)
                .min(rows[i][j - 1] + 1)
                .min(rows[i - 1][j - 1] + changed);
            if i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] {
                best = best.min(rows[i - 2][j - 2] + 1);
            }
            rows[i][j] = best;
        }
    }
    rows[a.len()][b.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slip_is_recognised_and_another_word_is_not() {
        let keys = ["checked", "expires", "publisher"];
        assert_eq!(closest("cheked", keys.into_iter()), Some("checked"));
        assert_eq!(closest("epxires", keys.into_iter()), Some("expires"));
        assert_eq!(closest("colour", keys.into_iter()), None);
    }

    #[test]
    fn only_a_slip_that_can_mean_one_thing_is_certain() {
        assert_eq!(
            only_closest("cheked", ["checked", "expires"].into_iter()),
            Some("checked")
        );
        assert_eq!(only_closest("hame", ["name", "home"].into_iter()), None);
        assert_eq!(only_closest("ta", ["at", "to"].into_iter()), None);
        assert_eq!(only_closest("nmae", ["name", "name"].into_iter()), Some("name"));
    }
}
