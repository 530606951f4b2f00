//! What cannot be done: one clear sentence and exit status 2. The only place where an exit status for failure is
//! decided.

use std::process::ExitCode;

use clap::error::{ContextKind, ContextValue, ErrorKind};

use crate::findings::Finding;
use crate::job::JobError;
use crate::reports::WriteError;
use crate::run::RunError;
use crate::words::{self, Lang};

/// A command that could not be carried out: a key of the catalogue with its values, then findings that say more.
#[derive(Debug)]
pub(super) struct Failure {
    key: &'static str,
    values: Vec<(&'static str, String)>,
    findings: Vec<Finding>,
}

/// So many findings are shown under a failure.
const SHOWN: usize = 20;

impl Failure {
    /// A failure without findings.
    pub fn new(key: &'static str, values: Vec<(&'static str, String)>) -> Self {
        Self { key, values, findings: Vec::new() }
    }

    /// The same failure with findings that say more.
    pub fn with(mut self, findings: Vec<Finding>) -> Self {
        self.findings = findings;
        self
    }

    /// Tells it on standard error.
    pub fn tell(&self, lang: Lang) -> ExitCode {
        let values: Vec<(&str, &str)> = self.values.iter().map(|(name, value)| (*name, value.as_str())).collect();
        eprintln!("{}{}", words::text(lang, "cli.error"), words::fill(words::text(lang, self.key), &values));
        for finding in self.findings.iter().take(SHOWN) {
            eprintln!("  {}", super::summary::line(lang, finding));
        }
        ExitCode::from(2)
    }
}

impl From<JobError> for Failure {
    fn from(error: JobError) -> Self {
        Self::new(error.key, error.values)
    }
}

impl From<WriteError> for Failure {
    fn from(error: WriteError) -> Self {
        let values = vec![("path", error.path.display().to_string()), ("cause", error.cause.to_string())];
        Self::new(error.key(), values)
    }
}

impl From<RunError> for Failure {
    fn from(error: RunError) -> Self {
        let cause = error.to_string();
        let (key, findings) = match error {
            RunError::Registry(findings) => ("cli.registry-unreadable", findings),
            RunError::NothingAccepted(findings) => ("cli.nothing-accepted", findings),
            RunError::Conservation { .. } => ("cli.conservation-broken", Vec::new()),
            RunError::Cube(_) => ("cli.sums-disagree", Vec::new()),
            RunError::Temporary(_) => ("cli.temporary-failed", Vec::new()),
            RunError::Draw(_) => ("cli.draw-failed", Vec::new()),
            RunError::Book(_) => ("cli.book-failed", Vec::new()),
            RunError::Notice(_) => ("cli.notice-failed", Vec::new()),
            RunError::Settings(_) => ("cli.settings-invalid", Vec::new()),
        };
        Self { key, values: vec![("cause", cause)], findings }
    }
}

/// Answers arguments that cannot be understood, or a request for help. clap's own sentences are English.
pub(super) fn usage(lang: Lang, error: &clap::Error) -> ExitCode {
    if matches!(error.kind(), ErrorKind::DisplayHelp | ErrorKind::DisplayVersion) {
        print!("{}", error.render());
        return ExitCode::SUCCESS;
    }
    let context = |kind: ContextKind| match error.get(kind) {
        Some(ContextValue::String(text)) => text.clone(),
        Some(ContextValue::Strings(texts)) => texts.join(" "),
        _ => String::new(),
    };
    let key = match error.kind() {
        ErrorKind::UnknownArgument => "cli.unknown-argument",
        ErrorKind::InvalidSubcommand => "cli.unknown-command",
        ErrorKind::InvalidValue | ErrorKind::ValueValidation => "cli.invalid-value",
        ErrorKind::MissingRequiredArgument => "cli.missing-argument",
        ErrorKind::ArgumentConflict => "cli.conflicting-arguments",
        _ => "cli.bad-arguments",
    };
    let values = vec![
        ("argument", context(ContextKind::InvalidArg) + &context(ContextKind::InvalidSubcommand)),
        ("value", context(ContextKind::InvalidValue)),
    ];
    Failure::new(key, values).tell(lang)
}
