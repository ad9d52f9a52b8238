//! Counting what the runners report: cargo's `test result:` lines and Node's `ℹ pass`.

use std::ops::AddAssign;

/// Tests that ran.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub struct Tally {
    /// Succeeded.
    pub passed: u64,
    /// Did not.
    pub failed: u64,
    /// Files in which no test has the name asked for: Node counts each as a test that passed.
    empty_files: u64,
}

impl AddAssign for Tally {
    fn add_assign(&mut self, other: Self) {
        self.passed += other.passed;
        self.failed += other.failed;
        self.empty_files += other.empty_files;
    }
}

impl Tally {
    /// Adds what a line of a runner's output reports, if it reports anything.
    pub fn read(&mut self, line: &str) {
        let plain = without_colours(line);
        if let Some(result) = plain.trim_start().strip_prefix("test result:") {
            self.passed += number_before(result, "passed");
            self.failed += number_before(result, "failed");
        } else if let Some(passed) = plain.strip_prefix("ℹ pass ") {
            self.passed += passed
                .trim()
                .parse::<u64>()
                .unwrap_or(0)
                .saturating_sub(self.empty_files);
        } else if plain.starts_with("✔ ") && plain.contains(".test.ts (") {
            self.empty_files += 1;
        } else if let Some(failed) = plain
            .strip_prefix("ℹ fail ")
            .or_else(|| plain.strip_prefix("ℹ cancelled "))
        {
            self.failed += failed.trim().parse().unwrap_or(0);
        }
    }

    /// `12 passed, 0 failed`.
    pub fn in_words(self) -> String {
        format!("{} passed, {} failed", self.passed, self.failed)
    }
}

fn number_before(text: &str, word: &str) -> u64 {
    let words: Vec<&str> = text
        .split([' ', ';', '.'])
        .filter(|word| !word.is_empty())
        .collect();
    let found = words.windows(2).find(|pair| pair[1] == word);
    found.and_then(|pair| pair[0].parse().ok()).unwrap_or(0)
}

fn without_colours(line: &str) -> String {
    let mut plain = String::new();
    let mut rest = line;
    while let Some((before, after)) = rest.split_once('\x1b') {
        plain.push_str(before);
        rest = after.split_once('m').map_or("", |(_, after)| after);
    }
    plain + rest
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_runners_are_counted() {
        let mut tally = Tally::default();
        for line in [
            "running 3 tests",
            "test result: \x1b[32mok\x1b[0m. 3 passed; 0 failed; 1 ignored; 0 measured; 0 filtered out",
            "test result: FAILED. 1 passed; 2 failed; 0 ignored; 0 measured; 0 filtered out",
            "ℹ tests 5",
            "\x1b[34mℹ pass 4\x1b[39m",
            "ℹ fail 1",
            "ℹ cancelled 0",
        ] {
            tally.read(line);
        }
        assert_eq!(tally.in_words(), "8 passed, 3 failed");
    }

    #[test]
    fn a_file_without_a_test_of_that_name_is_no_test() {
        let mut tally = Tally::default();
        for line in [
            "✔ tests/browser/photo.test.ts (377.2ms)",
            "✔ a photo is sent (12.1ms)",
            "ℹ pass 2",
        ] {
            tally.read(line);
        }
        assert_eq!(tally.in_words(), "1 passed, 0 failed");
    }
}
