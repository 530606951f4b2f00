//! The direction of the flow: which room sees which, and that the map names them all.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;

use crate::source::{Source, is_word, sources};
use crate::{at, none, read};

/// The rooms in the order of the flow, each with every room that it sees. A room sees only rooms that stand before it,
/// and the lists are exact: a new edge is a decision that is written down here.
const ROOMS: &[(&str, &[&str])] = &[
    // Foundations.
    ("bytes", &[]),
    ("calendar", &[]),
    ("csv_table", &[]),
    ("exact", &[]),
    ("findings", &[]),
    ("slips", &["exact", "findings"]),
    ("values", &["calendar", "exact"]),
    ("words", &["findings"]),
    // What was asked for.
    ("kinds", &["exact"]),
    ("job", &["calendar", "exact", "kinds", "values"]),
    // The flow.
    ("sources", &["bytes", "findings", "job"]),
    ("registry", &["calendar", "exact", "findings", "sources", "values"]),
    ("records", &["calendar", "exact", "findings", "job", "kinds", "registry", "sources", "values"]),
    ("ledger", &["calendar", "exact", "findings", "kinds", "records", "registry", "slips", "values"]),
    ("cube", &["calendar", "kinds", "records"]),
    ("figures", &["calendar", "cube", "exact", "findings", "job", "kinds", "words"]),
    (
        "reports",
        &[
            "bytes",
            "calendar",
            "csv_table",
            "exact",
            "figures",
            "findings",
            "job",
            "kinds",
            "ledger",
            "values",
            "words",
        ],
    ),
    // Papers that were written, against what is known.
    ("notices", &["bytes", "findings"]),
    ("audit", &["calendar", "csv_table", "exact", "figures", "findings", "kinds", "values", "words"]),
    (
        "signoff",
        &[
            "bytes",
            "calendar",
            "csv_table",
            "cube",
            "exact",
            "figures",
            "findings",
            "kinds",
            "ledger",
            "slips",
            "values",
            "words",
        ],
    ),
    // Beside the flow.
    ("sample", &[]),
    (
        "run",
        &[
            "bytes", "calendar", "cube", "figures", "findings", "job", "kinds", "ledger", "records", "registry",
            "reports", "sources", "words",
        ],
    ),
    (
        "cli",
        &[
            "audit", "bytes", "calendar", "figures", "findings", "job", "kinds", "ledger", "notices", "reports", "run",
            "sample", "signoff", "sources", "words",
        ],
    ),
];

/// What the two files outside the rooms may see.
const ENTRANCES: [&str; 2] = ["lib.rs", "main.rs"];

/// The other rooms that a file names behind `crate::`, with where it does.
fn seen(file: &Source) -> Vec<(usize, String)> {
    let own = file.room();
    let paths = file.finds("crate::").into_iter().map(|offset| (offset, file.word_at(offset + 7).to_owned()));
    paths.filter(|(_, room)| room != own).collect()
}

/// How far up a chain of `super::` at a byte leads.
fn climbs(file: &Source, offset: usize) -> usize {
    let behind = &file.code[offset..];
    (behind.len() - behind.trim_start_matches("super::").len()) / 7
}

/// How deep a file's module lies below the crate's root.
fn depth(file: &Source) -> usize {
    file.path.matches('/').count() - usize::from(file.path.ends_with("/mod.rs"))
}

#[test]
fn data_flows_one_way() {
    let mut edges: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    let mut breaches = Vec::new();
    for file in sources().iter().filter(|file| !ENTRANCES.contains(&file.room())) {
        for (offset, room) in seen(file) {
            let allowed = ROOMS.iter().find(|(name, _)| *name == file.room()).map_or(&[][..], |(_, sees)| *sees);
            if !allowed.contains(&room.as_str()) {
                breaches.push(file.breach(offset, &format!("{} must not see crate::{room}", file.room())));
            }
            edges.entry(file.room().to_owned()).or_default().insert(room);
        }
    }
    for (room, sees) in ROOMS {
        let used = edges.get(*room);
        let idle = sees.iter().filter(|other| used.is_none_or(|used| !used.contains(**other)));
        breaches.extend(idle.map(|other| format!("{room} no longer sees {other}: take it out of the table")));
    }
    none("rooms see only what the table allows", &breaches);
}

#[test]
fn the_table_itself_flows_one_way() {
    let place = |name: &str| ROOMS.iter().position(|(room, _)| *room == name);
    for (at, (room, sees)) in ROOMS.iter().enumerate() {
        for other in *sees {
            assert!(
                place(other).is_some_and(|before| before < at),
                "{room} sees {other}, which does not stand before it"
            );
        }
    }
}

#[test]
fn no_path_goes_round_the_table() {
    let mut breaches = Vec::new();
    for file in sources() {
        let starts = |offset: &usize| !file.code[..*offset].ends_with("super::");
        let up =
            file.finds("super::").into_iter().filter(starts).filter(|&offset| climbs(&file, offset) >= depth(&file));
        breaches.extend(up.map(|offset| file.breach(offset, "super:: leaves the room; say crate::room")));
        if file.room() != "main.rs" {
            let own = file.finds("market_aid::").into_iter();
            breaches.extend(own.map(|offset| file.breach(offset, "inside the crate it is crate::")));
        }
    }
    none("other rooms are named as crate::room", &breaches);
}

#[test]
fn the_entrance_sees_the_command_line_and_the_reader_alone() {
    let main = sources().into_iter().find(|file| file.path == "src/main.rs").expect("src/main.rs");
    let rooms: BTreeSet<&str> =
        main.finds("market_aid::").into_iter().map(|offset| main.word_at(offset + 12)).collect();
    assert_eq!(rooms, BTreeSet::from(["cli", "sources"]));
}

/// The folders and files right below `src`, without the entrances.
fn present() -> BTreeSet<String> {
    let entries = fs::read_dir(at("src")).expect("src is there");
    let names = entries.map(|entry| entry.expect("an entry").file_name().to_string_lossy().into_owned());
    names.filter(|name| !ENTRANCES.contains(&name.as_str())).collect()
}

/// The rooms that `src/lib.rs` declares, in its order.
fn declared() -> Vec<String> {
    let library = read("src/lib.rs");
    let rooms = library.lines().filter_map(|line| line.strip_prefix("pub mod ")?.strip_suffix(';'));
    rooms.map(str::to_owned).collect()
}

#[test]
fn the_table_the_library_and_the_folders_name_the_same_rooms() {
    let table: Vec<&str> = ROOMS.iter().map(|(room, _)| *room).collect();
    assert_eq!(declared(), table, "src/lib.rs against the table");
    assert_eq!(present(), table.into_iter().map(str::to_owned).collect(), "folders of src against the table");
}

#[test]
fn the_map_names_every_room_in_order_and_nothing_that_is_not_there() {
    let page = read("ARCHITECTURE.md");
    let places = page.match_indices("`src/").map(|(offset, _)| &page[offset + 1..]);
    let named: Vec<&str> = places.map(|rest| rest.split('`').next().unwrap_or_default()).collect();
    for path in &named {
        assert!(at(path).exists(), "ARCHITECTURE.md names {path}, which is not there");
    }
    let rows = page.lines().filter_map(|line| line.strip_prefix("| `")?.split_once('`'));
    let mapped: Vec<&str> = rows.map(|(name, _)| name).filter(|name| name.chars().all(is_word)).collect();
    assert_eq!(mapped, declared(), "the code map of ARCHITECTURE.md against src/lib.rs");
}
