//! Arguments as typed to what is meant. Every text comes from the catalogue, so that help speaks Chinese.

use std::ffi::OsString;
use std::io::IsTerminal;
use std::path::PathBuf;

use clap::{Arg, ArgAction, ArgMatches, Command, value_parser};

use crate::calendar::{DayCode, Month, Period};
use crate::words::{self, Lang};

/// What every command takes.
#[derive(Clone, Copy, Debug)]
pub(super) struct Shared {
    /// The language of messages.
    pub lang: Lang,
    /// Say nothing but errors.
    pub quiet: bool,
    /// Whether to colour.
    pub color: bool,
    /// Threads; none for as many as the machine has.
    pub jobs: Option<usize>,
}

impl Shared {
    /// Reads what every command takes.
    pub fn read(matches: &ArgMatches, lang: Lang) -> Self {
        let when = matches.get_one::<String>("color").map_or("auto", String::as_str);
        let terminal = std::io::stdout().is_terminal() && std::env::var_os("NO_COLOR").is_none();
        Self {
            lang,
            quiet: matches.get_flag("quiet"),
            color: when == "always" || (when == "auto" && terminal),
            jobs: matches.get_one::<usize>("jobs").copied(),
        }
    }

    /// Limits the threads, where asked to. Figures do not depend on how many there are.
    pub fn set_threads(&self) {
        if let Some(jobs) = self.jobs {
            // A pool that is already there stays: nothing but speed depends on it.
            let _ = rayon::ThreadPoolBuilder::new().num_threads(jobs).build_global();
        }
    }

    /// The text under `key` in the language asked for.
    pub fn text(&self, key: &str) -> &'static str {
        words::text(self.lang, key)
    }
}

/// The language that the arguments ask for; it is needed before they are parsed, to tell what is wrong with them.
pub(super) fn language(arguments: &[OsString]) -> Lang {
    let texts: Vec<&str> = arguments.iter().filter_map(|argument| argument.to_str()).collect();
    let english = texts.windows(2).any(|pair| pair == ["--lang", "en"]) || texts.contains(&"--lang=en");
    if english { Lang::En } else { Lang::Zh }
}

/// The whole command line.
pub(super) fn command(lang: Lang) -> Command {
    let text = |key: &str| words::text(lang, key);
    let template = text("cli.template");
    let root = Command::new("market-aid")
        .version(env!("CARGO_PKG_VERSION"))
        .about(text("cli.about"))
        .help_template(text("cli.template-root"))
        .disable_help_subcommand(true)
        .disable_help_flag(true)
        .disable_version_flag(true)
        .args_conflicts_with_subcommands(true)
        .subcommand(run(Command::new("run"), lang).about(text("cli.run")).help_template(template))
        .subcommand(check(lang).help_template(template))
        .subcommand(publish(lang).help_template(template))
        .subcommand(revisions(lang).help_template(template))
        .subcommand(trace(lang).help_template(template))
        .subcommand(explain(lang).help_template(template))
        .subcommand(new(lang).help_template(template))
        .subcommand(sample(lang).help_template(template));
    let root = run(root, lang);
    root.arg(flag("version", lang).short('V').action(ArgAction::Version))
}

fn run(command: Command, lang: Lang) -> Command {
    shared(command, lang)
        .arg(path("job", "JOB", lang).required(false))
        .arg(option("through", lang, "YYYY-MM").value_parser(parse_month))
        .arg(option("out", lang, "DIR").value_parser(value_parser!(PathBuf)))
        .arg(flag("strict", lang).action(ArgAction::SetTrue))
        .arg(flag("preview", lang).action(ArgAction::SetTrue).conflicts_with("out"))
}

fn check(lang: Lang) -> Command {
    let path_option = |name: &'static str, long: &'static str, value: &'static str| {
        option(name, lang, value).long(long).value_parser(value_parser!(PathBuf))
    };
    shared(Command::new("check").about(words::text(lang, "cli.check")), lang)
        .arg(path("notice", "NOTICE", lang).required(true).num_args(1..))
        .arg(path_option("records", "job", "JOB").conflicts_with("figures"))
        .arg(path_option("figures", "figures", "FILE"))
        .arg(option("format", lang, "text|json|csv|html").value_parser(["text", "json", "csv", "html"]))
        .arg(path_option("answer", "out", "FILE"))
}

fn publish(lang: Lang) -> Command {
    shared(Command::new("publish").about(words::text(lang, "cli.publish")), lang)
        .arg(path("job", "JOB", lang).required(false))
        .arg(option("through", lang, "YYYY-MM").value_parser(parse_month))
        .arg(option("date", lang, "YYYY-MM-DD").value_parser(parse_day))
        .arg(option("despite-errors", lang, "REASON").value_parser(parse_reason))
        .arg(option("sheet", lang, "FILE").value_parser(value_parser!(PathBuf)))
}

fn revisions(lang: Lang) -> Command {
    shared(Command::new("revisions").about(words::text(lang, "cli.revisions")), lang)
        .arg(path("job", "JOB", lang).required(false))
        .arg(option("through", lang, "YYYY-MM").value_parser(parse_month))
        .arg(option("format", lang, "text|json|csv").value_parser(["text", "json", "csv"]))
        .arg(flag("causes", lang).action(ArgAction::SetTrue))
        .arg(option("chart", lang, "FILE.svg|png").value_parser(parse_picture))
        .arg(option("triangle-of", lang, "INDICATOR").long("indicator").requires("chart"))
        .arg(
            option("triangle-by", lang, "year_to_date|month")
                .long("by")
                .requires("chart")
                .value_parser(["year_to_date", "month"]),
        )
}

