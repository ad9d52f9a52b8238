//! Which items of the order it is about.

use crate::flow::{Field, Flow, Screen, trouble::wrong};
use claims::draft::DraftLine;

impl Flow {
    /// Units of that order line that can still be claimed.
    #[must_use]
    pub fn open_units(&self, line: &str) -> u32 {
        let Some(found) = &self.found else { return 0 };
        let bought = found.order.line(line).map_or(0, |line| line.quantity);
        found
            .open_units
            .iter()
            .find(|(id, _)| id == line)
            .map_or(bought, |(_, open)| *open)
    }

    fn line_id(&self, at: usize) -> Option<String> {
        Some(self.found.as_ref()?.order.lines.get(at)?.id.clone())
    }

    pub(super) fn tick(&mut self, at: usize, value: &str) {
        let Some(id) = self.line_id(at) else { return };
        self.kept.lines.retain(|line| line.line != id);
        if value.is_empty() {
            return;
        }
        // In the order of the order.
        let is_before = |line: &DraftLine| {
            (0..at).any(|before| self.line_id(before).as_deref() == Some(&line.line))
        };
        let place = self
            .kept
            .lines
            .iter()
            .filter(|line| is_before(line))
            .count();
        self.kept.lines.insert(
            place,
            DraftLine {
                line: id,
                quantity: 1,
                ..DraftLine::default()
            },
        );
    }

    pub(super) fn set_quantity(&mut self, at: usize, value: &str) {
        let Some(id) = self.line_id(at) else { return };
        let open = self.open_units(&id).max(1);
        if let Some(line) = self.kept.lines.iter_mut().find(|line| line.line == id) {
            line.quantity = value.parse().unwrap_or(1).clamp(1, open);
        }
    }

    pub(super) fn items_chosen(&mut self) {
        if self.is_stated() {
            return self.order_stated();
        }
        if self.kept.lines.is_empty() {
            return self.stay(vec![wrong(Field::Item(0), "items.choose")]);
        }
        self.on(Screen::Problem);
    }
}
