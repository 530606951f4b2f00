//! A bar on the terminal for anything that takes over a second; nothing where there is no terminal.

use std::io::IsTerminal;
use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use crate::run::{Progress, Step};

use super::arguments::Shared;

/// The bar; it shows itself once a second has gone by.
pub(super) struct Bar {
    bar: ProgressBar,
    shared: Shared,
    begun: Instant,
}

/// Before this nothing is shown.
const PATIENCE: Duration = Duration::from_secs(1);

impl Bar {
    pub fn new(shared: &Shared) -> Self {
        let bar = ProgressBar::hidden();
        if let Ok(style) = ProgressStyle::with_template("{msg} [{bar:30}] {percent}%  {elapsed}") {
            bar.set_style(style.progress_chars("=> "));
        }
        Self { bar, shared: *shared, begun: Instant::now() }
    }

    /// Takes the bar away.
    pub fn finish(&self) {
        self.bar.finish_and_clear();
    }

    /// Begins something of so many parts.
    pub fn begin(&self, key: &str, length: u64) {
        self.bar.set_message(self.shared.text(key));
        self.bar.set_length(length);
        self.bar.set_position(0);
        self.show_when_due();
    }

    /// Lets something be told without the bar in between.
    pub fn aside(&self, tell: impl FnOnce()) {
        self.bar.suspend(tell);
    }

    fn show_when_due(&self) {
        let due = !self.shared.quiet && self.begun.elapsed() >= PATIENCE && std::io::stderr().is_terminal();
        if due && self.bar.is_hidden() {
            self.bar.set_draw_target(ProgressDrawTarget::stderr());
        }
    }
}

impl Progress for Bar {
    fn step(&self, step: Step) {
        let (key, length) = match step {
            Step::Opening(files) => ("cli.step.opening", files),
            Step::Reading(bytes) => ("cli.step.reading", bytes),
            Step::Settling => ("cli.step.settling", 1),
            Step::Summing => ("cli.step.summing", 1),
            Step::Writing => ("cli.step.writing", 1),
        };
        self.begin(key, length);
    }

    fn advance(&self, amount: u64) {
        self.bar.inc(amount);
        self.show_when_due();
    }
}