fn trace(lang: Lang) -> Command {
    shared(Command::new("trace").about(words::text(lang, "cli.trace")), lang)
        .allow_missing_positional(true)
        .arg(path("job", "JOB", lang).required(false))
        .arg(Arg::new("figure").help(help("figure", lang)).value_name("FIGURE").required(true))
        .arg(option("through", lang, "YYYY-MM").value_parser(parse_month))
        .arg(option("records-format", lang, "text|json|csv").long("format").value_parser(["text", "json", "csv"]))
        .arg(flag("all-classes", lang).action(ArgAction::SetTrue))
        .arg(option("limit", lang, "N").value_parser(value_parser!(u64)))
        .arg(option("answer", lang, "FILE").long("out").value_parser(value_parser!(PathBuf)))
}

/// Three positionals of which the first may be left out: clap lets only the last but one be, so which is which is settled
/// once they are read.
fn explain(lang: Lang) -> Command {
    let text = |name: &'static str, value: &'static str| Arg::new(name).help(help(name, lang)).value_name(value);
    shared(Command::new("explain").about(words::text(lang, "cli.explain")), lang)
        .override_usage("market-aid explain [OPTIONS] [JOB] <INDICATOR> <CLAIMED>")
        .arg(path("job", "JOB", lang).required(false))
        .arg(text("indicator", "INDICATOR"))
        .arg(text("claimed", "CLAIMED"))
        .arg(option("period", lang, "A..B").value_parser(parse_period))
        .arg(option("filter", lang, "K=V").action(ArgAction::Append).value_parser(parse_pair))
        .arg(option("through", lang, "YYYY-MM").value_parser(parse_month))
        .arg(option("explain-format", lang, "text|json").long("format").value_parser(["text", "json"]))
        .arg(option("answer", lang, "FILE").long("out").value_parser(value_parser!(PathBuf)))
}

fn new(lang: Lang) -> Command {
    shared(Command::new("new").about(words::text(lang, "cli.new")), lang)
        .arg(path("dir", "DIR", lang).required(true))
        .arg(flag("templates", lang).action(ArgAction::SetTrue))
}

fn sample(lang: Lang) -> Command {
    shared(Command::new("sample").about(words::text(lang, "cli.sample")), lang)
        .arg(path("dir", "DIR", lang).required(true))
        .arg(option("rows", lang, "N").value_parser(value_parser!(u64)))
        .arg(option("seed", lang, "S").value_parser(value_parser!(u64)))
}

fn shared(command: Command, lang: Lang) -> Command {
    command
        .disable_help_flag(true)
        .arg(flag("help", lang).short('h').action(ArgAction::Help))
        .arg(option("lang", lang, "zh|en").value_parser(["zh", "en"]))
        .arg(flag("quiet", lang).short('q').action(ArgAction::SetTrue))
        .arg(option("color", lang, "WHEN").value_parser(["auto", "always", "never"]))
        .arg(option("jobs", lang, "N").short('j').value_parser(parse_jobs))
}

fn parse_month(text: &str) -> Result<Month, String> {
    text.parse().map_err(|()| text.to_owned())
}

fn parse_period(text: &str) -> Result<Period, String> {
    let of_one = || text.split_once("..").filter(|(first, last)| first == last)?.0.parse().ok();
    text.parse().ok().or_else(of_one).ok_or_else(|| text.to_owned())
}

fn parse_pair(text: &str) -> Result<(String, String), String> {
    let (name, value) = text.split_once('=').ok_or_else(|| text.to_owned())?;
    Ok((name.trim().to_owned(), value.trim().to_owned()))
}

fn parse_day(text: &str) -> Result<String, String> {
    is_day(text).then(|| text.to_owned()).ok_or_else(|| text.to_owned())
}

/// Whether a text is a day of the calendar, written `2021-08-05`.
pub(super) fn is_day(text: &str) -> bool {
    let day = |(month, day): (&str, &str)| {
        let month: Month = month.parse().ok()?;
        let day = DayCode::day(month.year(), month.month(), day.parse().ok()?)?;
        (day.to_string() == text).then_some(day)
    };
    text.rsplit_once('-').and_then(day).is_some()
}

fn parse_reason(text: &str) -> Result<String, String> {
    let reason = text.trim();
    if reason.is_empty() { Err(text.to_owned()) } else { Ok(reason.to_owned()) }
}

fn parse_picture(text: &str) -> Result<PathBuf, String> {
    let path = PathBuf::from(text);
    let is_picture = path.extension().is_some_and(|end| end == "svg" || end == "png");
    if is_picture { Ok(path) } else { Err(text.to_owned()) }
}

fn parse_jobs(text: &str) -> Result<usize, String> {
    text.parse().ok().filter(|jobs| (1..=1024).contains(jobs)).ok_or_else(|| text.to_owned())
}

fn help(name: &str, lang: Lang) -> &'static str {
    words::text(lang, &format!("cli.arg.{name}"))
}

fn flag(name: &'static str, lang: Lang) -> Arg {
    Arg::new(name).long(name).help(help(name, lang))
}

fn option(name: &'static str, lang: Lang, value: &'static str) -> Arg {
    flag(name, lang).value_name(value).action(ArgAction::Set).hide_possible_values(true)
}

fn path(name: &'static str, value: &'static str, lang: Lang) -> Arg {
    Arg::new(name).help(help(name, lang)).value_name(value).value_parser(value_parser!(PathBuf))
}
