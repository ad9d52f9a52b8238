//! Numbers as text. What `to_string` and `format!` bring along is 1 KB brotli of the widget's program, which has no other use
//! for it.

/// A count, a place, an id.
#[must_use]
pub fn count(number: usize) -> String {
    padded(number as u64, 1)
}

/// At least so many digits, the first of them zeros.
#[inline(never)]
#[must_use]
pub fn padded(number: u64, digits: usize) -> String {
    let mut all = [0; DIGITS];
    fill(&mut all, number);
    let zeros = all.iter().take_while(|digit| **digit == b'0').count();
    let left_out = zeros.min(DIGITS.saturating_sub(digits));
    all.iter().skip(left_out).copied().map(char::from).collect()
}

/// Of the largest number.
const DIGITS: usize = 20;

/// As many digits as there is room for, the last ones of the number.
pub(crate) fn fill(room: &mut [u8], mut number: u64) {
    for digit in room.iter_mut().rev() {
        *digit = b"0123456789"[usize::try_from(number % 10).unwrap_or(0)];
        number /= 10;
    }
}

#[cfg(test)]
mod tests {
    use super::{count, padded};

    #[test]
    fn a_number_is_written_as_std_writes_it() {
        for number in [0, 1, 9, 10, 1_005, u64::from(u32::MAX), u64::MAX] {
            assert_eq!(padded(number, 1), number.to_string());
            assert_eq!(padded(number, 4), format!("{number:04}"));
        }
        assert_eq!(count(120), "120");
    }
}
